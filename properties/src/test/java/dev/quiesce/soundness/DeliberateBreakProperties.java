package dev.quiesce.soundness;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.program.Program;
import dev.quiesce.simulate.Image;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/** The comparison of searches would notice a search that is wrong. */
class DeliberateBreakProperties {
    private static final int PROGRAMS = 60;

    @Example
    @Label("a search that forgets one successor is found out by its states at once, and by its outcomes on some program")
    void forgottenSuccessor() {
        int byStates = 0;
        int byOutcomes = 0;
        int broken = 0;
        for (List<List<Operation>> threads : RandomPrograms.threads().sampleStream().limit(PROGRAMS).toList()) {
            Program program = RandomPrograms.program(threads);
            Image image = new Image(program, program.scenarios().getFirst());
            NaiveSearch right = new NaiveSearch(image);
            if (right.states > 2) {
                NaiveSearch wrong = new NaiveSearch(image, right.states / 2);
                broken++;
                byStates += wrong.states != right.states ? 1 : 0;
                byOutcomes += !wrong.outcomes.equals(right.outcomes) || !wrong.findings.equals(right.findings) ? 1 : 0;
            }
        }
        String seen = "%d of %d by states, %d by outcomes and errors".formatted(byStates, broken, byOutcomes);
        assertTrue(byStates > 0 && byOutcomes > 0, seen);
    }
}
