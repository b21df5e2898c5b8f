package dev.quiesce.report;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Verdict;
import dev.quiesce.program.Finding;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.Trace;
import dev.quiesce.simulate.Violation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What every format calls things. */
final class Words {
    private Words() {}

    /** The name of a row: the scenario, its variant unless the model has none, and the memory model unless it is SC. */
    static String label(CheckResult result) {
        String scenario = result.scenario().isEmpty() ? result.model() : result.scenario();
        return Lines.ascii(scenario + (hasVariant(result) ? " [" + result.variant() + "]" : "") + memoryMark(result));
    }

    /** The name of a variant, with the memory model unless it is SC. */
    static String variant(CheckResult result) {
        return Lines.ascii(result.variant() + memoryMark(result));
    }

    private static String memoryMark(CheckResult result) {
        return result.memory() == MemoryModel.SC ? "" : " (" + result.memory().option() + ")";
    }

    /** The name of a row without spaces or brackets, for formats that take names apart. */
    static String identifier(CheckResult result) {
        StringBuilder name = new StringBuilder(result.scenario().isEmpty() ? "model" : result.scenario());
        if (hasVariant(result)) {
            name.append('.').append(result.variant());
        }
        if (result.memory() != MemoryModel.SC) {
            name.append('.').append(result.memory().option());
        }
        return TapLine.name(name.toString());
    }

    /** False for a model that declares no variants. */
    static boolean hasVariant(CheckResult result) {
        return !result.variant().isEmpty() && !result.variant().equals("default");
    }

    /** {@code use-after-free of 'flow' by worker}. */
    static String headline(Violation violation) {
        return Lines.ascii(violation.finding().words()
            + (violation.subject().isEmpty() ? "" : " of '" + violation.subject() + "'")
            + (violation.thread().isEmpty() ? "" : " by " + violation.thread()));
    }

    /** {@code flow.c:14: read of flow->timeout, freed by del at flow.c:9}. */
    static String located(Violation violation) {
        Site site = violation.site();
        String message = violation.message().isEmpty() ? site.text() : violation.message();
        return Lines.ascii(site.line() == 0 ? message : site.position() + ": " + message);
    }

    /** Why a row is what it is, in one line: the located violation, or what the engine has to say. */
    static String reason(CheckResult result) {
        return result.violation() == null ? Lines.ascii(result.message()) : located(result.violation());
    }

    /** What a BOUNDED row comes to. */
    static String bounded(CheckResult result) {
        return result.notShown() ? "something seen but not shown" : "nothing found";
    }

    static String expectation(CheckResult result) {
        return result.asExpected() ? "as expected"
            : (result.undecided() ? "undecided: " : "NOT AS EXPECTED: ") + meant(result);
    }

    private static String meant(CheckResult result) {
        return result.expected() == Finding.HOLDS ? "the model is meant to hold"
            : "the model is meant to end in " + result.expected() + " (" + result.expected().words() + ")";
    }

    /** {@code 4 steps, 2 switches}. */
    static String length(Trace trace) {
        long steps = trace.steps().stream().filter(step -> step.number() > 0).count();
        return count(steps, "step") + ", " + count(trace.switches(), "switch");
    }

    /** {@code 1,204 states}. */
    static String count(long number, String noun) {
        String plural = noun.endsWith("ch") ? noun + "es" : noun + "s";
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? noun : plural);
    }

    static String seconds(CheckResult result) {
        return String.format(Locale.ROOT, "%.2f s", result.statistics().seconds());
    }

    /** The memory model's name, as a proof states what it is about. */
    static String memory(CheckResult result) {
        return result.memory().name();
    }

    /** The last line: how many rows of which kind. */
    static String summary(List<CheckResult> results) {
        long errors = number(results, Verdict.ERROR);
        long probable = number(results, Verdict.PROBABLE);
        long undecided = results.stream().filter(CheckResult::undecided).count();
        return count(results.size(), "row") + ": " + number(results, Verdict.PROVED) + " proved, "
            + (probable == 0 ? "" : probable + " probable, ")
            + number(results, Verdict.VIOLATED) + " violated, " + number(results, Verdict.BOUNDED) + " bounded"
            + (errors == 0 ? "" : ", " + count(errors, "error"))
            + "; " + results.stream().filter(result -> !result.asExpected() && !result.undecided()).count() + " not as expected"
            + (undecided == 0 ? "" : ", " + undecided + " undecided");
    }

    /** How the litmus tests among the rows agree with what they record, empty if there are not two of them. */
    static String agreement(List<CheckResult> results) {
        List<CheckResult> tests = results.stream().filter(result -> result.litmus() != null).toList();
        List<CheckResult> recorded = tests.stream().filter(test -> !test.litmus().recorded().isEmpty()).toList();
        long agree = recorded.stream().filter(CheckResult::asExpected).count();
        double seconds = tests.stream().mapToDouble(test -> test.statistics().seconds()).sum();
        return tests.size() < 2 ? "" : String.format(Locale.ROOT,
            "%,d litmus tests in %.2f s: %,d record an answer, %,d agree, %,d differ", tests.size(), seconds,
            recorded.size(), agree, recorded.size() - agree);
    }

    /** What no execution or no interleaving does in a proof. */
    static String proved(CheckResult result) {
        return (result.byGraphs() ? "no execution breaks it" : "no interleaving breaks it")
            + (result.verdict() == Verdict.PROBABLE ? ", up to fingerprints" : "");
    }

    /** How much was looked at. */
    static String searched(CheckResult result) {
        return result.sample() != null ? count(result.sample().runs(), "random run")
            : count(result.statistics().states(), result.byGraphs() ? "execution" : "state");
    }

    /** {@code 1,204 states in 0.02 s}. */
    static String searchedIn(CheckResult result) {
        return searched(result) + " in " + seconds(result);
    }

    /** What a search has gone through. */
    static String extent(CheckResult result) {
        return searchedIn(result) + (result.byGraphs() ? ", " : ": " + count(result.statistics().transitions(), "transition")
            + ", depth " + result.statistics().depth() + ", ") + "memory model " + memory(result);
    }

    /** {@code data race on flow->timeout: written by del at flow.c:9, read by worker at flow.c:14}. */
    static String race(CheckResult.Race race) {
        return "data race on " + race.object() + ": "
            + access(race.firstThread(), race.firstWrites(), race.first()) + ", "
            + access(race.secondThread(), race.secondWrites(), race.second());
    }

    private static String access(String thread, boolean writes, Site site) {
        return (writes ? "written" : "read") + " by " + thread + " at " + site.position();
    }

    static long number(List<CheckResult> results, Verdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }

    /** Lines of files, neighbours joined: {@code flow.c:12, 14-18, other.c:3}. */
    static String places(List<Site> sites) {
        return sites.stream().map(Site::file).distinct().map(file -> file + ":" + ranges(sites, file))
            .collect(Collectors.joining(", "));
    }

    private static String ranges(List<Site> sites, String file) {
        List<Integer> lines = sites.stream().filter(site -> site.file().equals(file)).map(Site::line)
            .distinct().sorted().toList();
        StringBuilder out = new StringBuilder();
        for (int first = 0; first < lines.size();) {
            int last = first;
            while (last + 1 < lines.size() && lines.get(last + 1) == lines.get(last) + 1) {
                last++;
            }
            out.append(out.isEmpty() ? "" : ", ").append(lines.get(first));
            out.append(last == first ? "" : "-" + lines.get(last));
            first = last + 1;
        }
        return out.toString();
    }
}
