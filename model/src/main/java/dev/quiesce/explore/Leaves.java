package dev.quiesce.explore;

import dev.quiesce.simulate.Looks;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.Parts;
import dev.quiesce.simulate.State;
import dev.quiesce.simulate.StepBranch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes what is remembered of a step of what the interpreter says. */
final class Leaves {
    private static final int[] NOTHING = {};

    private final Parts parts;
    private final Vectors vectors;
    private final Map<List<Outcome.Access>, Integer> footprints = new HashMap<>();
    private int[] components = NOTHING;
    private int[] numbers = NOTHING;
    private int changed;
    private boolean frees;
    /** Whether the layout has room for all that permutations of like threads make of what a step changed. */
    private boolean room;

    Leaves(Parts parts, Vectors vectors) {
        this.parts = parts;
        this.vectors = vectors;
    }

    /** What a branch of the step of the thread in {@code slot} leads to from a state. */
    Memo.Leaf of(State state, int slot, StepBranch branch, Layout layout) {
        room = true;
        List<Outcome> others = new ArrayList<>();
        List<Memo.Moved> moves = new ArrayList<>();
        for (Outcome o : branch.outcomes()) {
            if (o instanceof Outcome.Moved m) {
                moves.add(changes(state, m, layout));
            } else {
                others.add(o);
            }
        }
        Memo.Leaf leaf = new Memo.Leaf(moves.toArray(Memo.Moved[]::new), others.toArray(Outcome[]::new), branch.mayWait(),
            Arrays.stream(branch.path()).filter(look -> !Looks.isChoice(look)).toArray(), vectors.thread(slot));
        leaf.translate(layout, vectors);
        if (!room) {
            leaf.postpone();
        }
        return leaf;
    }

    private Memo.Moved changes(State from, Outcome.Moved m, Layout layout) {
        changed = 0;
        frees = false;
        parts.differences(from, m.state(), (part, value) -> {
            if (changed == components.length) {
                components = Arrays.copyOf(components, changed * 2 + 8);
                numbers = Arrays.copyOf(numbers, changed * 2 + 8);
            }
            Component c = vectors.component(part);
            int number = vectors.number(c, value);
            frees |= c.freed(number);
            room &= vectors.permute(c, number, layout);
            components[changed] = c.index;
            numbers[changed++] = number;
        });
        return new Memo.Moved(Arrays.copyOf(components, changed), Arrays.copyOf(numbers, changed), m.footprint(),
            m.footprint().length == 0 ? 0
                : footprints.computeIfAbsent(List.of(m.footprint()), f -> footprints.size() + 1), frees);
    }
}
