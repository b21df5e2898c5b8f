package dev.quiesce.export;

import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;

/** A scenario as a litmus test in C, as herd7 reads it. */
public final class Litmus {
    private Litmus() {}

    /**
     * The litmus test that asks whether {@code scenario} breaks, with a line feed at the end.
     *
     * @param program cut down to what the scenario reaches
     * @throws InexpressibleException if litmus tests cannot say what it does
     */
    public static String of(Program program, Scenario scenario) {
        throw new InexpressibleException(scenario.site(), "no litmus test can be made of " + scenario.name() + " yet",
            "'--to promela' may do");
    }

    /** The same for what was read from a litmus test. */
    public static String of(LitmusTest test) {
        return of(test.program(), test.scenario());
    }
}
