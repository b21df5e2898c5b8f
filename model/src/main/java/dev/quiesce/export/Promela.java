package dev.quiesce.export;

import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;

/** A scenario in Promela, the language of SPIN, under sequential consistency. */
public final class Promela {
    private Promela() {}

    /**
     * The model, with a line feed at the end.
     *
     * @param program cut down to what the scenario reaches
     * @throws InexpressibleException if Promela cannot say what it does
     */
    public static String of(Program program, Scenario scenario) {
        throw new InexpressibleException(scenario.site(), "no Promela can be made of " + scenario.name() + " yet", "");
    }
}
