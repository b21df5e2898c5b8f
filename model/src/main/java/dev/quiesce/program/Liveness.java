package dev.quiesce.program;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which registers of a function are live before each instruction: the classic backward data-flow analysis. The machine
 * clears dead registers between steps, so that states which differ only in values nobody will read are one state.
 */
public final class Liveness {
    private Liveness() {}

    /** Live registers before each instruction, by position. */
    public static BitSet[] of(Function function) {
        List<Instruction> body = function.body();
        BitSet[] live = new BitSet[body.size()];
        for (int i = 0; i < live.length; i++) {
            live[i] = new BitSet(function.registers());
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = live.length - 1; i >= 0; i--) {
                BitSet now = after(body.get(i), i, live);
                int written = written(body.get(i));
                if (written >= 0) {
                    now.clear(written);
                }
                for (Expression e : read(body.get(i))) {
                    collect(e, now);
                }
                if (!now.equals(live[i])) {
                    live[i] = now;
                    changed = true;
                }
            }
        }
        return live;
    }

    private static BitSet after(Instruction instruction, int at, BitSet[] live) {
        BitSet out = new BitSet();
        for (int next : Flow.successors(instruction, at)) {
            out.or(live[next]);
        }
        return out;
    }

    private static void collect(Expression expression, BitSet into) {
        switch (expression) {
            case Expression.Constant c -> { }
            case Expression.Register(int index) -> into.set(index);
            case Expression.Unary u -> collect(u.operand(), into);
            case Expression.Binary b -> {
                collect(b.left(), into);
                collect(b.right(), into);
            }
            case Expression.Cast c -> collect(c.operand(), into);
        }
    }

    private static int written(Instruction instruction) {
        return Flow.destination(instruction);
    }

    private static List<Expression> read(Instruction instruction) {
        List<Expression> reads = new ArrayList<>(Flow.operands(instruction));
        reads.removeIf(e -> e == null);
        return reads;
    }
}
