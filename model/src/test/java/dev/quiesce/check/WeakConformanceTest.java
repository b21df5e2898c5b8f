package dev.quiesce.check;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.Models;
import dev.quiesce.program.Finding;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.Slice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The engine of graphs on the conformance suite, without the interleavings that are looked at before it otherwise. An
 * interleaving is an execution under every memory model: what breaks by one may not be proved by graphs. The models that
 * hold are ordered well enough to hold under weak memory too. A row that takes longer than the limit says nothing.
 */
@DisplayName("Graphs of executions")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WeakConformanceTest {
    private static final Duration LIMIT = Duration.ofMillis(150);
    /** What the graphs do not know of, so that interleavings have to be looked at first; {@code docs/memory.md} lists it. */
    private static final Map<String, String> UNKNOWN = Map.ofEntries(
        entry("counted plain TSO", "races are the kernel's model's"),
        entry("counted bits_share_a_unit TSO", "races are the kernel's model's"),
        entry("locks_used_rightly softirq_forgotten LKMM", "locks taken both in softirqs and with bottom halves on"),
        entry("locks_used_rightly softirq_forgotten TSO", "locks taken both in softirqs and with bottom halves on"),
        entry("by_another broken LKMM", "locks that are initialised while others hold them"),
        entry("by_another broken TSO", "locks that are initialised while others hold them"),
        entry("reader_inside does_not LKMM", "readers of an SRCU domain that is cleaned up"),
        entry("reader_inside does_not TSO", "readers of an SRCU domain that is cleaned up"),
        entry("around_one_access broken LKMM", "locks that are initialised while others hold them"),
        entry("around_one_access broken TSO", "locks that are initialised while others hold them"),
        entry("reader_of_nothing does_not LKMM", "readers of an SRCU domain that is cleaned up"),
        entry("reader_of_nothing does_not TSO", "readers of an SRCU domain that is cleaned up"),
        entry("aba compared TSO", "memory that is handed out again"),
        entry("comparison compared LKMM", "memory that is handed out again"),
        entry("comparison compared TSO", "memory that is handed out again"),
        entry("of_another_domain broken LKMM", "the index of an SRCU section"),
        entry("of_another_domain broken TSO", "the index of an SRCU section"),
        entry("not_saved broken LKMM", "the index of an SRCU section"),
        entry("not_saved broken TSO", "the index of an SRCU section"),
        entry("one_for_two broken LKMM", "the index of an SRCU section"),
        entry("one_for_two broken TSO", "the index of an SRCU section"));

    /** What holds by interleavings and is not promised under weak memory. */
    private static final Map<String, String> WEAKER = Map.of(
        "drain static_queue LKMM", "nothing but a branch keeps a free behind what others did before they gave up their references",
        "torn fixed LKMM", "plain accesses between the two looks at a sequence count race",
        "torn seqlock LKMM", "plain accesses between the two looks at a sequence count race");

    private final Set<String> violated = new HashSet<>();
    private int decided;

    static Stream<Path> models() throws IOException {
        return ConformanceTest.models();
    }

    @DisplayName("prove what no interleaving breaks, and nothing else")
    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void agree(Path model) {
        for (Program program : Models.read(ConformanceTest.FOLDER.resolve(model), Map.of())) {
            for (Scenario scenario : program.scenarios()) {
                Program slice = Slice.of(program, scenario);
                agree(slice, scenario, MemoryModel.LKMM);
                if (!WeakMemory.usesGracePeriods(slice)) {
                    agree(slice, scenario, MemoryModel.TSO);
                }
            }
        }
    }

    private void agree(Program program, Scenario scenario, MemoryModel memory) {
        Options options = new Options(Optional.of(memory), 1, 0, 0, LIMIT, 2, false, false, false, Reduction.ALL);
        CheckResult result = new GraphCheck(program, scenario, memory, options).check();
        String row = scenario.name() + " " + program.variant() + " " + memory;
        if (result.verdict() == Verdict.VIOLATED) {
            violated.add(row);
        }
        if (result.verdict() == Verdict.PROVED) {
            assertTrue(scenario.expect() == Finding.HOLDS || UNKNOWN.containsKey(row), () -> row + " is proved");
        }
        if (scenario.expect() == Finding.HOLDS && !WEAKER.containsKey(row)) {
            assertNotEquals(Verdict.VIOLATED, result.verdict(), () -> row + ": " + result.violation());
        }
        decided += result.verdict() == Verdict.PROVED || result.verdict() == Verdict.VIOLATED ? 1 : 0;
    }

    @AfterAll
    void limits() {
        assertTrue(decided > 100, () -> "only " + decided + " rows have been decided");
        violated.retainAll(UNKNOWN.keySet());
        assertEquals(Set.of(), violated, "limits that are no more: take them out here and in docs/memory.md");
    }
}
