package dev.quiesce.cli;

import dev.quiesce.check.CheckResult;
import dev.quiesce.report.Format;
import dev.quiesce.report.Style;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** How and where to write results. */
final class OutputOptions {
    Format format = Format.TEXT;
    private final OutputFile file = new OutputFile();

    void addTo(CommandSpec command) {
        command.addOption(Spec.option(Format.class, format, chosen -> format = chosen, "--format").paramLabel("FORMAT")
            .converters(new Names.Formats())
            .description("one of " + Format.options() + "; default: text").build());
        file.addTo(command);
    }

    /** Refuses a file that cannot be written; see {@link OutputFile#validate}. */
    void validate() {
        file.validate();
    }

    /** True if whoever reads what is said to the person on {@code console} reads the results, and what is wrong with a model there. */
    boolean isReadWith(Console console) {
        return console.together() && file.isStandard() && format != Format.DOT && format != Format.SVG;
    }

    /**
     * Writes {@code results}.
     *
     * @param arguments what a replay has to repeat
     * @param replayed  true if the results are runs of one interleaving, not of a search
     */
    void write(Console console, List<CheckResult> results, List<String> arguments, boolean replayed) {
        file.write(console, format.render(results, new Style(file.isStandard() && console.outTerminal(), arguments, replayed)));
    }
}
