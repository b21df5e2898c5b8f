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

    /** Two rows with tens of millions of states and only some thousands a level, so that they are searched side by side to the end. */
    private static final String NARROW = """
        #include <quiesce.h>
        #pragma quiesce variant(one)
        #pragma quiesce variant(two, TWO)
        static int a, b;
        static void first(void)
        {
        	for (int i = 0; i < 3000; i++) {
        		BUG_ON(READ_ONCE(b) > 3000);
        		WRITE_ONCE(a, i);
        	}
        }
        static void second(void)
        {
        	for (int i = 0; i < 3000; i++) {
        		BUG_ON(READ_ONCE(a) > 3000);
        		WRITE_ONCE(b, i);
        	}
        }
        struct scenario count = { .threads = { first, second } };
        """;

    @TempDir
    private Path folder;

    /** Starts the command line with SIGINT not ignored, whatever the shell that runs the tests thinks of it. */
    private Terminal.Ran interrupted(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-cp",
            System.getProperty("java.class.path"), "dev.quiesce.cli.Main"));
        command.addAll(Arrays.asList(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            while (process.isAlive() && process.info().totalCpuDuration().orElseThrow().compareTo(WORKED) < 0) {
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
        Path narrow = Files.writeString(folder.resolve("narrow.c"), NARROW);
        Terminal.Ran ran = interrupted("check", narrow.toString(), "--workers", "2", "--format", "json");
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
