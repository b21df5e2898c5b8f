package dev.quiesce.soundness;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.program.Program;
import dev.quiesce.simulate.Image;
import java.util.Iterator;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Label;
import org.opentest4j.TestAbortedException;

/** The comparison of searches would notice a search that is wrong. */
class DeliberateBreakProperties {
    /** One program in seven or so tells by its outcomes: that none of so many does, has a probability below 10^-60. */
    private static final int PROGRAMS = 1000;
    /** How many searches of a program forget one successor, each another. */
    private static final int SEARCHES = 16;

    private int byStates;
    private int byOutcomes;

    @Example
    @Label("a search that forgets one successor is found out by its states, and by its outcomes on some program")
    void forgottenSuccessor() {
        Iterator<List<List<Operation>>> samples = RandomPrograms.threads().sampleStream().limit(PROGRAMS).iterator();
        int tried = 0;
        while ((byStates == 0 || byOutcomes == 0) && samples.hasNext()) {
            forgetSuccessors(RandomPrograms.program(samples.next()));
            tried++;
        }
        String seen = "searches of %d programs: %d found out by states, %d by outcomes and errors".formatted(tried, byStates, byOutcomes);
        assertTrue(byStates > 0 && byOutcomes > 0, seen);
    }

    private void forgetSuccessors(Program program) {
        Image image = new Image(program, program.scenarios().getFirst());
        NaiveSearch right;
        try {
            right = new NaiveSearch(image);
        } catch (TestAbortedException tooLarge) {
            return;
        }
        for (int i = 1; i <= Math.min(SEARCHES, right.states - 1); i++) {
            NaiveSearch wrong = new NaiveSearch(image, 1 + (int) ((long) (right.states - 2) * i / SEARCHES));
            byStates += wrong.states != right.states ? 1 : 0;
            byOutcomes += !wrong.outcomes.equals(right.outcomes) || !wrong.findings.equals(right.findings) ? 1 : 0;
        }
    }
}
