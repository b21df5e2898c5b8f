package dev.quiesce.check;

import dev.quiesce.program.MemoryModel;
import dev.quiesce.simulate.Reduction;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

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
 * @param reductions    what the search leaves out
 * @param explain       say of a litmus test which law forbids its outcome, or show an execution that has it
 * @param checkpoints   where searches keep what they find, if anywhere
 * @param fingerprints  searches keep 64-bit fingerprints of states only
 */
public record Options(Optional<MemoryModel> memory, int workers, long maxStates, long maxMemory, Duration timeout,
                      int unroll, boolean all, boolean failAllocations, boolean strictRaces, Set<Reduction> reductions,
                      boolean explain, Optional<Checkpoints> checkpoints, boolean fingerprints) {
    /** No bounds but the machine's. */
    public static final Options DEFAULT =
        new Options(Optional.empty(), Runtime.getRuntime().availableProcessors(), 0, 0, Duration.ZERO, 2, false, false,
            false, Reduction.ALL);

    /** Options of a check that explains and keeps nothing. */
    public Options(Optional<MemoryModel> memory, int workers, long maxStates, long maxMemory, Duration timeout,
                   int unroll, boolean all, boolean failAllocations, boolean strictRaces, Set<Reduction> reductions) {
        this(memory, workers, maxStates, maxMemory, timeout, unroll, all, failAllocations, strictRaces, reductions, false,
            Optional.empty(), false);
    }
}
