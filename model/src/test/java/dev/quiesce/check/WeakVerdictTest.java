package dev.quiesce.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.Models;
import dev.quiesce.program.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the engine of graphs cannot tell, the verdict says so. */
class WeakVerdictTest {
    private static CheckResult check(String file) {
        return check(Models.read(Path.of("src", "test", "resources", "lkmm", file), Map.of()).getFirst());
    }

    private static CheckResult check(Program program) {
        return new Checker(Options.DEFAULT, Progress.NONE).check(program, program.scenarios().getFirst());
    }

    @Test
    void a_step_that_is_seen_half_done_is_no_violation() {
        CheckResult result = check("torn.c");
        assertEquals(Verdict.BOUNDED, result.verdict());
        assertTrue(result.bound().contains("torn.c:20"), result.bound());
    }

    @Test
    void loops_are_repeated_as_often_as_it_takes_to_decide() {
        for (Program program : Models.read(Path.of("src", "test", "resources", "lkmm", "turns.c"), Map.of())) {
            CheckResult result = check(program);
            assertEquals(program.scenarios().getFirst().expect(), result.finding(), program.variant());
            assertEquals("", result.bound());
        }
    }

    @Test
    void exit_that_waits_for_what_it_started_is_no_deadlock() {
        CheckResult result = check("own_wait.c");
        assertEquals(Verdict.ERROR, result.verdict());
        assertTrue(result.message().contains("own_wait.c:21"), result.message());
    }

    @Test
    void only_what_nothing_keeps_in_order_takes_effect_in_the_other_one() {
        Program unordered = Models.read(Path.of("src", "test", "resources", "lkmm", "wake_up.c"), Map.of()).getLast();
        List<String> reordered = check(unordered).violation().details().stream()
            .filter(line -> line.contains(" takes effect before ")).toList();
        assertEquals(1, reordered.size(), reordered::toString);
        assertTrue(reordered.getFirst().startsWith("waker: "), reordered::toString);
    }

    @Test
    void threads_with_one_function_are_told_apart() {
        Program program = Models.read(Path.of("src", "test", "resources", "lkmm", "double_checked.c"), Map.of()).getFirst();
        List<String> lines = check(program).violation().details();
        assertTrue(lines.contains("  user") && lines.contains("  user#2"), lines::toString);
    }
}
