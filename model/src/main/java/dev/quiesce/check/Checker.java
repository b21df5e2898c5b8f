package dev.quiesce.check;

import dev.quiesce.check.CheckResult.Alternative;
import dev.quiesce.check.CheckResult.Race;
import dev.quiesce.check.CheckResult.Statistics;
import dev.quiesce.explore.Checkpoint;
import dev.quiesce.explore.Company;
import dev.quiesce.explore.Exploration;
import dev.quiesce.explore.Explorer;
import dev.quiesce.explore.Explorer.RacePolicy;
import dev.quiesce.explore.Limits;
import dev.quiesce.program.Finding;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Races;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Mutability;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.Schedule;
import dev.quiesce.simulate.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks scenarios. */
public final class Checker {
    private final Options options;
    private final Progress progress;
    private final Company.Member member;

    public Checker(Options options, Progress progress) {
        this(options, progress, new Company(options.workers()).join());
    }

    /** The same as a {@code member} of the searches that go on side by side, which says how many workers it has at a time. */
    public Checker(Options options, Progress progress, Company.Member member) {
        this.options = options;
        this.progress = progress;
        this.member = member;
    }

    /**
     * The verdict on {@code scenario} of {@code program}, with a trace if it is violated.
     *
     * @throws UnusableCheckpointException if the search shall go on from one that it cannot go on from
     * @throws Company.CrowdedException    if it has to be begun again when others are done
     */
    public CheckResult check(Program program, Scenario scenario) {
        MemoryModel memory = options.memory().orElse(scenario.memory());
        return switch (memory) {
            case SC -> interleaved(program, scenario);
            case TSO -> buffered(program, scenario);
            case LKMM -> byGraphs(program, scenario);
        };
    }

    /** Interleavings are executions under every memory model, so what breaks one of them breaks the scenario under all. */
    private static CheckResult anyway(CheckResult interleaved, MemoryModel memory) {
        return interleaved.under(memory, "an interleaving breaks it, whatever the memory model");
    }

    /** What no interleaving breaks is run once more with store buffers. */
    private CheckResult buffered(Program program, Scenario scenario) {
        CheckResult interleaved = interleaved(program, scenario);
        return interleaved.verdict() == Verdict.VIOLATED ? anyway(interleaved, MemoryModel.TSO)
            : explicit(new Image(program, scenario, true)).withRaces(interleaved.races());
    }

    private CheckResult interleaved(Program program, Scenario scenario) {
        return explicit(new Image(program, scenario));
    }

    /** What no interleaving breaks is asked of the execution graphs. */
    private CheckResult byGraphs(Program program, Scenario scenario) {
        CheckResult interleaved = interleaved(program, scenario);
        return interleaved.verdict() == Verdict.VIOLATED ? anyway(interleaved, MemoryModel.LKMM)
            : new GraphCheck(program, scenario, MemoryModel.LKMM, options).check().noBetterThan(interleaved);
    }

    private CheckResult explicit(Image image) {
        Program program = image.program();
        Scenario scenario = image.scenario();
        long start = System.nanoTime();
        Exploration found;
        try {
            found = explorer(image).explore();
        } catch (Checkpoint.UnusableException e) {
            throw new UnusableCheckpointException(e);
        }
        Accounts accounts = new Accounts(image, options, found.mutability());
        List<Alternative> errors = new ArrayList<>();
        for (Exploration.Error e : found.errors()) {
            errors.add(accounts.tell(e));
        }
        Statistics statistics = new Statistics(found.states(), found.transitions(), found.depth(),
            (System.nanoTime() - start) / 1e9, found.bytes(), found.missed());
        Verdict verdict = verdict(scenario, found);
        Map<String, Boolean> covers = new LinkedHashMap<>();
        for (int i = 0; i < image.coverNames().size(); i++) {
            covers.put(image.coverNames().get(i), found.covered().get(i));
        }
        Map<String, Long> outcomes = new LinkedHashMap<>(found.outcomes());
        outcomes.remove("");
        MemoryModel memory = image.storeBuffers() ? MemoryModel.TSO : MemoryModel.SC;
        return result(program, scenario, memory, verdict, errors, message(verdict, found), statistics,
            found.bound(), covers, Reached.missing(image, found.reached()), outcomes, races(scenario, found, accounts), found.reductions());
    }

    /** Races are a matter of interleavings: a search with store buffers, which comes after, does not look for them. */
    private Explorer explorer(Image image) {
        RacePolicy races = image.storeBuffers() ? RacePolicy.IGNORE : policy(image.scenario());
        Explorer explorer = new Explorer(image, options.failAllocations(), options.reductions(), options.all(), races,
            limits(), options.workers(), progress::report).in(member);
        if (options.fingerprints()) {
            return explorer.fingerprinting(Long.SIZE);
        }
        return options.checkpoints().map(c -> explorer.keeping(c.of(image, options))).orElse(explorer);
    }

    private Limits limits() {
        long deadline = options.timeout().isZero() ? Long.MAX_VALUE
            : System.nanoTime() + options.timeout().toNanos();
        return new Limits(options.maxStates(), options.maxMemory(), deadline);
    }

