package dev.quiesce.cli;

import dev.quiesce.check.CheckResult;
import dev.quiesce.report.Format;
import dev.quiesce.report.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** How and where to write results. */
final class OutputOptions {
    Format format = Format.TEXT;
    private Path file;

    void addTo(CommandSpec command) {
        command.addOption(Spec.option(Format.class, format, chosen -> format = chosen, "--format").paramLabel("FORMAT")
            .converters(new Names.Formats())
            .description("one of " + Format.options() + "; default: text").build());
        command.addOption(Spec.option(Path.class, file, path -> file = path, "-o", "--output").paramLabel("FILE")
            .description("write the result there, not to standard output").build());
    }

    /**
     * Refuses a file that cannot be written, before anybody has waited for what is to stand there.
     *
     * @throws UsageException if that is so
     */
    void validate() {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        String trouble = Files.isDirectory(file) ? "it is a folder"
            : folder != null && !Files.isDirectory(folder) ? "there is no folder " + file.getParent()
            : Files.exists(file) ? Files.isWritable(file) ? "" : "permission denied"
            : folder == null || Files.isWritable(folder) ? "" : "permission denied";
        if (!trouble.isEmpty()) {
            throw cannotWrite(trouble);
        }
    }

    private UsageException cannotWrite(String trouble) {
        return new UsageException("cannot write " + file + ": " + trouble);
    }

    /**
     * Writes {@code results}.
     *
     * @param arguments what a replay has to repeat
     * @param replayed  true if the results are runs of one interleaving, not of a search
     */
    void write(Console console, List<CheckResult> results, List<String> arguments, boolean replayed) {
        String text = format.render(results, new Style(file == null && console.outTerminal(), arguments, replayed));
        if (file == null) {
            console.print(text);
            return;
        }
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw cannotWrite(IoTrouble.why(e));
        }
    }
}
