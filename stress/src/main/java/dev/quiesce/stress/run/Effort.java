package dev.quiesce.stress.run;

import java.time.Duration;
import java.util.List;

/**
 * How long to run.
 *
 * @param jcstress options of JCStress
 * @param plain    time for plain threads, where they are needed
 */
public record Effort(List<String> jcstress, Duration plain) {
    /** One fork of half a second for each test in the JVM's own mode: some hundred thousand samples or more. */
    public static final Effort SHORT =
        new Effort(List.of("-m", "quick", "-f", "1", "-iters", "1", "-time", "500", "-sc", "false"), Duration.ofSeconds(1));

    /** JCStress's own quick preset: every mode of the JVM's compilers, half a minute a test. */
    public static final Effort LONG = new Effort(List.of("-m", "quick"), Duration.ofSeconds(10));

    public Effort {
        jcstress = List.copyOf(jcstress);
    }

    /** True if JCStress varies the modes of the JVM; otherwise it is told one. */
    boolean allModes() {
        return !jcstress.contains("-sc");
    }
}
