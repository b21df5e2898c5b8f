package dev.quiesce.cli;

import dev.quiesce.check.DivergedException;
import dev.quiesce.report.Recording;
import dev.quiesce.simulate.Trace;
import java.util.List;

/** Divergence is where a run leaves its recording: a schedule can fit a changed model and still lead elsewhere. */
final class Divergence {
    private Divergence() {}

    /**
     * Compares a run with its recording. A race and a livelock are found between runs, not in a step of one: of those
     * the way there is all that can be the same.
     *
     * @throws DivergedException if {@code trace} is not what was recorded
     */
    static void check(Recording recording, Trace trace) {
        List<Recording.Step> then = recording.steps();
        List<Recording.Step> now = Recording.steps(trace);
        for (int i = 0; i < Math.min(then.size(), now.size()); i++) {
            if (!then.get(i).equals(now.get(i))) {
                throw new DivergedException("step " + now.get(i).number() + " is " + words(now.get(i)) + "; it was "
                    + words(then.get(i)));
            }
        }
        if (then.size() != now.size()) {
            throw new DivergedException("it ends after step " + last(now) + "; it had " + last(then) + " steps");
        }
        if (trace.violation() == null && Recording.isInNoStep(recording.finding())) {
            return;
        }
        if (trace.violation() == null) {
            throw new DivergedException("the steps are the same, but they no longer end in " + recording.finding());
        }
        if (trace.violation().finding() != recording.finding()) {
            throw new DivergedException("the steps are the same, but they end in " + trace.violation().finding()
                + "; it was " + recording.finding());
        }
    }

    private static String words(Recording.Step step) {
        return step.thread() + ": " + step.text();
    }

    private static int last(List<Recording.Step> steps) {
        return steps.isEmpty() ? 0 : steps.getLast().number();
    }
}
