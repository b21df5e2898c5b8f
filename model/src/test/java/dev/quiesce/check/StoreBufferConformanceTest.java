package dev.quiesce.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.Models;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.Slice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The search with store buffers on the conformance suite: what is right is right on x86 too, and the engine of graphs finds
 * nothing that the search does not.
 */
@DisplayName("Store buffers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreBufferConformanceTest {
    /** What takes longer on a busy machine is not compared. */
    private static final Duration GRAPHS = Duration.ofMillis(500);

    private int compared;

    static Stream<Path> models() throws IOException {
        return ConformanceTest.models();
    }

    @DisplayName("prove what no interleaving breaks")
    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void prove(Path model) {
        for (Program program : Models.read(ConformanceTest.FOLDER.resolve(model), Map.of())) {
            for (Scenario scenario : program.scenarios()) {
                Program slice = Slice.of(program, scenario);
                CheckResult result = new Checker(options(Duration.ZERO), Progress.NONE).check(slice, scenario);
                assertEquals(scenario.expect(), result.finding(), () -> scenario.name() + " " + program.variant() + ": "
                    + result.violation());
                assertNotEquals(Verdict.BOUNDED, result.verdict());
                if (result.verdict() == Verdict.PROVED && !WeakMemory.usesGracePeriods(slice)) {
                    compare(slice, scenario);
                }
            }
        }
    }

    private void compare(Program program, Scenario scenario) {
        CheckResult graphs = new GraphCheck(program, scenario, MemoryModel.TSO, options(GRAPHS)).check();
        assertNotEquals(Verdict.VIOLATED, graphs.verdict(), () -> scenario.name() + " " + program.variant() + ": "
            + graphs.violation());
        compared += graphs.verdict() == Verdict.PROVED ? 1 : 0;
    }

    private static Options options(Duration timeout) {
        return new Options(Optional.of(MemoryModel.TSO), 1, 0, 0, timeout, 2, false, false, false, Reduction.ALL);
    }

    @AfterAll
    void enough() {
        assertTrue(compared > 15, () -> "only " + compared + " proofs have been compared with graphs");
    }
}
