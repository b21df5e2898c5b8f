package dev.quiesce.cli;

import dev.quiesce.check.CheckResult;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.report.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code quiesce check}: every scenario of every variant of the models named. */
@Command(name = "check", description = "Explores every interleaving of the models and says which break.",
    mixinStandardHelpOptions = true, sortOptions = false, footer = {"", "Exit codes: 0 all as expected, 1 a violation or "
        + "verdict other than expected, 5 bounded and nothing found, 64 bad command line, 65 a model does not compile, "
        + "70 internal error, 130 interrupted."})
final class CheckCommand implements Callable<Integer> {
    private final Tools tools;

    @ParentCommand
    private Main main;

    @Parameters(arity = "0..*", paramLabel = "MODEL",
        description = "files, folders, bundled models (xfrm/flush, flush) or groups (xfrm, litmus); default: all bundled models that are "
            + "no litmus tests")
    private final List<String> models = new ArrayList<>();

    @Option(names = "--scenario", paramLabel = "NAME", split = ",", description = "only these scenarios")
    private final List<String> scenarios = new ArrayList<>();

    @Option(names = "--variant", paramLabel = "NAME", split = ",", description = "only these variants")
    private final List<String> variants = new ArrayList<>();

    @Option(names = "-D", paramLabel = "MACRO[=VALUE]", description = "define a macro in all variants")
    private final List<String> defines = new ArrayList<>();

    @Option(names = "--memory", paramLabel = "MODEL", split = ",", converter = Names.Memory.class,
        description = "memory models, of sc, tso, lkmm; default: what each scenario says")
    private final List<MemoryModel> memory = new ArrayList<>();

    @Mixin
    private CheckOptions options;

    @Mixin
    private OutputOptions output;

    CheckCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public Integer call() {
        options.validate();
        List<Target> targets = new Targets(tools.library()).find(models);
        Batch batch = new Batch(tools, Selection.of(scenarios, variants, memory), options, main.complaints());
        Thread atInterrupt = new Thread(() -> interrupted(batch), "interrupted");
        Runtime.getRuntime().addShutdownHook(atInterrupt);
        try {
            batch.run(targets, CheckOptions.macros(defines));
        } finally {
            remove(atInterrupt);
        }
        write(batch.results());
        ExitCode code = batch.worst();
        return output.format == Format.KSFT ? ExitCode.kselftest(batch.results(), code) : code.number();
    }

    private void write(List<CheckResult> results) {
        output.write(tools.console(), results, options.repeated(defines), false);
    }

    /** Takes the hook away; if the process is ending already, waits for the end. */
    static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            LockSupport.park();
        }
    }

    private void interrupted(Batch batch) {
        tools.console().say("interrupted");
        write(batch.partial());
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
    }
}
