package dev.quiesce.stress.run;

import dev.quiesce.lang.Models;
import dev.quiesce.lang.Source;
import dev.quiesce.stress.emit.Mapping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What every build runs: the samples written by hand, and the lifecycle suite, emitted from the models of this module and
 * run with and without the repair.
 */
public final class Suite {
    /** The models, each with a buggy and a fixed variant. */
    static final List<String> LIFECYCLE = List.of("resolve-direct.c", "resolve-upper.c", "resolve-fallback.c", "flush-add.c",
        "failover-resolve.c", "clear-grace.c");

    private static final Duration PREDICTION = Duration.ofSeconds(60);

    private Suite() {}

    /**
     * Runs the suites; the exit code is 1 if something was seen that must not be.
     *
     * @param arguments a folder to work in, which is emptied, and {@code short} or {@code long}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        Folders.delete(folder);
        Effort effort = arguments[1].equals("long") ? Effort.LONG : Effort.SHORT;
        boolean samples = Harness.runSamples(folder.resolve("samples"), "dev.quiesce.stress.handle", effort);
        boolean suite = lifecycle(folder.resolve("lifecycle"), effort);
        System.exit(samples && suite ? 0 : 1);
    }

    private static boolean lifecycle(Path folder, Effort effort) throws IOException, InterruptedException {
        StressRunner runner = new StressRunner(folder, effort, Mapping.SOUND, 2);
        for (String model : LIFECYCLE) {
            runner.add(Models.read(source(model), Map.of()), null, null, PREDICTION);
        }
        StringBuilder text = new StringBuilder();
        boolean good = runner.skipped().isEmpty();
        runner.skipped().forEach(why -> text.append("no test of ").append(why).append('\n'));
        for (Comparison c : runner.run()) {
            text.append(c.table()).append('\n');
            good &= c.unpredicted().isEmpty();
            c.unpredicted().forEach(o -> text.append("error: ").append(c.title()).append(" ended in a way that nobody predicted: ")
                .append(o).append('\n'));
        }
        System.out.print(text);
        Files.writeString(folder.resolve("table.txt"), text);
        return good;
    }

    /** The model of that name in this module. */
    static Source source(String name) throws IOException {
        try (InputStream in = Suite.class.getResourceAsStream("/models/" + name)) {
            if (in == null) {
                throw new IOException("no model " + name);
            }
            return Source.of(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
