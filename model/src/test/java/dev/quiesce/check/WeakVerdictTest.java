package dev.quiesce.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.Models;
import dev.quiesce.program.Program;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the engine of graphs cannot tell, the verdict says so. */
class WeakVerdictTest {
    private static CheckResult check(String file) {
        Program program = Models.read(Path.of("src", "test", "resources", "lkmm", file), Map.of()).getFirst();
        return new Checker(Options.DEFAULT, Progress.NONE).check(program, program.scenarios().getFirst());
    }

    @Test
    void a_step_that_is_seen_half_done_is_no_violation() {
        CheckResult result = check("torn.c");
        assertEquals(Verdict.BOUNDED, result.verdict());
        assertTrue(result.bound().contains("torn.c:20"), result.bound());
    }

    @Test
    void exit_that_waits_for_what_it_started_is_no_deadlock() {
        CheckResult result = check("own_wait.c");
        assertEquals(Verdict.ERROR, result.verdict());
        assertTrue(result.message().contains("own_wait.c:21"), result.message());
    }
}
