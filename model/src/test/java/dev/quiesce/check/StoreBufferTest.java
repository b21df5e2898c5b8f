package dev.quiesce.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.Models;
import dev.quiesce.program.Finding;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.Slice;
import dev.quiesce.simulate.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens under x86-TSO. */
@DisplayName("Store buffers")
class StoreBufferTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "tso");

    private static Options options(MemoryModel memory) {
        return new Options(Optional.of(memory), 1, 0, 0, Duration.ZERO, 2, false, false, false, Reduction.ALL);
    }

    private static Program shapes() {
        return Models.read(FOLDER.resolve("shapes.c"), Map.of()).getFirst();
    }

    /** Outcomes as the values by the order of their names. */
    private static Set<String> outcomes(String shape, MemoryModel memory) {
        Program program = shapes();
        Scenario scenario = program.scenario(shape);
        CheckResult result = new Checker(options(memory), Progress.NONE).check(Slice.of(program, scenario), scenario);
        assertEquals(Verdict.PROVED, result.verdict());
        assertEquals(memory, result.memory());
        return result.outcomes().keySet().stream().map(outcome -> Arrays.stream(outcome.split(" "))
            .sorted().map(pair -> pair.substring(pair.indexOf('=') + 1)).collect(Collectors.joining()))
            .collect(Collectors.toCollection(TreeSet::new));
    }

    @DisplayName("show what they are known for")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "SB, 00 01 10 11", "SB_one_mb, 00 01 10 11", "SB_wmb, 00 01 10 11", "SB_release, 00 01 10 11",
        "SB_unlock, 00 01 10 11", "SB_mb, 01 10 11", "SB_add, 01 10 11", "SB_relaxed_add, 01 10 11",
        "SB_failed_cmpxchg, 01 10 11", "SB_xchg, 01 10 11", "SB_lock, 01 10 11",
        // v, w, x, y: each sees its own store
        "SB_rfi, 0110 0111 1110 1111",
        "MP, 00 10 11", "LB, 00 01 10",
        "n5, 11 12 22", "n4b, 00 01 20",
        "W2, 12 21 22",
        // x, y: not 00
        "RCU, 01 10 11", "RCU_callback, 01 10 11", "RCU_softirq, 01 10 11", "SRCU, 01 10 11",
        "SB_after_wait, 00 01 10 11"})
    void show(String shape, String expected) {
        assertEquals(new TreeSet<>(List.of(expected.split(" "))), outcomes(shape, MemoryModel.TSO));
    }

    @DisplayName("add to interleavings")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "SB, 00", "SB_mb, ''", "SB_rfi, 0110", "MP, ''", "LB, ''", "IRIW, ''", "n5, ''", "n4b, ''", "W2, ''", "S, ''",
        // last_x, x, y
        "n6, 110",
        // last_y, x
        "R, 20",
        "RCU_twice, ''", "wide, ''", "narrow, 020"})
    void add(String shape, String more) {
        Set<String> buffers = outcomes(shape, MemoryModel.TSO);
        assertTrue(buffers.removeAll(outcomes(shape, MemoryModel.SC)));
        assertEquals(more.isEmpty() ? Set.of() : Set.of(more), buffers);
    }

    @Test
    @DisplayName("let no reader see two stores in different orders")
    void independentReaders() {
        Set<String> seen = outcomes("IRIW", MemoryModel.TSO);
        assertEquals(15, seen.size());
        // v, w, x, y
        assertFalse(seen.contains("0110"));
    }

    @DisplayName("decide")
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"last_use.c", "ghosts.c", "looks.c"})
    void decide(String model) {
        for (Program program : Models.read(FOLDER.resolve(model), Map.of())) {
            for (Scenario scenario : program.scenarios()) {
                CheckResult result = new Checker(Options.DEFAULT, Progress.NONE).check(Slice.of(program, scenario), scenario);
                assertTrue(result.asExpected(), () -> scenario.name() + " " + program.variant() + ": " + result.verdict()
                    + " " + result.violation());
                assertEquals("", result.message());
            }
        }
    }

    @Test
    @DisplayName("are told of by traces, which replay")
    void trace() {
        Program program = Models.read(FOLDER.resolve("last_use.c"), Map.of()).getFirst();
        Scenario scenario = program.scenarios().getFirst();
        CheckResult result = new Checker(Options.DEFAULT, Progress.NONE).check(program, scenario);
        assertEquals(Finding.USE_AFTER_FREE, result.finding());
        assertEquals("WRITE_ONCE(thing->field, 1)", result.violation().site().text());
        assertEquals("user", result.violation().thread());
        List<String> told = result.trace().steps().stream().flatMap(step -> step.actions().stream())
            .map(action -> action.site().text() + (action.note().isEmpty() ? "" : " <-- " + action.note())).toList();
        assertTrue(told.contains("WRITE_ONCE(thing->field, 1) <-- delayed"), told::toString);
        assertTrue(told.contains("store to thing->field reaches memory"), told::toString);
        Trace again = Checker.replay(program, scenario, Options.DEFAULT, result.trace().schedule());
        assertEquals(result.trace(), again);
    }

    @Test
    @DisplayName("change nothing that an interleaving breaks, and replay it as it is")
    void interleaving() {
        Program program = Models.read(Path.of("src", "main", "resources", "models", "xfrm", "flush.c"), Map.of()).getFirst();
        Scenario scenario = program.scenarios().getFirst();
        CheckResult result = new Checker(options(MemoryModel.TSO), Progress.NONE).check(Slice.of(program, scenario), scenario);
        assertEquals(Verdict.VIOLATED, result.verdict());
        assertEquals(result.trace(), Checker.replay(Slice.of(program, scenario), scenario, options(MemoryModel.TSO),
            result.trace().schedule()));
    }
}
