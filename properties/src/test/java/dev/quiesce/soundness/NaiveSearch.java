package dev.quiesce.soundness;

import dev.quiesce.program.Finding;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Mutability;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.State;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Assume;

/**
 * The plainest search there is: one instruction a step where that is what a step can be, every thread in every state, whole
 * states in a hash set. Nothing is packed, remembered or merged. A program of too many states is {@linkplain Few none to try}.
 */
final class NaiveSearch {
    final Set<Finding> findings = EnumSet.noneOf(Finding.class);
    final Set<String> outcomes = new TreeSet<>();
    /** Every state that was visited. */
    final Set<State> visited = new HashSet<>();
    int states;
    /** Which of the successors that lead somewhere new is forgotten, counted from 1; 0 for none. */
    private final int forgotten;
    private int successors;

    NaiveSearch(Image image) {
        this(image, false, 0);
    }

    /** @param fails whether allocations may fail */
    NaiveSearch(Image image, boolean fails) {
        this(image, fails, 0);
    }

    /** One that is wrong on purpose: it forgets a successor. */
    NaiveSearch(Image image, int forgotten) {
        this(image, false, forgotten);
    }

    private NaiveSearch(Image image, boolean fails, int forgotten) {
        this.forgotten = forgotten;
        Machine machine = new Machine(image, fails, Reduction.NEEDED, true, false, new Mutability());
        Deque<State> open = new ArrayDeque<>();
        State first = machine.initial();
        visited.add(first);
        open.add(first);
        while (!open.isEmpty()) {
            Assume.that(visited.size() <= Few.STATES);
            expand(image, machine, open.pop(), open);
        }
        states = visited.size();
    }

    private void expand(Image image, Machine machine, State state, Deque<State> open) {
        if (state.complete()) {
            outcomes.add(state.observed(image));
            return;
        }
        boolean moved = false;
        for (int slot = 0; slot < state.slots(); slot++) {
            if (state.alive(slot)) {
                List<Outcome> all = machine.step(state, slot);
                moved |= !all.isEmpty();
                for (Outcome o : all) {
                    if (o instanceof Outcome.Failed f) {
                        findings.add(f.finding());
                    } else if (o instanceof Outcome.Moved m && !visited.contains(m.state()) && ++successors != forgotten) {
                        visited.add(m.state());
                        open.push(m.state());
                    }
                }
            }
        }
        if (!moved) {
            findings.add(Finding.DEADLOCK);
        }
    }
}
