package dev.quiesce.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: where the commands hang. */
@Command(
        name = "quiesce",
        description = "Finds the interleaving that breaks a kernel offload design, or proves that there is none.",
        mixinStandardHelpOptions = true,
        version = "quiesce 0.1.0-SNAPSHOT")
public final class Main implements Callable<Integer> {
    private static final int BAD_COMMAND_LINE = 64;

    @Override
    public Integer call() {
        CommandLine.usage(this, System.err);
        return BAD_COMMAND_LINE;
    }

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
