package dev.quiesce.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Checker;
import dev.quiesce.check.Options;
import dev.quiesce.check.Progress;
import dev.quiesce.check.Verdict;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Schedule;
import dev.quiesce.simulate.Session;
import dev.quiesce.simulate.Slice;
import dev.quiesce.simulate.Trace;
import dev.quiesce.simulate.ViolationException;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The properties of histories on the variants of the model that break them: they must fail, and say it briefly. */
class BuggyTwinProperties {
    private static final long SEED = 5;
    private static final int TRIES = 500;
    /** Few enough to shrink in no time: taking away one after the other is cubic. */
    private static final int OPERATIONS = 40;

    /** A promise, and a variant that breaks it. */
    private record Twin(Promise promise, String variant) {
        Broken broken() {
            return Chains.search(Chains.of(promise, variant, OPERATIONS), SEED, TRIES).orElseThrow();
        }
    }

    @Provide
    Arbitrary<Twin> twins() {
        return Arbitraries.of(Arrays.stream(Promise.values())
            .flatMap(promise -> promise.twins.stream().map(variant -> new Twin(promise, variant))).toList());
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    @Label("on its buggy twin a property fails, shrinks to what the explorer finds shortest or one more, and that replays")
    void failsAndShrinks(@ForAll("twins") Twin twin) {
        Broken broken = twin.broken();

        Program program = Lifecycles.checked(twin.variant, false);
        Scenario scenario = program.scenario(History.SCENARIO);
        CheckResult shortest = new Checker(Options.DEFAULT, Progress.NONE).check(Slice.of(program, scenario), scenario);
        assertEquals(Verdict.VIOLATED, shortest.verdict());
        int least = Schedule.parse(shortest.trace().schedule()).size();
        assertTrue(broken.history().size() <= least + 1, () -> least + " operations do: " + shortest.trace().schedule()
            + "\n" + broken.getMessage());

        ViolationException again = assertThrows(ViolationException.class,
            () -> Session.of(program, History.SCENARIO).run(broken.schedule()), broken::getMessage);
        assertEquals(shortest.finding(), again.violation().finding());
    }

    @Example
    @Label("the same seed tells the same minimal history, in words and with the command that replays it")
    void reproducible() {
        Twin twin = new Twin(Promise.TEARDOWN, "lsm_vetoes");
        String told = twin.broken().getMessage();
        assertEquals(told, twin.broken().getMessage());
        assertTrue(told.contains("quiesce replay xfrm/lifecycle histories --variant lsm_vetoes 'history"), told);
        assertTrue(told.contains("the LSM refuses that SA "), told);

        Program program = Lifecycles.checked(twin.variant, false);
        Scenario scenario = program.scenario(History.SCENARIO);
        Trace again = Checker.replay(Slice.of(program, scenario), scenario, twin.broken().schedule());
        assertEquals(Finding.ASSERTION, Checker.finding(again));
    }
}
