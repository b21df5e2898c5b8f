package dev.quiesce.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quiesce new}: a model to start from. */
@Command(name = "new", description = "Writes a commented model to start from.", mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {
    private static final String TEMPLATE = "template.c";
    private static final String PLACEHOLDER = "NAME";
    private final Tools tools;

    @Parameters(paramLabel = "NAME", description = "the name of the model; NAME.c is written")
    private String name;

    NewCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public Integer call() {
        Path file = Path.of(name.endsWith(".c") ? name : name + ".c");
        String base = file.getFileName().toString().replaceFirst("\\.c$", "");
        String identifier = base.replaceAll("[^A-Za-z0-9_]", "_").replaceFirst("^(?=[0-9])", "_");
        try {
            Files.writeString(file, template().replace(PLACEHOLDER, identifier), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException _) {
            throw new UsageException(file + " is there already");
        } catch (IOException e) {
            throw new UsageException("cannot write " + file + ": " + IoTrouble.why(e));
        }
        tools.console().say("wrote " + file + "; now: quiesce check " + file);
        return ExitCode.EXPECTED.number();
    }

    private static String template() {
        try (InputStream in = NewCommand.class.getResourceAsStream(TEMPLATE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
