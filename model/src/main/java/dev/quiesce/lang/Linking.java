package dev.quiesce.lang;

import dev.quiesce.lang.FunctionBuilder.Label;
import dev.quiesce.lang.Pending.Branch;
import dev.quiesce.lang.Pending.Deaths;
import dev.quiesce.lang.Pending.Jump;
import dev.quiesce.lang.Pending.Mortal;
import dev.quiesce.lang.Pending.Plain;
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
            next += kept[i] ? size(i) : 0;
        }
        positions[code.size()] = next;
        List<Instruction> body = new ArrayList<>(next);
        for (int i = 0; i < code.size(); i++) {
            if (kept[i]) {
                add(code.get(i), body);
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
                switch (code.get(at).work) {
                    case Branch branch -> {
                        work.push(target(branch.ifFalse()));
                        at = target(branch.ifTrue());
                    }
                    case Jump jump -> at = target(jump.target());
                    case Plain plain -> at += plain.last() ? 0 : 1;
                    case Deaths _ -> at++;
                }
            }
        }
    }

    /** A jump is needless if nothing that is kept lies between it and its target. */
    private void dropJumpsToNext() {
        for (int i = code.size() - 1; i >= 0; i--) {
            if (kept[i] && code.get(i).work instanceof Jump jump) {
                int target = target(jump.target());
                boolean between = target <= i;
                for (int k = i + 1; k < target && !between; k++) {
                    between = kept[k] && size(k) > 0;
                }
                kept[i] = between;
            }
        }
    }

    private int target(Label label) {
        return follow(label.position());
    }

    /** The first position from {@code position} on that is no jump and does something; a loop of jumps stays where it is. */
    private int follow(int position) {
        int at = position;
        for (int i = 0; i <= code.size(); i++) {
            if (at < code.size() && code.get(at).work instanceof Jump jump) {
                at = jump.target().position();
            } else if (at < code.size() && size(at) == 0) {
                at++;
            } else {
                return at;
            }
        }
        return position;
    }

    /** How many instructions become of it, if it is kept. */
    private int size(int position) {
        return switch (code.get(position).work) {
            case Plain _, Jump _, Branch _ -> 1;
            case Deaths deaths -> deaths.mortals().stream().mapToInt(mortal -> mortal.again() == null ? 1 : 2).sum();
        };
    }

    private void add(Pending pending, List<Instruction> body) {
        Site site = sites.apply(pending);
        switch (pending.work) {
            case Plain plain -> body.add(plain.make().apply(site));
            case Jump jump -> body.add(new Instruction.Jump(positions[target(jump.target())], site));
            case Branch branch -> body.add(new Instruction.Branch(branch.condition(), positions[target(branch.ifTrue())],
                    positions[target(branch.ifFalse())], -1, site));
            case Deaths deaths -> {
                for (Mortal mortal : deaths.mortals()) {
                    body.add(new Instruction.Expire(mortal.register(), mortal.slot(), site));
                    if (mortal.again() != null) {
                        body.add(mortal.again().apply(site));
                    }
                }
            }
        }
    }
}
