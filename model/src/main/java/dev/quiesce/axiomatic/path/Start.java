package dev.quiesce.axiomatic.path;

import dev.quiesce.program.Instruction.SpawnKind;
import java.util.List;

/**
 * How a thread starts.
 *
 * @param softirq whether it runs in softirq context
 * @param spawned how another thread started it; null for a thread of the scenario
 * @param ordered whether the start is ordered after what came before it, which what {@code init} starts need not be
 */
public record Start(int thread, int function, List<Value> arguments, boolean softirq, Story.Spawned spawned,
                    boolean ordered) {
    /** Threads that run alone, before or after the others, are counted from here on. */
    public static final int ALONE = 1000;

    public Start {
        arguments = List.copyOf(arguments);
    }

    /** A thread of a scenario. */
    public static Start of(int thread, int function, boolean softirq) {
        return new Start(thread, function, List.of(), softirq, null, false);
    }

    /** A thread that another one starts. */
    public static Start of(Story.Spawned spawned, boolean ordered) {
        return new Start(spawned.thread(), spawned.function(), List.of(spawned.argument()), spawned.kind().softirq(),
            spawned, ordered);
    }

    /** True if it may begin only after a grace period. */
    boolean afterGracePeriod() {
        return spawned != null
            && (spawned.kind() == SpawnKind.CALLBACK || spawned.kind() == SpawnKind.SLEEPABLE_CALLBACK);
    }
}
