package dev.quiesce.cli;

import dev.quiesce.check.DivergedException;
import dev.quiesce.program.Finding;
import picocli.CommandLine;

/** A regression is an interleaving that broke a model once, in a test that sees to it that it goes on ending as it should. */
public final class Regression {
    private Regression() {}

    /**
     * What an interleaving of a model comes to: {@link Finding#HOLDS} if it breaks nothing, and also if the model can no longer
     * follow it.
     *
     * @param arguments those of {@code quiesce replay}: a model, found from the current folder, a scenario and a schedule, and
     *                  options
     * @throws IllegalArgumentException if they are wrong, or there is no such model, scenario or variant
     * @throws dev.quiesce.lang.ModelException if the model does not compile
     */
    public static Finding replay(String... arguments) {
        ReplayCommand command = new ReplayCommand(new Tools(Console.ofProcess(), Library.ofResources(), Engine.checker()));
        try {
            new CommandLine(command.spec()).parseArgs(arguments);
            return command.finding();
        } catch (DivergedException _) {
            return Finding.HOLDS;
        } catch (UsageException | CommandLine.ParameterException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
