package dev.quiesce.explore;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.Models;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps that are remembered by what they looked at, against the interpreter, in every state that the search comes to. */
@DisplayName("A remembered step")
class RememberedStepsTest {
    private static final Path CONFORMANCE = Path.of("src", "test", "resources", "conformance");
    private static final Path BUNDLED = Path.of("src", "main", "resources", "models", "xfrm");
    private static final Limits ENOUGH = new Limits(1_000, 0, Long.MAX_VALUE);

    static Stream<Path> models() throws IOException {
        try (Stream<Path> files = Files.walk(CONFORMANCE)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".c")).sorted().toList();
            assertTrue(found.size() > 40, () -> "only " + found.size() + " models found");
            return Stream.concat(found.stream(), Stream.of("bond_failover.c", "unhash.c").map(BUNDLED::resolve));
        }
    }

    @DisplayName("is what the interpreter does")
    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void isWhatTheInterpreterDoes(Path model) {
        for (Program program : Models.read(model, Map.of())) {
            for (Scenario scenario : program.scenarios()) {
                assertDoesNotThrow(() -> explore(program, scenario), () -> scenario.name() + " [" + program.variant()
                    + "]");
            }
        }
    }

    private static void explore(Program program, Scenario scenario) {
        new Explorer(new Image(Slice.of(program, scenario), scenario), false, Reduction.ALL, true,
            Explorer.RacePolicy.COLLECT, ENOUGH, 1, (states, transitions, frontier, depth) -> { }).crossChecking()
            .explore();
    }
}
