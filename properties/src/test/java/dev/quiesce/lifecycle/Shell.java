package dev.quiesce.lifecycle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.cli.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A shell in which {@code quiesce} is the command that is being built. */
final class Shell {
    private static final int SECONDS = 120;

    private Shell() {}

    /** What a command line, taken as it was printed, writes to stdout and stderr. */
    static String run(String line) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String script = "quiesce() { '" + java + "' -XX:TieredStopAtLevel=1 " + Main.class.getName() + " \"$@\"; }\n" + line;
        ProcessBuilder builder = new ProcessBuilder(List.of("bash", "-c", script)).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), line);
        return output;
    }
}
