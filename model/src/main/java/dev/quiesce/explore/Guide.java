package dev.quiesce.explore;

import dev.quiesce.simulate.CanonicalHeap;
import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.Parts;
import dev.quiesce.simulate.Renaming;
import dev.quiesce.simulate.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Leads along paths of states as they are, step by step by the interpreter, and tells which stored state stands for each:
 * what a search remembers of steps is not asked again.
 */
final class Guide {
    private final Machine machine;
    private final CanonicalHeap heap;
    private final Parts parts;
    private final Vectors vectors;
    private final Layout layout;
    private final List<Renaming> permutations;

    /**
     * @param heap   gives objects canonical names; null if they keep theirs
     * @param layout by which the stored states are packed
     */
    Guide(Machine machine, CanonicalHeap heap, Parts parts, Vectors vectors, Layout layout) {
        this.machine = machine;
        this.heap = heap;
        this.parts = parts;
        this.vectors = vectors;
        this.layout = layout;
        permutations = machine.symmetry().permutations();
    }

    /**
     * No stored state stands for one that a search has been at: objects that nothing tells apart had their names by chance,
     * and have others now.
     */
    static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostException() {
            super("a stored state has no way back to the one before");
        }
    }

    /** The number of a stored state, and what makes it of one that it stands for. */
    record Stored(int number, Renaming renaming) {
        /** The slot that a thread has in the stored state. */
        int slot(int slot) {
            return renaming.slot(slot);
        }

        /** The slot whose thread has that one in the stored state; -1 stays. */
        int slotOf(int stored) {
            int slot = stored;
            while (slot >= 0 && renaming.slot(slot) != stored) {
                slot = (slot + 1) % Long.SIZE;
            }
            return slot;
        }
    }

    State first() {
        return machine.initial();
    }

    /**
     * The stored state that stands for one.
     *
     * @param number of a packed state, negative for one that does not come into question
     * @return null if none does
     */
    Stored stored(State state, ToIntFunction<long[]> number) {
        for (Renaming r : permutations) {
            State permuted = parts.renamed(state, r);
            long[] packed = vectors.pack(layout, heap == null ? permuted : parts.renamed(permuted, heap.names(permuted)));
            int found = packed == null ? -1 : number.applyAsInt(packed);
            if (found >= 0) {
                return new Stored(found, r);
            }
        }
        return null;
    }

    /** What the thread in {@code slot} can do next. While {@code init} can do anything, nobody else can. */
    List<Outcome> step(State state, int slot) {
        boolean waits = slot > 0 && state.initializing() && !machine.step(state, 0).isEmpty();
        return waits || !state.alive(slot) || state.complete() ? List.of() : machine.step(state, slot);
    }

    /** Where it can get to by that. */
    List<Outcome.Moved> moves(State state, int slot) {
        List<Outcome.Moved> moves = new ArrayList<>();
        for (Outcome o : step(state, slot)) {
            if (o instanceof Outcome.Moved m) {
                moves.add(m);
            }
        }
        return moves;
    }
}
