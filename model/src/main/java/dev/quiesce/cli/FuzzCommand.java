package dev.quiesce.cli;

import dev.quiesce.fuzz.Plan;
import dev.quiesce.fuzz.Strategy;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.report.Format;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code quiesce fuzz}: random interleavings of scenarios that are too large to see all of. */
@Command(name = "fuzz", description = {"Runs a model under random schedules and shrinks the first that breaks it.",
    "What it does not find it does not prove to be absent; data races it does not look for."},
    sortOptions = false, footer = {"", "Exit codes: 0 what was found is expected, 1 it is "
        + "not, 5 nothing found, 64 bad command line, 65 the model does not compile, 70 internal error, 130 interrupted."})
final class FuzzCommand implements Callable<Integer> {
    private static final int MOST_RUNS = 10_000;
    private static final int MOST_STEPS = 10_000;
    private static final int SEEDS = 1_000_000;

    private final Tools tools;
    private final ReductionOption reduction = new ReductionOption();
    private final OutputOptions output = new OutputOptions();

    @ParentCommand
    private Main main;

    @Parameters(index = "0", paramLabel = "MODEL", description = "a file, a folder, a bundled model or a group of them")
    private String model;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SCENARIO", description = "only this scenario")
    private String scenario;

    @Option(names = "--scenario", paramLabel = "NAME", split = ",", description = "only these scenarios")
    private final List<String> scenarios = new ArrayList<>();

    @Option(names = "--variant", paramLabel = "NAME", split = ",", description = "only these variants")
    private final List<String> variants = new ArrayList<>();

    @Option(names = "-D", paramLabel = "MACRO[=VALUE]", description = "define a macro in all variants")
    private final List<String> defines = new ArrayList<>();

    @Option(names = "--runs", paramLabel = "N", converter = Quantities.Count.class,
        description = "at most so many runs; default: 10,000, or no bound with --time")
    private Long runs;

    @Option(names = "--time", paramLabel = "TIME", converter = Quantities.Time.class,
        description = "go on for so long with each row, such as 30s or 5m")
    private Duration time = Duration.ZERO;

    @Option(names = "--seed", paramLabel = "N", description = "the same seed draws the same runs; default: another one each time")
    private Long seed;

    @Option(names = "--strategy", paramLabel = "NAME", split = ",", converter = Names.Strategies.class,
        description = "of uniform, pct: how to draw schedules; default: both in turn")
    private final List<Strategy> strategies = new ArrayList<>();

    @Option(names = "--depth", paramLabel = "D",
        description = "of the bugs that pct is after: it changes priorities at D - 1 steps; default: ${DEFAULT-VALUE}")
    private int depth = 8;

    @Option(names = "--max-steps", paramLabel = "N", description = "give up a run after N steps; default: ${DEFAULT-VALUE}")
    private int maxSteps = MOST_STEPS;

    @Option(names = "--count", description = "make all runs, and count those that end in a finding")
    private boolean count;

    @Option(names = "--fail-alloc", description = "every allocation may fail")
    private boolean failAllocations;

    FuzzCommand(Tools tools) {
        this.tools = tools;
    }

    CommandSpec spec() {
        return Spec.of(this, reduction, output);
    }

    @Override
    public Integer call() {
        output.validate();
        List<Target> targets = new Targets(tools.library()).find(model).stream().filter(target -> !target.isLitmus()).toList();
        if (targets.isEmpty()) {
            throw new UsageException("'" + model + "' is a litmus test; 'quiesce check' sees all its executions");
        }
        RandomEngine engine = new RandomEngine(plan());
        Batch batch = batch(engine);
        Thread atInterrupt = new Thread(() -> interrupted(engine, batch), "interrupted");
        Runtime.getRuntime().addShutdownHook(atInterrupt);
        try {
            batch.run(targets, CheckOptions.macros(defines));
        } finally {
            engine.finished();
            CheckCommand.remove(atInterrupt);
        }
        write(batch);
        return output.format == Format.KSFT ? ExitCode.kselftest(batch.results(), batch.worst()) : batch.worst().number();
    }

    private Plan plan() {
        if (runs != null && runs < 1 || depth < 1 || depth > 60 || maxSteps < 1) {
            throw new UsageException("--runs, --depth and --max-steps must be at least 1, --depth at most 60");
        }
        long most = runs != null ? runs : time.isZero() ? MOST_RUNS : Long.MAX_VALUE;
        return new Plan(most, time, seed != null ? seed : ThreadLocalRandom.current().nextInt(SEEDS),
            strategies.isEmpty() ? List.of(Strategy.values()) : strategies, depth, maxSteps, count);
    }

    private Batch batch(RandomEngine engine) {
        CheckOptions options = new CheckOptions();
        options.workers = 1;
        options.failAllocations = failAllocations;
        options.reduction = reduction;
        List<String> wanted = new ArrayList<>(scenarios);
        Optional.ofNullable(scenario).ifPresent(wanted::add);
        return new Batch(new Tools(tools.console(), tools.library(), engine),
            Selection.of(wanted, variants, List.of(MemoryModel.SC)), options, main.complaints(),
            output.isReadWith(tools.console()));
    }

    private void write(Batch batch) {
        List<String> arguments = new ArrayList<>(Replay.arguments(defines, failAllocations, false));
        arguments.add(Replay.EVERY_ACCESS);
        arguments.addAll(reduction.repeated());
        output.write(tools.console(), batch.results(), arguments, false);
    }

    private void interrupted(RandomEngine engine, Batch batch) {
        tools.console().lastWords(() -> {
            engine.stop();
            write(batch);
        });
    }
}
