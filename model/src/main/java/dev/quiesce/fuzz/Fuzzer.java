package dev.quiesce.fuzz;

import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Mutability;
import dev.quiesce.simulate.Reduction;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Runs a scenario under random schedules until one breaks it or the plan is done.
 *
 * <p>Steps are those of a search, but that they end at every load from memory that others can reach: which memory never
 * changes, only a search that sees everything can say.
 */
public final class Fuzzer {
    /** Is told now and then how far the runs are. */
    @FunctionalInterface
    public interface Watcher {
        void progress(long runs, long steps, int longest);
    }

    private final Image image;
    private final boolean failAllocations;
    private final Set<Reduction> reductions;
    private final Plan plan;
    private final Watcher watcher;
    private final BooleanSupplier stop;
    private final Machine machine;
    private final Coverage coverage = new Coverage();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private Failure asDrawn;
    private long foundInRun;
    private long runs;
    private long failing;
    private long discarded;
    private long cut;
    private long steps;
    private int longest;

    /**
     * @param failAllocations every allocation may fail
     * @param reductions      what decides where steps end
     * @param stop            asked after every run; true ends the plan
     */
    public Fuzzer(Image image, boolean failAllocations, Set<Reduction> reductions, Plan plan, Watcher watcher, BooleanSupplier stop) {
        this.image = image;
        this.failAllocations = failAllocations;
        this.reductions = reductions;
        this.plan = plan;
        this.watcher = watcher;
        this.stop = stop;
        machine = machine(true);
    }

    private Machine machine(boolean footprints) {
        return new Machine(image, failAllocations, reductions, true, footprints, Mutability.everything());
    }

    /** Makes the runs. */
    public Fuzzing run() {
        long begin = System.nanoTime();
        RandomGenerator.SplittableGenerator source = new SplittableRandom(plan.seed());
        String bound = "";
        while (bound.isEmpty() && (asDrawn == null || plan.countAll())) {
            one(source.split());
            watcher.progress(runs, steps, longest);
            bound = bound(begin);
        }
        BitSet reached = (BitSet) machine.reached().clone();
        BitSet covered = (BitSet) machine.covered().clone();
        Failure found = asDrawn == null ? null : new Shrinker(machine(false)).shrink(asDrawn);
        return new Fuzzing(found, asDrawn, foundInRun, runs, failing, discarded, cut, steps, longest, reached, covered,
            outcomes, coverage.pairs(), coverage.bothOrders(), bound);
    }

    private void one(RandomGenerator random) {
        Walk walk = new Walk(machine, coverage, scheduler(random), random);
        Walk.End end = walk.run(plan.maxSteps());
        runs++;
        steps += walk.steps();
        longest = Math.max(longest, walk.steps());
        switch (end) {
            case Walk.End.Complete complete -> outcomes.merge(complete.observed(), 1L, Long::sum);
            case Walk.End.Broken broken -> {
                failing++;
                if (asDrawn == null) {
                    asDrawn = broken.failure();
                    foundInRun = runs;
                }
            }
            case Walk.End.Discarded _ -> discarded++;
            case Walk.End.Cut _ -> cut++;
        }
    }

    private Scheduler scheduler(RandomGenerator random) {
        return switch (plan.strategies().get((int) (runs % plan.strategies().size()))) {
            case UNIFORM -> new Uniform(random);
            case PCT -> new Priorities(random, plan.depth(), longest);
        };
    }

    private String bound(long begin) {
        if (runs == plan.runs()) {
            return "runs (raise with --runs)";
        }
        if (!plan.time().isZero() && System.nanoTime() - begin > plan.time().toNanos()) {
            return "time (raise with --time)";
        }
        return stop.getAsBoolean() ? "interrupted" : "";
    }
}