    private RacePolicy policy(Scenario scenario) {
        if (options.strictRaces()) {
            return RacePolicy.FAIL;
        }
        return switch (scenario.races()) {
            case REPORT -> RacePolicy.COLLECT;
            case FAIL -> RacePolicy.FAIL;
            case IGNORE -> RacePolicy.IGNORE;
        };
    }

    private static Verdict verdict(Scenario scenario, Exploration found) {
        if (!found.errors().isEmpty()) {
            return Verdict.VIOLATED;
        }
        if (!found.bound().isEmpty()) {
            return Verdict.BOUNDED;
        }
        return found.completions() == 0 && found.discards() > 0 && !scenario.endless() ? Verdict.ERROR
            : found.missed() > 0 ? Verdict.PROBABLE : Verdict.PROVED;
    }

    private String message(Verdict verdict, Exploration found) {
        return switch (verdict) {
            case PROVED, VIOLATED -> "";
            case PROBABLE -> "only 64-bit fingerprints of states were kept: the probability that one was missed is at most "
                + probability(found.missed()) + (found.unsought() ? "\nlivelocks were not looked for: that takes the states" : "");
            case BOUNDED -> (found.bound().contains(Exploration.NOT_SHOWN) ? "nothing shown in " : "nothing found in ") + found.states() + " states up to depth " + found.depth()
                + ", then stopped by " + found.bound()
                + options.checkpoints().map(c -> "; to go on, --checkpoint " + c.folder() + " --resume").orElse("");
            case ERROR -> "no execution completes: assume() discards them all";
        };
    }

    /** {@code 2.7e-7}. */
    private static String probability(double p) {
        return String.format(Locale.ROOT, "%.1e", p).replace("e-0", "e-");
    }

    private List<Race> races(Scenario scenario, Exploration found, Accounts accounts) {
        if (scenario.races() == Races.IGNORE) {
            return List.of();
        }
        return found.races().stream().map(accounts::race).toList();
    }

    private CheckResult result(Program program, Scenario scenario, MemoryModel memory, Verdict verdict,
                               List<Alternative> errors, String message, Statistics statistics, String bound,
                               Map<String, Boolean> covers, List<dev.quiesce.program.Site> unreached,
                               Map<String, Long> outcomes, List<Race> races, Set<Reduction> reductions) {
        Alternative first = errors.isEmpty() ? null : errors.getFirst();
        return new CheckResult(program.model(), scenario.name(), program.variant(), scenario.about(), memory, verdict,
            scenario.expect(), first == null ? null : first.violation(), first == null ? null : first.trace(),
            errors.size() < 2 ? List.of() : errors.subList(1, errors.size()), message, statistics, bound,
            Reduction.texts(reductions), covers, unreached, outcomes, races);
    }

    /**
     * Runs one interleaving, found with the default options.
     *
     * @param schedule the order of steps, as {@link Trace#schedule()} writes it
     * @throws DivergedException if the program cannot follow it, with where and why
     */
    public static Trace replay(Program program, Scenario scenario, String schedule) {
        return replay(program, scenario, Options.DEFAULT, schedule);
    }

    /**
     * The same, found under the memory model and with the reductions that {@code options} say. Under TSO it runs without
     * store buffers if that comes to a violation, as a check looks at interleavings first; unless the schedule says when
     * something leaves a buffer.
     */
    public static Trace replay(Program program, Scenario scenario, Options options, String schedule) {
        Image interleaved = new Image(program, scenario);
        if (options.memory().orElse(scenario.memory()) != MemoryModel.TSO) {
            return replay(interleaved, options, schedule);
        }
        Image buffered = new Image(program, scenario, true);
        if (Schedule.flushes(schedule)) {
            return replay(buffered, options, schedule);
        }
        try {
            Trace trace = replay(interleaved, options, schedule);
            return trace.violation() != null ? trace : replay(buffered, options, schedule);
        } catch (DivergedException withoutBuffers) {
            try {
                return replay(buffered, options, schedule);
            } catch (DivergedException _) {
                throw withoutBuffers;
            }
        }
    }

    private static Trace replay(Image image, Options options, String schedule) {
        Exploration found = new Checker(options, Progress.NONE).explorer(image).explore();
        return new Replay(image, options, found.mutability()).run(schedule);
    }

    /**
     * Runs one interleaving in which every access to shared memory ends a step, whether others change that memory or
     * not: nothing has to be searched first, so that it does not matter how large the scenario is.
     *
     * @param schedule the order of steps, as {@link dev.quiesce.simulate.Session#schedule()} writes it
     * @throws DivergedException if the program cannot follow it, with where and why
     */
    public static Trace replayEveryAccess(Program program, Scenario scenario, String schedule) {
        return replayEveryAccess(program, scenario, Options.DEFAULT, schedule);
    }

    /** The same with allocations that fail, or without reductions, as {@code options} say. */
    public static Trace replayEveryAccess(Program program, Scenario scenario, Options options, String schedule) {
        return new Replay(new Image(program, scenario), options, Mutability.everything()).run(schedule);
    }

    /** The kind of verdict a replayed trace stands for. */
    public static Finding finding(Trace trace) {
        return trace.violation() == null ? Finding.HOLDS : trace.violation().finding();
    }
}
