package dev.quiesce.stress.kernel;

import dev.quiesce.program.Finding;
import java.util.EnumMap;
import java.util.Map;

/** A halt ends a thread before its function has returned. Made once for each reason: there is no stack to fill in. */
public final class Halt extends RuntimeException {
    /** The thread waited too long, or for something that only a dead thread could do. The sample proves nothing. */
    public static final Halt GAVE_UP = new Halt("gave up");

    /** An {@code assume} was false: there is no such execution. */
    public static final Halt DISCARDED = new Halt("discarded");

    private static final Map<Finding, Halt> FINDINGS = new EnumMap<>(Finding.class);

    static {
        for (Finding finding : Finding.values()) {
            FINDINGS.put(finding, new Halt(finding.name()));
        }
    }

    private Halt(String outcome) {
        super(outcome, null, false, false);
    }

    /** The thread has committed an error. */
    public static Halt of(Finding finding) {
        return FINDINGS.get(finding);
    }

    /** What the outcome of the run is called. */
    String outcome() {
        return getMessage();
    }
}
