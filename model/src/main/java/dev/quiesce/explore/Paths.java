package dev.quiesce.explore;

import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Move;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Works out how a state was reached: the moves from the first state to it, along the parents. */
final class Paths {
    private final StateStore store;
    private final Expander expander;
    private final Machine machine;

    Paths(StateStore store, Expander expander, Machine machine) {
        this.store = store;
        this.expander = expander;
        this.machine = machine;
    }

    List<Move> to(int number) {
        List<Integer> states = new ArrayList<>();
        for (int n = number; n >= 0; n = store.parent(n)) {
            states.add(n);
        }
        Collections.reverse(states);
        return along(states, null);
    }

    /** The moves along consecutive states; {@code slots} says which thread makes each, null if any may. */
    List<Move> along(List<Integer> states, List<Integer> slots) {
        List<Move> moves = new ArrayList<>();
        int preferred = -1;
        for (int i = 0; i + 1 < states.size(); i++) {
            Move move = between(state(states.get(i)), state(states.get(i + 1)),
                slots == null ? preferred : slots.get(i));
            moves.add(move);
            preferred = move.slot();
        }
        return moves;
    }

    private State state(int number) {
        int[] vector = new int[StateStore.MAX_COMPONENTS];
        store.get(number, vector);
        return expander.decode(vector);
    }

    private Move between(State from, State to, int preferred) {
        Move other = null;
        for (int slot = 0; slot < from.slots(); slot++) {
            if (from.alive(slot)) {
                for (Outcome o : machine.step(from, slot)) {
                    if (o instanceof Outcome.Moved m && m.state().equals(to)) {
                        if (slot == preferred) {
                            return new Move(slot, m.choices());
                        }
                        other = other == null ? new Move(slot, m.choices()) : other;
                    }
                }
            }
        }
        if (other == null) {
            throw new IllegalStateException("a stored state has no way back to its parent");
        }
        return other;
    }
}
