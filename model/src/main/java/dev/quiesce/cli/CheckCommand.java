package dev.quiesce.cli;

import dev.quiesce.check.CheckResult;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.report.Format;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Model.CommandSpec;

/** {@code quiesce check}: every scenario of every variant of the models named. */
final class CheckCommand implements Callable<Integer> {
    private final Tools tools;
    private final Main main;
    private final CheckOptions options = new CheckOptions();
    private final OutputOptions output = new OutputOptions();

    private List<String> models;
    private List<String> scenarios;
    private List<String> variants;
    private List<String> defines;
    private List<MemoryModel> memory;

    CheckCommand(Tools tools, Main main) {
        this.tools = tools;
        this.main = main;
    }

    CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("check");
        spec.usageMessage().sortOptions(false).description("Explores every interleaving of the models and says which break.")
            .footer("", "Exit codes: 0 all as expected, 1 a violation or verdict other than expected, 5 bounded and nothing found, "
                + "64 bad command line, 65 a model does not compile, 70 internal error, 130 interrupted.");
        addSelection(spec);
        options.addTo(spec);
        output.addTo(spec);
        return spec.addOption(Spec.help()).addOption(Spec.version());
    }

    private void addSelection(CommandSpec spec) {
        spec.addPositional(Spec.rest(names -> models = names).paramLabel("MODEL")
            .description("files, folders, bundled models (xfrm/flush, flush) or groups (xfrm, litmus); default: all bundled models "
                + "that are no litmus tests").build());
        spec.addOption(Spec.list(String.class, names -> scenarios = names, "--scenario").paramLabel("NAME")
            .splitRegex(",").description("only these scenarios").build());
        spec.addOption(Spec.list(String.class, names -> variants = names, "--variant").paramLabel("NAME")
            .splitRegex(",").description("only these variants").build());
        spec.addOption(Spec.list(String.class, macros -> defines = macros, "-D").paramLabel("MACRO[=VALUE]")
            .description("define a macro in all variants").build());
        spec.addOption(Spec.list(MemoryModel.class, chosen -> memory = chosen, "--memory").paramLabel("MODEL")
            .splitRegex(",").converters(new Names.Memory())
            .description("memory models, of sc, tso, lkmm; default: what each scenario says").build());
    }

    @Override
    public Integer call() {
        options.validate();
        output.validate();
        List<Target> targets = new Targets(tools.library()).find(models);
        Batch batch = new Batch(tools, Selection.of(scenarios, variants, memory), options, main.complaints(),
            output.isReadWith(tools.console()));
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
        tools.console().lastWords(() -> write(batch.partial()));
    }
}
