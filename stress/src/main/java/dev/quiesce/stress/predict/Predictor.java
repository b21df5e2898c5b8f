package dev.quiesce.stress.predict;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Checker;
import dev.quiesce.check.Options;
import dev.quiesce.check.Verdict;
import dev.quiesce.program.Address;
import dev.quiesce.program.Finding;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Violation;
import dev.quiesce.stress.kernel.Kernel;
import dev.quiesce.stress.predict.Prediction.By;
import dev.quiesce.stress.predict.Prediction.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Predicts what may come of a scenario by checking it. */
public final class Predictor {
    /** Errors that a run on the JVM may pass over, so that it goes on where the checker stops. */
    private static final Set<Finding> PASSED_OVER = Set.of(Finding.LOCK_MISUSE, Finding.UNINIT_READ);

    private final Duration timeout;

    public Predictor(Duration timeout) {
        this.timeout = timeout;
    }

    /** The prediction for a scenario of a model in C. */
    public Prediction predict(Program program, Scenario scenario) {
        Completion c = Completion.of(program, scenario);
        return predict(program, scenario, WeakOutcomes.of(c.program(), c.scenario(), timeout));
    }

    /** The prediction where the weak outcomes are known already. */
    Prediction predict(Program program, Scenario scenario, WeakOutcomes weak) {
        Map<String, Reason> outcomes = new LinkedHashMap<>();
        Completion c = Completion.of(program, scenario);
        CheckResult sc = check(c.program(), c.scenario());
        if (sc.verdict() == Verdict.ERROR) {
            throw new IllegalArgumentException(scenario.name() + ": " + sc.message());
        }
        add(outcomes, sc, scenario.endless(), By.SC, "Some interleaving ends so.");
        List<String> open = new ArrayList<>();
        if (!sc.bound().isEmpty()) {
            open.add("the search under SC stopped at its bound on " + sc.bound());
        }
        found(sc).stream().map(Violation::finding).filter(PASSED_OVER::contains).findFirst()
            .ifPresent(f -> open.add("the JVM may run on after an error of kind " + f));
        for (String outcome : weak.outcomes()) {
            outcomes.putIfAbsent(outcome,
                new Reason(By.WEAK, "No interleaving ends so, but " + WeakOutcomes.MODEL + " allows it."));
        }
        return new Prediction(outcomes, String.join("; ", open), weak.missing());
    }

    /** The result under SC, every kind of error included. */
    private CheckResult check(Program program, Scenario scenario) {
        Options d = Options.DEFAULT;
        Options options = new Options(Optional.of(MemoryModel.SC), d.workers(), d.maxStates(), d.maxMemory(), timeout, d.unroll(),
            true, false, false, d.reductions());
        return new Checker(options, (states, transitions, frontier, depth) -> { }).check(program, scenario);
    }

    private static void add(Map<String, Reason> outcomes, CheckResult result, boolean endless, By by,
                            String words) {
        for (String outcome : result.outcomes().keySet()) {
            refuseAddresses(outcome);
            outcomes.put(Completion.outcome(outcome), new Reason(by, words));
        }
        if (endless) {
            outcomes.put(Kernel.NOTHING, new Reason(by, "No error, and nothing is observed."));
        }
        for (Violation v : found(result)) {
            if (v.finding() != Finding.DEADLOCK && v.finding() != Finding.LIVELOCK) {
                outcomes.put(v.finding().name(), new Reason(by, sentence(v)));
            }
        }
    }

    private static List<Violation> found(CheckResult result) {
        List<Violation> all = new ArrayList<>();
        if (result.violation() != null) {
            all.add(result.violation());
            result.others().forEach(other -> all.add(other.violation()));
        }
        return all;
    }

    private static String sentence(Violation v) {
        String what = Character.toUpperCase(v.finding().words().charAt(0)) + v.finding().words().substring(1);
        return what + (v.subject().isEmpty() ? "" : " of '" + v.subject() + "'")
            + (v.thread().isEmpty() ? "" : " by " + v.thread())
            + (v.site().line() == 0 ? "" : " at " + v.site().position()) + ".";
    }

    private static void refuseAddresses(String outcome) {
        for (String part : outcome.split(" ")) {
            String value = part.substring(part.lastIndexOf('=') + 1);
            if (value.matches("-\\d{10,}") && Address.isAddress(Long.parseLong(value))
                && Address.object(Long.parseLong(value)) > 0xFFFF) {
                throw new IllegalArgumentException("observe() of an address: " + part);
            }
        }
    }
}
