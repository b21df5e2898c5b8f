package dev.quiesce.check;

import dev.quiesce.program.MemoryModel;
import java.time.Duration;
import java.util.Optional;

/**
 * Options of a check.
 *
 * @param memory        overrides the scenario's memory model
 * @param workers       threads of the search, at least 1
 * @param maxStates     stop after that many states; 0 for no bound
 * @param maxMemory     bytes the search may use; 0 for what the JVM has
 * @param timeout       stop after that wall time; zero for none
 * @param unroll        loop bound where an engine needs one
 * @param all           go on after the first violation and report one of each kind
 * @param failAllocations every allocation may fail
 * @param strictRaces   data races are violations
 * @param reduce        use the sound reductions
 */
public record Options(Optional<MemoryModel> memory, int workers, long maxStates, long maxMemory, Duration timeout,
                      int unroll, boolean all, boolean failAllocations, boolean strictRaces, boolean reduce) {
    /** No bounds but the machine's. */
    public static final Options DEFAULT =
        new Options(Optional.empty(), Runtime.getRuntime().availableProcessors(), 0, 0, Duration.ZERO, 2, false, false,
            false, true);
}
