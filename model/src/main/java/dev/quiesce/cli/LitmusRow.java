package dev.quiesce.cli;

import dev.quiesce.axiomatic.Drawing;
import dev.quiesce.axiomatic.ExecutionGraph;
import dev.quiesce.axiomatic.Explanation;
import dev.quiesce.axiomatic.GraphText;
import dev.quiesce.axiomatic.LitmusChecker;
import dev.quiesce.axiomatic.LitmusOptions;
import dev.quiesce.axiomatic.LitmusResult;
import dev.quiesce.axiomatic.LitmusText;
import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Options;
import dev.quiesce.check.Verdict;
import dev.quiesce.program.Finding;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.LitmusTest.Quantifier;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.simulate.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A litmus row is a litmus test among other models. The verdict that its comment records is what is expected of it; where
 * none is recorded, what {@code ~exists} and {@code forall} demand.
 */
final class LitmusRow {
    private LitmusRow() {}

    static CheckResult check(LitmusTest test, Options options) {
        MemoryModel memory = options.memory().orElse(MemoryModel.LKMM);
        LitmusOptions how = new LitmusOptions(memory, options.all(), options.unroll(),
            LitmusOptions.DEFAULT.outOfThinAir(), options.timeout());
        LitmusResult result = LitmusChecker.check(test, how);
        Verdict verdict = verdict(result);
        Optional<Explanation> why = why(result, how, options);
        CheckResult.Litmus litmus = new CheckResult.Litmus(result.observation().word(), result.positive(),
            result.negative(), result.flags(), recorded(test), LitmusText.of(result),
            options.explain() ? explanation(result, how, why) : List.of());
        return new CheckResult(test.file(), test.name(), test.program().variant(), "", memory, verdict,
            Finding.HOLDS, verdict == Verdict.VIOLATED ? violation(result) : null, null, List.of(), message(result, verdict),
            new CheckResult.Statistics(result.positive() + result.negative(), 0, 0, result.seconds()),
            result.bound().orElse(""), List.of(), Map.of(), List.of(), result.states(), List.of(), litmus)
            .withDrawing(drawing(result, why));
    }

    private static Verdict verdict(LitmusResult result) {
        if (result.bound().isPresent()) {
            return Verdict.BOUNDED;
        }
        boolean recorded = result.test().recorded().isPresent();
        if (result.isEmpty() && !(recorded && result.asRecorded())) {
            return Verdict.ERROR;
        }
        boolean fine = recorded ? result.asRecorded() : result.test().quantifier() == Quantifier.EXISTS || result.holds();
        return fine ? Verdict.PROVED : Verdict.VIOLATED;
    }

    /** What forbids the outcome, if that was asked for and the outcome never is. */
    private static Optional<Explanation> why(LitmusResult result, LitmusOptions how, Options options) {
        boolean never = result.witness().isEmpty() && result.bound().isEmpty() && !result.isEmpty();
        return options.explain() && how.memory() == MemoryModel.LKMM && never
            ? LitmusChecker.explain(result.test(), how) : Optional.empty();
    }

    private static Drawing drawing(LitmusResult result, Optional<Explanation> why) {
        return why.map(explanation -> Drawing.of(explanation, LitmusRow::process))
            .or(() -> result.witness().map(graph -> Drawing.of(graph, LitmusRow::process))).orElse(null);
    }

    private static String process(int thread) {
        return "P" + thread;
    }

    private static List<String> explanation(LitmusResult result, LitmusOptions how, Optional<Explanation> why) {
        List<String> lines = new ArrayList<>();
        if (result.witness().isPresent()) {
            lines.add("an execution with " + result.witness().get().outcome());
            lines.addAll(graph(result.witness().get(), result.test()));
        } else if (why.isPresent()) {
            lines.add("forbidden by " + why.get().cycle().law().words() + ", " + why.get().cycle().law().formula()
                + "; without it there is");
            lines.addAll(graph(why.get().graph(), result.test()));
            lines.add("and the law forbids " + GraphText.cycle(why.get()));
        } else if (how.memory() == MemoryModel.LKMM && result.bound().isEmpty() && !result.isEmpty()) {
            lines.add("forbidden by the coherence of each location, or by the values that can be read");
        }
        return lines;
    }

    private static List<String> graph(ExecutionGraph graph, LitmusTest test) {
        return GraphText.lines(graph, LitmusRow::process).stream()
            .map(line -> "  " + line.replace("  at " + test.file() + ":", "  line ")).toList();
    }

    private static String recorded(LitmusTest test) {
        return test.recorded().map(recorded -> recorded.result() + (recorded.dataRace() ? " DATARACE" : "")).orElse("");
    }

    private static Violation violation(LitmusResult result) {
        LitmusTest test = result.test();
        String message = test.recorded().isPresent()
            ? recorded(test) + " is recorded, " + result.observation().word() + " is found"
            : test.quantifier().keyword() + " (" + test.condition() + ") does not hold";
        return new Violation(Finding.ASSERTION, "", message, test.scenario().site(), "", List.of());
    }

    private static String message(LitmusResult result, Verdict verdict) {
        return verdict == Verdict.ERROR ? "no execution: a deadlock, or a filter that nothing passes"
            : String.join("\n", result.notes());
    }
}
