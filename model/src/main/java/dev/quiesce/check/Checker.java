package dev.quiesce.check;

import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Trace;

/** Checks scenarios. */
public final class Checker {
    private final Options options;
    private final Progress progress;

    public Checker(Options options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /** The verdict on {@code scenario} of {@code program}, with a trace if it is violated. */
    public CheckResult check(Program program, Scenario scenario) {
        throw new UnsupportedOperationException("search is not there yet: " + options + progress + program + scenario);
    }

    /**
     * Runs one interleaving.
     *
     * @param schedule the order of steps, as {@link Trace#schedule()} writes it
     * @throws DivergedException if the program cannot follow it, with where and why
     */
    public static Trace replay(Program program, Scenario scenario, String schedule) {
        throw new UnsupportedOperationException("replay is not there yet: " + program + scenario + schedule);
    }
}
