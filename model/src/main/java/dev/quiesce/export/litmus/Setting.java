package dev.quiesce.export.litmus;

import dev.quiesce.program.Program;
import dev.quiesce.program.Site;
import java.util.LinkedHashSet;
import java.util.Set;

/** What all walks through one scenario share. */
final class Setting {
    private static final int MOST_STEPS = 3_000_000;

    final Program program;
    final Cells cells;
    /** Whether it was a litmus test already: then nobody checks how locks are used, and every location stays one. */
    final boolean litmus;
    final Set<Custody.Wait> waits = new LinkedHashSet<>();
    private int steps;

    Setting(Program program, boolean litmus) {
        this.program = program;
        this.litmus = litmus;
        this.cells = new Cells(program);
    }

    /** Counts a step of a walk. */
    void step() {
        if (++steps > MOST_STEPS) {
            throw new Refused(Site.NONE, "too many ways through the scenario, with all that its locations may hold",
                "make it smaller: litmus tests have a handful of accesses");
        }
    }
}
