package dev.quiesce.axiomatic;

import dev.quiesce.program.MemoryModel;
import java.time.Duration;
import java.util.Objects;

/**
 * Options of a check of a litmus test.
 *
 * @param exhaustive   list and count every execution as herd7 does; otherwise stop as soon as the answer is known
 * @param unroll       how often a loop may be repeated; herd7 has 2
 * @param outOfThinAir let values come from cycles of copies, as herd7 7.58 does and later versions do not
 * @param timeout      stop after that wall time; zero for none
 */
public record LitmusOptions(MemoryModel memory, boolean exhaustive, int unroll, boolean outOfThinAir, Duration timeout) {
    /** What {@code quiesce check} does with a litmus test. */
    public static final LitmusOptions DEFAULT =
        new LitmusOptions(MemoryModel.LKMM, false, 2, true, Duration.ZERO);

    public LitmusOptions {
        Objects.requireNonNull(memory);
        Objects.requireNonNull(timeout);
        if (unroll < 0) {
            throw new IllegalArgumentException("unroll " + unroll);
        }
    }

    public LitmusOptions withMemory(MemoryModel model) {
        return new LitmusOptions(model, exhaustive, unroll, outOfThinAir, timeout);
    }

    public LitmusOptions withExhaustive(boolean all) {
        return new LitmusOptions(memory, all, unroll, outOfThinAir, timeout);
    }

    public LitmusOptions withTimeout(Duration limit) {
        return new LitmusOptions(memory, exhaustive, unroll, outOfThinAir, limit);
    }
}
