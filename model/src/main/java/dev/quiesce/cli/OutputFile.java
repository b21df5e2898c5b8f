package dev.quiesce.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** Where to write the result: a file, or standard output. */
final class OutputFile {
    private Path file;

    void addTo(CommandSpec command) {
        command.addOption(Spec.option(Path.class, file, path -> file = path, "-o", "--output").paramLabel("FILE")
            .description("write the result there, not to standard output").build());
    }

    /** True if it goes to standard output. */
    boolean isStandard() {
        return file == null;
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

    /** Writes {@code text}. */
    void write(Console console, String text) {
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
