package dev.quiesce.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Checker;
import dev.quiesce.check.Options;
import dev.quiesce.check.Progress;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Reduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the primitives of the bundled headers mean, as small models whose scenarios say what each is to be found to be. */
@DisplayName("The headers mean")
class PrimitivesTest {
    private static final Path MODELS = Path.of("src", "test", "resources", "headers", "behaviour");
    private static final Checker CHECKER = new Checker(
            new Options(Optional.empty(), 1, 100_000, 0, Duration.ofMinutes(2), 2, false, false, false, Reduction.ALL), Progress.NONE);
    /** A cover that no execution is meant to reach. */
    private static final String NEVER = "never";

    @TestFactory
    Stream<DynamicContainer> models() throws IOException {
        try (Stream<Path> files = Files.list(MODELS)) {
            return files.sorted().toList().stream().map(PrimitivesTest::scenarios);
        }
    }

    private static DynamicContainer scenarios(Path file) {
        TreeSet<String> unreached = new TreeSet<>();
        TreeSet<String> reached = new TreeSet<>();
        List<DynamicTest> tests = new ArrayList<>();
        for (Program program : Models.read(file, Map.of())) {
            for (Scenario scenario : program.scenarios()) {
                tests.add(DynamicTest.dynamicTest(scenario.name(), () -> {
                    CheckResult result = CHECKER.check(program, scenario);
                    result.covers().forEach((name, hit) -> (hit ? reached : unreached).add(name));
                    assertEquals(scenario.expect(), found(result), () -> result.message() + result.violation());
                }));
            }
        }
        tests.add(DynamicTest.dynamicTest("every cover but those never to be reached", () -> {
            unreached.removeAll(reached);
            unreached.remove(NEVER);
            assertEquals(List.of(), List.copyOf(unreached));
        }));
        return DynamicContainer.dynamicContainer(file.getFileName().toString(), tests);
    }

    private static Finding found(CheckResult result) {
        return switch (result.verdict()) {
            case PROVED -> Finding.HOLDS;
            case VIOLATED -> result.violation().finding();
            default -> null;
        };
    }
}
