package dev.quiesce.cli;

import dev.quiesce.check.Checkpoints;
import dev.quiesce.check.Options;
import dev.quiesce.program.MemoryModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/** How to check: the options that bound a search or change what it looks for. */
final class CheckOptions {
    int workers = Runtime.getRuntime().availableProcessors();
    boolean failAllocations;
    ReductionOption reduction = new ReductionOption();
    private long maxStates;
    private long maxMemory;
    private Duration timeout = Duration.ZERO;
    private int unroll = Options.DEFAULT.unroll();
    private boolean all;
    private boolean strictRaces;
    private boolean explain;
    private Path checkpoint;
    private boolean resume;
    private boolean fingerprints;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    void addTo(CommandSpec command) {
        addBounds(command);
        command.addOption(Spec.flag(on -> all = on, "--all")
            .description("go on after the first violation and report one of each kind").build());
        command.addOption(Spec.flag(on -> failAllocations = on, "--fail-alloc").description("every allocation may fail").build());
        command.addOption(Spec.flag(on -> strictRaces = on, "--strict-races").description("a data race is a violation").build());
        command.addOption(Spec.flag(on -> explain = on, "--explain")
            .description("for litmus tests: which law of the memory model forbids the outcome, or an execution that has it").build());
        command.addOption(Spec.option(Path.class, checkpoint, folder -> checkpoint = folder, "--checkpoint").paramLabel("FOLDER")
            .description("keep what searches find in a folder, at every level, until they are done").build());
        command.addOption(Spec.flag(on -> resume = on, "--resume")
            .description("go on from what is in the folder of --checkpoint").build());
        command.addOption(Spec.flag(on -> fingerprints = on, "--fingerprints")
            .description("keep 64-bit fingerprints of states only: a search that finds nothing is PROBABLE and no proof").build());
        reduction.addTo(command);
    }

    private void addBounds(CommandSpec command) {
        command.addOption(Spec.option(int.class, workers, n -> workers = n, "--workers").paramLabel("N")
            .description("threads of all searches together; default: all cores").build());
        command.addOption(Spec.option(long.class, maxStates, n -> maxStates = n, "--max-states").paramLabel("N")
            .converters(new Quantities.Count()).description("stop when there are more than N states, such as 500k or 20m").build());
        command.addOption(Spec.option(long.class, maxMemory, n -> maxMemory = n, "--max-memory").paramLabel("SIZE")
            .converters(new Quantities.Bytes())
            .description("stop when the search needs more memory, such as 2g; default: what the JVM has").build());
        command.addOption(Spec.option(Duration.class, timeout, time -> timeout = time, "--timeout").paramLabel("TIME")
            .converters(new Quantities.Time()).description("stop each row after a time, such as 30s or 5m").build());
        command.addOption(Spec.option(int.class, unroll, n -> unroll = n, "--unroll").paramLabel("N")
            .description("loop bound where an engine needs one (LKMM); default: " + unroll).build());
    }

    /** What a check of {@code target} under {@code memory} does; {@code complaints} is told what is wrong with checkpoints. */
    Options under(Target target, Optional<MemoryModel> memory, Consumer<String> complaints) {
        return new Options(memory, workers, maxStates, maxMemory, timeout, unroll, all, failAllocations, strictRaces,
            reduction.inForce(), explain,
            Optional.ofNullable(checkpoint).map(folder -> new Checkpoints(folder, target.origin(), resume, once(complaints))), fingerprints);
    }

    /** Passes on what has not been said before. */
    private Consumer<String> once(Consumer<String> complaints) {
        return what -> {
            if (said.add(what)) {
                complaints.accept(what);
            }
        };
    }

    /** Refuses what makes no sense. */
    void validate() {
        if (workers < 1) {
            throw new UsageException("--workers must be at least 1, not " + workers);
        }
        if (resume && checkpoint == null) {
            throw new UsageException("--resume needs --checkpoint FOLDER, to go on from what is there");
        }
        if (fingerprints && checkpoint != null) {
            throw new UsageException("--fingerprints keeps no states that a checkpoint could hold; leave out one of --fingerprints "
                + "and --checkpoint");
        }
        if (unroll < 1) {
            throw new UsageException("--unroll must be at least 1, not " + unroll);
        }
    }

    /** {@code NAME=VALUE} from the command line as macros. */
    static Map<String, String> macros(List<String> defines) {
        Map<String, String> macros = new LinkedHashMap<>();
        for (String define : defines) {
            int equals = define.indexOf('=');
            String name = equals < 0 ? define : define.substring(0, equals);
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new UsageException("-D " + define + ": '" + name + "' is no name of a macro");
            }
            macros.put(name, equals < 0 ? "1" : define.substring(equals + 1));
        }
        return macros;
    }

    /** The part of the command line that changes what a model means, for a replay to repeat. */
    List<String> repeated(List<String> defines) {
        List<String> arguments = Replay.arguments(defines, failAllocations, strictRaces);
        arguments.addAll(reduction.repeated());
        return arguments;
    }
}
