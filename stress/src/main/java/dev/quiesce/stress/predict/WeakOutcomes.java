package dev.quiesce.stress.predict;

import dev.quiesce.axiomatic.LitmusChecker;
import dev.quiesce.axiomatic.LitmusOptions;
import dev.quiesce.axiomatic.LitmusResult;
import dev.quiesce.axiomatic.ScenarioChecker;
import dev.quiesce.axiomatic.ScenarioOptions;
import dev.quiesce.axiomatic.ScenarioResult;
import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.model.Axioms;
import dev.quiesce.axiomatic.model.Lkmm;
import dev.quiesce.axiomatic.path.Unsupported;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * The outcomes that the kernel's memory model allows.
 *
 * @param outcomes all that were found, those under SC included
 * @param missing  why there may be others; empty if there are none
 */
record WeakOutcomes(Set<String> outcomes, String missing) {
    static final String MODEL = "the kernel's memory model (LKMM)";
    private static final int UNROLL = 2;

    /** Those of a scenario made by {@link Completion}, whose errors are outcomes as well. */
    static WeakOutcomes of(Program program, Scenario scenario, Duration timeout) {
        return of(program, scenario, timeout, Lkmm::new);
    }

    /** The same under other axioms. */
    static WeakOutcomes of(Program program, Scenario scenario, Duration timeout, Function<Communications, Axioms> model) {
        try {
            ScenarioResult result = ScenarioChecker.check(program, scenario,
                new ScenarioOptions(MemoryModel.LKMM, UNROLL, false, true, timeout), model);
            Set<String> all = new LinkedHashSet<>();
            result.outcomes().keySet().forEach(o -> all.add(Completion.outcome(o)));
            result.findings().forEach(found -> all.add(found.finding().name()));
            String missing = result.bound().orElse(String.join("; ", result.notes()));
            return new WeakOutcomes(all, missing.isEmpty() ? "" : "weak model computed in part: " + missing);
        } catch (Unsupported e) {
            return unknown(e.getMessage());
        }
    }

    /** Those of a litmus test. */
    static WeakOutcomes of(LitmusTest test, Duration timeout) {
        return of(test, timeout, Lkmm::new);
    }

    /** The same under other axioms. */
    static WeakOutcomes of(LitmusTest test, Duration timeout, Function<Communications, Axioms> model) {
        try {
            LitmusResult result = LitmusChecker.check(test,
                LitmusOptions.DEFAULT.withExhaustive(true).withTimeout(timeout), model);
            Set<String> all = new LinkedHashSet<>();
            result.states().keySet().forEach(state -> all.add(Completion.outcome(LitmusProgram.outcome(test, state))));
            return new WeakOutcomes(all, result.bound().map(b -> "weak model computed in part: " + b).orElse(""));
        } catch (Unsupported e) {
            return unknown(e.getMessage());
        }
    }

    private static WeakOutcomes unknown(String why) {
        return new WeakOutcomes(Set.of(), "weak model not computed: " + why);
    }
}
