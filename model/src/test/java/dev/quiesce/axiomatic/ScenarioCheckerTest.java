package dev.quiesce.axiomatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.axiomatic.path.Unsupported;
import dev.quiesce.lang.Models;
import dev.quiesce.program.Finding;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Races;
import dev.quiesce.program.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole models under the kernel's memory model. */
class ScenarioCheckerTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "lkmm");

    private static ScenarioResult check(Program program, Scenario scenario, MemoryModel memory) {
        return ScenarioChecker.check(program, scenario,
            new ScenarioOptions(memory, 2, false, false, Duration.ofSeconds(30)));
    }

    private static Finding finding(ScenarioResult result) {
        assertTrue(result.bound().isEmpty(), () -> "bounded: " + result.bound());
        return result.findings().isEmpty() ? Finding.HOLDS : result.findings().getFirst().finding();
    }

    private static Finding findingOrRace(Scenario scenario, ScenarioResult result) {
        return scenario.races() == Races.FAIL && !result.races().isEmpty() ? Finding.DATA_RACE : finding(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"awaited.c", "barriers.c", "contended.c", "deferred.c", "double_checked.c",
        "freed_by_another.c", "ghost.c", "grace_period.c", "handed_on.c", "last_put.c", "leak.c", "list.c", "lock_read.c",
        "looks.c", "open_section.c", "publish.c", "ring.c", "rwlock.c", "spinning.c", "timed_wait.c", "wake_up.c"})
    void has_the_verdict_that_the_file_expects(String file) {
        for (Program program : Models.read(FOLDER.resolve(file), Map.of())) {
            for (Scenario scenario : program.scenarios()) {
                assertEquals(scenario.expect(), findingOrRace(scenario, check(program, scenario, MemoryModel.LKMM)),
                    file + " " + scenario.name() + " " + program.variant());
            }
        }
    }

    @Test
    void what_is_covered_before_and_after_the_threads_counts() {
        Program program = Models.read(FOLDER.resolve("covered.c"), Map.of()).getFirst();
        ScenarioResult result = check(program, program.scenarios().getFirst(), MemoryModel.LKMM);
        assertEquals(Finding.HOLDS, finding(result));
        assertEquals(Set.of("init", "thread", "exit", "work"), result.covers());
    }

    @Test
    void a_variable_of_which_parts_are_accessed_is_refused() {
        Program program = Models.read(FOLDER.resolve("parts.c"), Map.of()).getFirst();
        assertThrows(Unsupported.class, () -> check(program, program.scenarios().getFirst(), MemoryModel.LKMM));
    }

    @Test
    void what_only_a_ghost_block_sees_late_is_neither_proved_nor_an_error() {
        for (Program program : Models.read(FOLDER.resolve("ghost_late.c"), Map.of())) {
            for (Scenario scenario : program.scenarios()) {
                ScenarioResult result = check(program, scenario, MemoryModel.LKMM);
                boolean late = scenario.name().equals("ghost_behind_acquire") && program.variant().equals("bad");
                assertEquals(late, result.bound().isPresent(), scenario.name() + " " + program.variant() + result.bound());
                assertEquals(scenario.expect(), late ? Finding.HOLDS : finding(result), scenario.name());
                assertTrue(!late || result.findings().isEmpty());
            }
        }
    }

    @Test
    void a_reordering_is_named_that_sequential_consistency_does_not_have() {
        List<Program> programs = Models.read(FOLDER.resolve("publish.c"), Map.of());
        Program program = programs.getFirst();
        Scenario scenario = program.scenarios().getFirst();
        assertEquals(Finding.HOLDS, finding(check(program, scenario, MemoryModel.SC)));
        assertEquals(Finding.HOLDS, finding(check(program, scenario, MemoryModel.TSO)));
        ExecutionGraph graph = check(program, scenario, MemoryModel.LKMM).findings().getFirst().graph();
        assertFalse(GraphText.lines(graph, t -> "t" + t).isEmpty());
        assertTrue(GraphText.lines(graph, t -> "t" + t).contains("t0"));
    }
}
