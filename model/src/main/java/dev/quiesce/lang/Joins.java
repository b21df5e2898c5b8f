package dev.quiesce.lang;

import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.Branch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Where the arms of each branch have met again: its immediate post-dominator. An arm that returns never meets the other,
 * so that {@code if (!last) return; free(p);} and {@code if (last) free(p);} have the same control dependencies. An arm that
 * ends in a report does not count: nothing runs after it.
 */
final class Joins {
    private final List<Instruction> body;
    private final int exit;
    /** For each position, and for the exit behind the last, the positions that every way to the exit comes by. */
    private final BitSet[] after;

    private Joins(List<Instruction> body) {
        this.body = body;
        this.exit = body.size();
        this.after = new BitSet[exit + 1];
    }

    /** The same instructions with every branch's join set. */
    static List<Instruction> set(List<Instruction> body) {
        if (body.stream().noneMatch(Branch.class::isInstance)) {
            return body;
        }
        Joins joins = new Joins(body);
        joins.solve();
        List<Instruction> result = new ArrayList<>(body.size());
        for (int i = 0; i < body.size(); i++) {
            result.add(body.get(i) instanceof Branch b
                    ? new Branch(b.condition(), b.ifTrue(), b.ifFalse(), joins.of(i), b.site()) : body.get(i));
        }
        return result;
    }

    private void solve() {
        for (int i = 0; i < exit; i++) {
            after[i] = new BitSet(exit + 1);
            after[i].set(0, exit + 1);
        }
        after[exit] = new BitSet(exit + 1);
        after[exit].set(exit);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = exit - 1; i >= 0; i--) {
                BitSet now = meet(i);
                now.set(i);
                if (!now.equals(after[i])) {
                    after[i] = now;
                    changed = true;
                }
            }
        }
    }

    private BitSet meet(int at) {
        return switch (body.get(at)) {
            case Instruction.Return _ -> (BitSet) after[exit].clone();
            case Instruction.Report _ -> all();
            case Instruction.Jump j -> (BitSet) after[j.target()].clone();
            case Branch b -> {
                BitSet both = (BitSet) after[b.ifTrue()].clone();
                both.and(after[b.ifFalse()]);
                yield both;
            }
            default -> (BitSet) after[at + 1].clone();
        };
    }

    private BitSet all() {
        BitSet set = new BitSet(exit + 1);
        set.set(0, exit + 1);
        return set;
    }

    /** The nearest of those that post-dominate the branch: the one that all others post-dominate in turn. -1
     *  where there is none, or no way out at all. */
    private int of(int branch) {
        if (after[branch].cardinality() == exit + 1) {
            return -1;
        }
        BitSet candidates = (BitSet) after[branch].clone();
        candidates.clear(branch);
        candidates.clear(exit);
        for (int c = candidates.nextSetBit(0); c >= 0; c = candidates.nextSetBit(c + 1)) {
            BitSet rest = (BitSet) candidates.clone();
            rest.andNot(after[c]);
            if (rest.isEmpty()) {
                return c;
            }
        }
        return -1;
    }
}
