package dev.quiesce.cli;

import dev.quiesce.check.CheckResult;
import dev.quiesce.explore.Company;
import dev.quiesce.export.InexpressibleException;
import dev.quiesce.export.Litmus;
import dev.quiesce.export.Promela;
import dev.quiesce.lang.Diagnostic;
import dev.quiesce.lang.ModelException;
import dev.quiesce.program.Program;
import dev.quiesce.program.Site;
import dev.quiesce.report.Format;
import dev.quiesce.report.Recording;
import dev.quiesce.report.Style;
import dev.quiesce.simulate.Slice;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code quiesce export}: one row in the language of another tool. */
final class ExportCommand implements Callable<Integer> {
    private final Tools tools;
    private final Main main;
    private final OutputFile output = new OutputFile();

    private List<String> models;
    private List<String> scenarios;
    private List<String> variants;
    private List<String> defines;
    private ExportFormat format;

    ExportCommand(Tools tools, Main main) {
        this.tools = tools;
        this.main = main;
    }

    CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("export");
        spec.usageMessage().sortOptions(false).description("Writes one scenario of a model for another tool.")
            .footer("", "promela: a model for SPIN. litmus: a test for herd7. junit: the counterexample as a test in Java.",
                "Exit codes: 0 written, 64 bad command line, 65 the model does not compile, or the other tool's language cannot "
                + "say what it does, 70 internal error.");
        spec.addPositional(Spec.rest(names -> models = names).index("0").arity("1").paramLabel("MODEL")
            .description("a file or a bundled model").build());
        spec.addOption(Spec.option(ExportFormat.class, null, chosen -> format = chosen, "--to").paramLabel("FORMAT").required(true)
            .converters(new Names.ExportFormats()).description("one of " + ExportFormat.options()).build());
        spec.addOption(Spec.list(String.class, names -> scenarios = names, "--scenario").paramLabel("NAME")
            .description("this scenario; needed if the model has several").build());
        spec.addOption(Spec.list(String.class, names -> variants = names, "--variant").paramLabel("NAME")
            .description("this variant; needed if the model has several").build());
        spec.addOption(Spec.list(String.class, macros -> defines = macros, "-D").paramLabel("MACRO[=VALUE]")
            .description("define a macro").build());
        output.addTo(spec);
        return spec.addOption(Spec.help()).addOption(Spec.version());
    }

    @Override
    public Integer call() {
        output.validate();
        Selection.Row row = row();
        try {
            output.write(tools.console(), text(row));
        } catch (InexpressibleException e) {
            throw new ModelException(e.reasons().stream().map(reason -> diagnostic(reason, row.target())).toList());
        }
        return ExitCode.EXPECTED.number();
    }

    private static Diagnostic diagnostic(InexpressibleException.Reason reason, Target target) {
        Site site = reason.site();
        return Diagnostic.error(site.file().isEmpty() ? target.name() : site.file(), site.line(), site.column(), reason.what(),
            reason.instead());
    }

    private String text(Selection.Row row) {
        Program slice = Slice.of(row.program(), row.scenario());
        return switch (format) {
            case PROMELA -> row.litmus() == null ? Promela.of(slice, row.scenario()) : Promela.of(row.litmus());
            case LITMUS -> row.litmus() == null ? Litmus.of(slice, row.scenario()) : Litmus.of(row.litmus());
            case JCSTRESS -> throw new UsageException("tests for JCStress are written by the command that runs them: quiesce stress "
                + row.target().name() + " " + row.scenario().name() + " --variant " + row.program().variant() + " --emit FOLDER");
            case JUNIT -> junit(row);
        };
    }

    /** The row that is meant. */
    private Selection.Row row() {
        Selection selection = Selection.of(scenarios, variants, List.of());
        Target target = new Targets(tools.library()).one(models.getFirst());
        List<Selection.Row> rows = switch (Reading.of(target, CheckOptions.macros(defines), variants, tools.library())) {
            case Reading.Model model -> selection.rows(model);
            case Reading.Litmus litmus -> selection.rows(litmus.target(), litmus.test());
            case Reading.Failed failed -> throw raised(failed.why());
        };
        selection.complain();
        if (rows.size() != 1) {
            throw new UsageException(rows.isEmpty() ? target.name() + " has no such scenario in that variant; see 'quiesce models'"
                : target.name() + " has " + rows.size() + " rows; name one with\n" + rows.stream().map(ExportCommand::options)
                    .collect(Collectors.joining("\n")));
        }
        return rows.getFirst();
    }

    private static String options(Selection.Row row) {
        return "  --scenario " + row.scenario().name() + " --variant " + row.program().variant();
    }

    private static RuntimeException raised(Throwable why) {
        return switch (why) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(why);
        };
    }

    private String junit(Selection.Row row) {
        CheckOptions options = new CheckOptions();
        RowCheck check = new RowCheck(tools, row, options, new Company(options.workers), main.complaints());
        check.run();
        check.await().complaint().run();
        CheckResult result = check.await().result();
        if (result.trace() == null || result.violation() == null || Recording.isInNoStep(result.violation().finding())) {
            throw new InexpressibleException(row.scenario().site(), "there is no interleaving to make a test of: "
                + (result.violation() == null ? row.scenario().name() + " [" + row.program().variant() + "] is " + result.verdict()
                : "no step of one is a " + result.violation().finding().words()),
                "export a row that is VIOLATED by a step; 'quiesce check' says which are");
        }
        return Format.JAVA.render(List.of(result), new Style(false, options.repeated(defines), false));
    }
}
