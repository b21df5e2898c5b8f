package dev.quiesce.simulate;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Which words of memory change while the threads run. A load from a word that never does commutes with everything and is
 * no place to switch threads.
 *
 * <p>Guess and check: at first every word that {@code init} left behind is taken to be constant. A machine that stores to
 * one says so here. A search that saw no such store has shown that its guesses were right; one that did starts again
 * with what is known by then. Grows only, so that ends. Not safe for use by several threads.
 */
public final class Mutability {
    private final BitSet globals = new BitSet();
    private final Set<Long> heap = new HashSet<>();
    private int version;
    private boolean everything;

    /** Every word is taken to change: steps end at every load, whatever has been seen. */
    public static Mutability everything() {
        Mutability all = new Mutability();
        all.everything = true;
        return all;
    }

    /** Grows whenever a word is found to change. */
    public int version() {
        return version;
    }

    boolean globalChanges(int word) {
        return everything || globals.get(word);
    }

    boolean heapChanges(int object, int word) {
        return everything || heap.contains((long) object << Integer.SIZE | word);
    }

    void globalStored(int word) {
        if (!globals.get(word)) {
            globals.set(word);
            version++;
        }
    }

    void heapStored(int object, int word) {
        if (heap.add((long) object << Integer.SIZE | word)) {
            version++;
        }
    }
}
