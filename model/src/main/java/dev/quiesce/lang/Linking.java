package dev.quiesce.lang;

import dev.quiesce.lang.FunctionBuilder.Label;
import dev.quiesce.lang.FunctionBuilder.Pending;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Site;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** Linking drops what cannot be reached, follows jumps to jumps, and gives labels their final positions. */
final class Linking {
    private final List<Pending> code;
    private final Function<Pending, Site> sites;
    private final boolean[] kept;
    private int[] positions;

    Linking(List<Pending> code, Function<Pending, Site> sites) {
        this.code = code;
        this.sites = sites;
        this.kept = new boolean[code.size()];
    }

    List<Instruction> link() {
        reach();
        dropJumpsToNext();
        positions = new int[code.size() + 1];
        int next = 0;
        for (int i = 0; i < code.size(); i++) {
            positions[i] = next;
            next += kept[i] ? 1 : 0;
        }
        positions[code.size()] = next;
        List<Instruction> body = new ArrayList<>(next);
        for (int i = 0; i < code.size(); i++) {
            if (kept[i]) {
                body.add(make(code.get(i)));
            }
        }
        return Joins.set(body);
    }

    private void reach() {
        Deque<Integer> work = new ArrayDeque<>(List.of(0));
        while (!work.isEmpty()) {
            int at = work.pop();
            while (!kept[at]) {
                kept[at] = true;
                Pending pending = code.get(at);
                if (pending.isBranch()) {
                    work.push(target(pending.ifFalse));
                    at = target(pending.ifTrue);
                } else if (pending.isJump()) {
                    at = target(pending.ifTrue);
                } else if (pending.last) {
                    break;
                } else {
                    at = at + 1;
                }
            }
        }
    }

    /** A jump is needless if nothing that is kept lies between it and its target. */
    private void dropJumpsToNext() {
        for (int i = code.size() - 1; i >= 0; i--) {
            if (kept[i] && code.get(i).isJump()) {
                int target = target(code.get(i).ifTrue);
                boolean between = target <= i;
                for (int k = i + 1; k < target && !between; k++) {
                    between = kept[k];
                }
                kept[i] = between;
            }
        }
    }

    private int target(Label label) {
        return follow(label.position());
    }

    /** The first position from {@code position} on that is no jump; a loop of jumps stays where it is. */
    private int follow(int position) {
        int at = position;
        for (int i = 0; i < code.size() && at < code.size() && code.get(at).isJump(); i++) {
            at = code.get(at).ifTrue.position();
        }
        return at < code.size() && code.get(at).isJump() ? position : at;
    }

    private Instruction make(Pending pending) {
        Site site = sites.apply(pending);
        if (pending.isJump()) {
            return new Instruction.Jump(positions[target(pending.ifTrue)], site);
        }
        if (pending.isBranch()) {
            return new Instruction.Branch(pending.condition, positions[target(pending.ifTrue)],
                    positions[target(pending.ifFalse)], -1, site);
        }
        return pending.make.apply(site);
    }
}
