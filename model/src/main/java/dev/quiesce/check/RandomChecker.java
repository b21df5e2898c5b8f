package dev.quiesce.check;

import dev.quiesce.check.CheckResult.Alternative;
import dev.quiesce.check.CheckResult.Sample;
import dev.quiesce.check.CheckResult.Statistics;
import dev.quiesce.explore.Exploration;
import dev.quiesce.fuzz.Failure;
import dev.quiesce.fuzz.Fuzzer;
import dev.quiesce.fuzz.Fuzzing;
import dev.quiesce.fuzz.Plan;
import dev.quiesce.fuzz.Strategy;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Mutability;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Judges scenarios by random runs: never PROVED. Data races are not looked for. */
public final class RandomChecker {
    private final Options options;
    private final Plan plan;
    private final Progress progress;
    private final BooleanSupplier stop;

    /** @param stop asked after every run; true ends the plan */
    public RandomChecker(Options options, Plan plan, Progress progress, BooleanSupplier stop) {
        this.options = options;
        this.plan = plan;
        this.progress = progress;
        this.stop = stop;
    }

    /** What random runs of {@code scenario} say: VIOLATED with a short trace, or BOUNDED. */
    public CheckResult check(Program program, Scenario scenario) {
        long start = System.nanoTime();
        Image image = new Image(program, scenario);
        Fuzzing fuzzing = new Fuzzer(image, options.failAllocations(), options.reductions(), plan, progress::runs, stop).run();
        Alternative error = fuzzing.found() == null ? null
            : new Accounts(image, options, Mutability.everything()).tell(error(fuzzing.found()));
        Statistics statistics = new Statistics(0, fuzzing.steps(), fuzzing.longest(),
            (System.nanoTime() - start) / 1e9);
        boolean empty = fuzzing.discarded() == fuzzing.runs();
        Verdict verdict = error != null ? Verdict.VIOLATED : empty ? Verdict.ERROR : Verdict.BOUNDED;
        List<Site> missed = Reached.missing(image, fuzzing.reached());
        Map<String, Boolean> covers = new LinkedHashMap<>();
        for (int i = 0; i < image.coverNames().size(); i++) {
            covers.put(image.coverNames().get(i), fuzzing.covered().get(i));
        }
        Map<String, Long> outcomes = new LinkedHashMap<>(fuzzing.outcomes());
        outcomes.remove("");
        return new CheckResult(program.model(), scenario.name(), program.variant(), scenario.about(), MemoryModel.SC, verdict,
            scenario.expect(), error == null ? null : error.violation(), error == null ? null : error.trace(), List.of(),
            empty ? "no run completes: assume() discards them all" : "", statistics,
            verdict == Verdict.BOUNDED ? fuzzing.bound() : "", List.of(), covers, missed, outcomes, List.of(), null,
            sample(fuzzing, Reached.lines(image)));
    }

    private static Exploration.Error error(Failure failure) {
        return new Exploration.Error(failure.finding(), failure.path(), failure.slot(), failure.outcome(), null);
    }

    private Sample sample(Fuzzing fuzzing, int lines) {
        String strategy = plan.strategies().stream().map(s -> s.option() + (s == Strategy.PCT ? " " + plan.depth() : ""))
            .collect(Collectors.joining(", "));
        Failure drawn = fuzzing.asDrawn();
        return new Sample(strategy, plan.seed(), fuzzing.runs(), fuzzing.discarded(), fuzzing.cut(), lines, fuzzing.pairs(),
            fuzzing.bothOrders(), fuzzing.foundInRun(), plan.countAll() ? fuzzing.failing() : -1,
            drawn == null ? 0 : drawn.moves().size(), drawn == null ? 0 : drawn.switches());
    }
}
