package dev.quiesce.cli;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.DivergedException;
import dev.quiesce.program.Finding;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.report.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quiesce replay}: runs recorded interleavings again. */
@Command(name = "replay", description = "Runs an interleaving again and prints it: those of a result file, or one schedule.",
    customSynopsis = {"quiesce replay [OPTIONS] RESULT.json", "       quiesce replay [OPTIONS] MODEL SCENARIO 'worker del*2 worker'"},
    sortOptions = false, footer = {"", "Exit codes: 0 it ran as recorded, 1 it diverges "
        + "because the model has changed, 64 bad command line, 65 the model does not compile, 70 internal error."})
final class ReplayCommand implements Callable<Integer> {
    private final Tools tools;
    private final ReductionOption reduction = new ReductionOption();
    private final OutputOptions output = new OutputOptions();

    @Parameters(arity = "1..3", hidden = true, paramLabel = "RESULT.json or MODEL SCENARIO SCHEDULE")
    private final List<String> words = new ArrayList<>();

    @Option(names = "--scenario", paramLabel = "NAME", description = "of a result file, only this scenario")
    private String scenario;

    @Option(names = "--variant", paramLabel = "NAME", description = "the variant; needed if the model has several")
    private String variant;

    @Option(names = "-D", paramLabel = "MACRO[=VALUE]", description = "define a macro, as the check did")
    private final List<String> defines = new ArrayList<>();

    @Option(names = "--memory", paramLabel = "MODEL", converter = Names.Memory.class,
        description = "memory model, of sc, tso, lkmm; default: what the scenario says")
    private MemoryModel memory;

    @Option(names = "--fail-alloc", description = "allocations may fail, as in the check")
    private boolean failAllocations;

    @Option(names = "--strict-races", description = "data races are violations, as in the check")
    private boolean strictRaces;

    @Option(names = Replay.EVERY_ACCESS, description = {"steps end at every access to shared memory, as in schedules of random"
        + " runs; otherwise only at memory that changes, which takes a check to know"})
    private boolean everyAccess;

    @Option(names = "--step", description = "one step at a time; Enter goes on")
    private boolean step;

    ReplayCommand(Tools tools) {
        this.tools = tools;
    }

    CommandSpec spec() {
        return Spec.of(this, reduction, output);
    }

    @Override
    public Integer call() {
        output.validate();
        List<Replay> replays = replays();
        List<CheckResult> results = new ArrayList<>();
        ExitCode code = ExitCode.EXPECTED;
        Tools reading = reading();
        for (Replay replay : replays) {
            try {
                CheckResult result = replay.run(reading);
                if (step) {
                    new Steps(tools.console()).show(result);
                }
                results.add(result);
            } catch (DivergedException e) {
                String what = replay.recording().isPresent() ? "the model has changed" : "the schedule does not fit the model";
                tools.console().say(replay.title() + ": " + what + ": " + e.getMessage());
                code = ExitCode.UNEXPECTED;
            }
        }
        if (!step && !results.isEmpty()) {
            output.write(tools.console(), results, replays.getFirst().arguments(), true);
        }
        return code.number();
    }

    /**
     * What the one interleaving of the command line comes to.
     *
     * @throws DivergedException if the model cannot follow it
     */
    Finding finding() {
        CheckResult result = replays().getFirst().run(reading());
        return result.violation() == null ? Finding.HOLDS : result.violation().finding();
    }

    private Tools reading() {
        return new Tools(tools.console(), new ReadOnce(tools.library()), tools.engine());
    }

    private List<Replay> replays() {
        return switch (words.size()) {
            case 1 -> recorded(Path.of(words.getFirst()));
            case 3 -> List.of(given());
            default -> throw new UsageException("replay takes a result file, or a model, a scenario and a schedule in "
                + "quotes; see 'quiesce replay --help'");
        };
    }

    private Replay given() {
        Target target = new Targets(tools.library()).one(words.getFirst());
        List<String> arguments = Replay.arguments(defines, failAllocations, strictRaces);
        if (everyAccess) {
            arguments.add(Replay.EVERY_ACCESS);
        }
        arguments.addAll(reduction.repeated());
        return new Replay(target, words.get(1), Optional.ofNullable(variant), Optional.ofNullable(memory), arguments,
            words.get(2), Optional.empty());
    }

    private List<Replay> recorded(Path file) {
        List<Recording> recordings;
        try {
            recordings = Recording.read(Files.readString(file));
        } catch (IOException e) {
            throw unreadable(file, IoTrouble.why(e));
        } catch (IllegalArgumentException e) {
            throw unreadable(file, e.getMessage());
        }
        List<Replay> chosen = recordings.stream()
            .filter(recording -> scenario == null || scenario.equals(recording.row().scenario()))
            .filter(recording -> variant == null || variant.equals(recording.row().variant()))
            .map(recording -> Replay.of(recording, new Targets(tools.library()), file)).toList();
        if (chosen.isEmpty()) {
            throw new UsageException("no violation to replay in " + file);
        }
        return chosen;
    }

    private static UsageException unreadable(Path file, String why) {
        return new UsageException("cannot read " + file + ": " + why
            + "\nreplay takes what 'quiesce check --format json' wrote, or a model, a scenario and a schedule");
    }
}
