package dev.quiesce.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A process that gets SIGINT in the middle of its work")
@EnabledOnOs(OS.LINUX)
class InterruptionTest {
    private static final String LARGE = Path.of("..", "bench", "models", "offload.c").toString();
    /** More than any process needs to start, read its models and get to work. */
    private static final Duration WORKED = Duration.ofSeconds(9);
    private static final int INTERRUPTED = 130;
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    private Path folder;

    /** Starts the command line with SIGINT not ignored, whatever the shell that runs the tests thinks of it. */
    private Terminal.Ran interrupted(String... arguments) throws IOException, InterruptedException {
        return interrupted(WORKED, arguments);
    }

    private Terminal.Ran interrupted(Duration after, String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = started(out, err, arguments);
        try {
            while (process.isAlive() && worked(process).compareTo(after) < 0) {
                Thread.sleep(50);
            }
            assertTrue(process.isAlive(), () -> "ended by itself: " + read(out) + read(err));
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "does not end");
            return new Terminal.Ran(process.exitValue(), read(out), read(err));
        } finally {
            process.destroyForcibly();
        }
    }

    /** The CPU time that it takes if nobody interrupts it. */
    private Duration worked(String... arguments) throws IOException, InterruptedException {
        Process process = started(folder.resolve("whole"), folder.resolve("whole.err"), arguments);
        try {
            Duration worked = Duration.ZERO;
            while (process.isAlive()) {
                Duration now = worked(process);
                worked = now.compareTo(worked) > 0 ? now : worked;
                Thread.sleep(20);
            }
            return worked;
        } finally {
            process.destroyForcibly();
        }
    }

    /** The CPU time of a process so far; that of one which has just ended is not known any more. */
    private static Duration worked(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static Process started(Path out, Path err, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-cp",
            System.getProperty("java.class.path"), "dev.quiesce.cli.Main"));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    @DisplayName("says how far its search came, and exits with 130")
    void saysHowFarItCame() throws Exception {
        Terminal.Ran ran = interrupted("check", LARGE, "-D", "K=4", "--workers", "1");
        assertEquals(INTERRUPTED, ran.code(), ran.err());
        assertTrue(ran.out().startsWith("offload: BOUNDED  nothing found so far\n  bound: interrupted\n"), ran.out());
        assertTrue(ran.out().matches("(?s).*\n  [0-9,]{5,} states in [0-9.]+ s: [0-9,]{5,} transitions, depth [1-9].*"), ran.out());
        assertTrue(ran.err().endsWith("quiesce: interrupted\n"), ran.err());
    }

    @Test
    @DisplayName("keeps the rows that are done, and writes whole JSON")
    void keepsWhatIsDone() throws Exception {
        String small = folder.resolve("small.c").toString();
        Terminal.real().run("new", small);
        Terminal.Ran ran = interrupted("check", small, LARGE, "xfrm/unhash", "-D", "K=4", "--workers", "2", "--format", "json");
        assertEquals(INTERRUPTED, ran.code(), ran.err());
        List<JsonNode> rows = new JsonMapper().readTree(ran.out()).path("results").valueStream().toList();
        assertTrue(rows.size() >= 3, ran.out()); // of unhash those that were begun beside it before it was large
        JsonNode large = rows.get(2);
        assertEquals("offload", large.path("scenario").asText());
        assertEquals("BOUNDED", large.path("verdict").asText());
        assertEquals("interrupted", large.path("bound").asText());
        assertTrue(large.path("states").asLong() > 10_000 && large.path("transitions").asLong() > large.path("states").asLong(),
            large::toString);
        rows.stream().filter(row -> row != large).forEach(row -> assertTrue(row.path("asExpected").asBoolean(), row::toString));
    }

    @Test
    @DisplayName("says of all rows that are being checked how far they came")
    void saysHowFarAllCame() throws Exception {
        String[] arguments = {"check", "xfrm/lifecycle", "--scenario", "histories", "--variant", "fixed,lsm_vetoes", "--all",
            "--workers", "2", "--format", "json"};
        // The searches have begun after half of it, on machines that need 4 seconds for all and on those that need 13.
        Terminal.Ran ran = interrupted(worked(arguments).multipliedBy(3).dividedBy(4), arguments);
        assertEquals(INTERRUPTED, ran.code(), ran.err());
        List<JsonNode> rows = new JsonMapper().readTree(ran.out()).path("results").valueStream().toList();
        assertEquals(List.of("interrupted", "interrupted"), rows.stream().map(row -> row.path("bound").asText()).toList(), ran.out());
        assertEquals(2, rows.stream().map(row -> row.path("variant").asText()).distinct().count());
        rows.forEach(row -> assertTrue(row.path("states").asLong() > 0, row::toString));
    }

    @Test
    @DisplayName("says how many random runs it made")
    void saysHowManyRunsItMade() throws Exception {
        Terminal.Ran ran = interrupted("fuzz", LARGE, "--time", "10m", "--format", "json");
        assertEquals(INTERRUPTED, ran.code(), ran.err());
        JsonNode row = new JsonMapper().readTree(ran.out()).path("results").path(0);
        assertEquals("BOUNDED", row.path("verdict").asText());
        assertTrue(row.path("sample").path("runs").asLong() > 10, ran.out());
    }
}
