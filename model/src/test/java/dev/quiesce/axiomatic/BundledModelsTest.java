package dev.quiesce.axiomatic;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.quiesce.axiomatic.path.Unsupported;
import dev.quiesce.lang.Models;
import dev.quiesce.program.Finding;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an interleaving breaks, an execution of a weaker model breaks: the engine of graphs must not prove it. */
class BundledModelsTest {
    private static final Path FOLDER = Path.of("src", "main", "resources", "models", "xfrm");
    private static final Duration LIMIT = Duration.ofMillis(Integer.getInteger("bundled.limit", 100));

    static List<Path> models() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".c")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void what_breaks_under_sequential_consistency_is_not_proved(Path file) {
        for (Program program : Models.read(file, Map.of())) {
            for (Scenario scenario : program.scenarios()) {
                if (scenario.expect() != Finding.HOLDS && scenario.memory() == MemoryModel.SC) {
                    assertFalse(proves(program, scenario), scenario.name() + " " + program.variant());
                }
            }
        }
    }

    private static boolean proves(Program program, Scenario scenario) {
        try {
            ScenarioResult result = ScenarioChecker.check(program, scenario,
                new ScenarioOptions(MemoryModel.LKMM, 2, false, false, LIMIT));
            return result.findings().isEmpty() && result.bound().isEmpty() && result.executions() > 0;
        } catch (Unsupported construct) {
            return false;
        }
    }
}
