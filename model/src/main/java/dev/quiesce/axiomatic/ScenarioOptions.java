package dev.quiesce.axiomatic;

import dev.quiesce.program.MemoryModel;
import java.time.Duration;

/**
 * Options of a check of a scenario.
 *
 * @param unroll          how often a loop may be repeated
 * @param failAllocations every allocation may fail
 * @param all             go on after the first finding and look for one of each kind
 * @param timeout         stop after that wall time; zero for none
 */
public record ScenarioOptions(MemoryModel memory, int unroll, boolean failAllocations, boolean all, Duration timeout) {
    public static final ScenarioOptions DEFAULT =
        new ScenarioOptions(MemoryModel.LKMM, 2, false, false, Duration.ZERO);
}
