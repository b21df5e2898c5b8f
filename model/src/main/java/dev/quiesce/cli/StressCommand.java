package dev.quiesce.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quiesce stress} in the list of commands: the launcher starts it, as it is a program of its own. */
@Command(name = "stress", description = "Runs a model on real cores, under JCStress, and compares what is seen with what is predicted.",
    mixinStandardHelpOptions = true)
final class StressCommand implements Callable<Integer> {
    private final Tools tools;

    @Parameters(arity = "0..*", paramLabel = "MODEL", description = "see the launcher's 'quiesce stress --help'")
    private String[] arguments;

    StressCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public Integer call() {
        tools.console().say("stress is a program of its own, dev.quiesce.stress.run.Main; the launcher 'quiesce' starts it");
        return ExitCode.USAGE.number();
    }
}
