package dev.quiesce.report;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.CheckResult.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What random runs did, in sentences. */
final class SampleText {
    private SampleText() {}

    /** What follows the length of the trace that was found: how it came to be so short. */
    static String shrunk(CheckResult result) {
        Sample sample = result.sample();
        String again = sample.failing() < 0 ? "" : ", which " + number(sample.failing()) + " of " + number(sample.runs())
            + " runs break" + percent(sample);
        return ", shrunk from " + Words.count(sample.steps(), "step") + ", " + Words.count(sample.switches(), "switch")
            + "; found in run " + number(sample.foundInRun()) + again + "; " + drawn(result);
    }

    private static String percent(Sample sample) {
        return String.format(Locale.ROOT, " (%.1f %%)", 100.0 * sample.failing() / sample.runs());
    }

    /** What was covered, where nothing was found. */
    static List<String> lines(CheckResult result) {
        Sample sample = result.sample();
        List<String> lines = new ArrayList<>();
        lines.add(drawn(result) + ": " + Words.count(sample.runs(), "run") + ", "
            + Words.count(result.statistics().transitions(), "step") + ", longest " + number(result.statistics().depth())
            + ", memory model " + Words.memory(result));
        if (sample.discarded() > 0) {
            lines.add("discarded by assume(): " + Words.count(sample.discarded(), "run"));
        }
        if (sample.cut() > 0) {
            lines.add("given up because too long (raise with --max-steps): " + Words.count(sample.cut(), "run"));
        }
        lines.add("lines reached: " + (sample.lines() - result.unreached().size()) + " of " + sample.lines()
            + (result.unreached().isEmpty() ? "" : "; not " + Words.places(result.unreached())));
        lines.add("conflicting accesses seen one right after the other: " + Words.count(sample.pairs(), "pair") + ", "
            + number(sample.bothOrders()) + " of them in both orders");
        return lines;
    }

    private static String drawn(CheckResult result) {
        return result.sample().strategy() + ", seed " + result.sample().seed() + ", " + Words.seconds(result);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
