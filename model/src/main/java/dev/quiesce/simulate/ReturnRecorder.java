package dev.quiesce.simulate;

import dev.quiesce.program.Expression;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Site;

/** Remembers what the function that a thread runs returns. */
final class ReturnRecorder extends Silent {
    private long value;

    @Override
    public void executing(int slot, Frame[] frames, int depth, Instruction instruction) {
        if (depth == 1 && instruction instanceof Instruction.Return(Expression result, Site site)) {
            value = result == null ? 0 : Evaluator.value(result, frames[0].registers, site);
        }
    }

    /** What the last function has returned, 0 if nothing. */
    long value() {
        return value;
    }
}
