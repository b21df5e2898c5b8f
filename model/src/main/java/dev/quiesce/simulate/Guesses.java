package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.simulate.SharedState.Phase;

/**
 * What a machine takes words of memory for while threads run, and what it sees of them: constant until somebody stores to
 * them, one thread's own until another accesses them. Goes for globals and for what {@code init} has allocated; what is seen
 * is kept in {@link Mutability}.
 */
final class Guesses {
    private static final int SEVERAL = -1;

    private final Image image;
    private final Mutability mutability;
    private final Symmetry symmetry;
    /** Whether it matters who accesses what. */
    private final boolean ownWords;
    /** Who accesses memory: a slot, or several that are alike. */
    private int accessor = SEVERAL;

    Guesses(Image image, Mutability mutability, Symmetry symmetry, boolean ownWords) {
        this.image = image;
        this.mutability = mutability;
        this.symmetry = symmetry;
        this.ownWords = ownWords;
    }

    private static int word(long address) {
        return (int) (Address.offset(address) >> 3);
    }

    /** Slot 0 allocates from a sequence of its own, and while threads run it does not. */
    private boolean madeByInit(HeapObject object) {
        return (object.id - image.globalCount) % Long.SIZE == 0;
    }

    private boolean concerns(Phase phase, HeapObject object) {
        return phase == Phase.THREADS && (object == null || madeByInit(object));
    }

    /** True if nobody has been seen to store to the word at {@code address} while threads run; it must exist. */
    boolean constant(HeapObject object, long address) {
        return object == null ? !mutability.globalChanges(image.firstWord[Address.object(address)] + word(address))
            : madeByInit(object) && object.live() && !mutability.heapChanges(object.id, word(address));
    }

    /** True if nobody but the running thread has been seen to access the word at {@code address} while threads run. */
    boolean own(HeapObject object, long address) {
        if (!ownWords || accessor == SEVERAL) {
            return false;
        }
        return object == null
            ? mutability.globalIsOwn(image.firstWord[Address.object(address)] + word(address), accessor)
            : madeByInit(object) && object.live() && mutability.heapIsOwn(object.id, word(address), accessor);
    }

    /** What is done from now on is done by the thread in {@code slot}. */
    void runs(int slot) {
        accessor = symmetry.isAlike(slot) ? SEVERAL : slot;
    }

    /** The running thread accesses the word at {@code address}. */
    void accesses(Phase phase, HeapObject object, long address) {
        if (ownWords && concerns(phase, object)) {
            accessed(Address.object(address), word(address), accessor);
        }
    }

    /** The word at {@code address} is stored to, or will be. */
    void stores(Phase phase, HeapObject object, long address) {
        if (concerns(phase, object)) {
            stored(Address.object(address), word(address));
        }
    }

    /** The word at {@code address} shall not be taken to be constant, nor one thread's own: somebody waits for it to change. */
    void doubt(long address) {
        stored(Address.object(address), word(address));
        accessed(Address.object(address), word(address), SEVERAL);
    }

    /** The whole object changes: it is freed, or handed out again. */
    void changes(Phase phase, HeapObject object) {
        if (concerns(phase, object)) {
            for (int w = 0; w < (object.size + 7) / 8; w++) {
                stored(object.id, w);
                accessed(object.id, w, SEVERAL);
            }
        }
    }

    private void stored(int id, int word) {
        if (id < image.globalCount) {
            mutability.globalStored(image.firstWord[id] + word);
        } else {
            mutability.heapStored(id, word);
        }
    }

    private void accessed(int id, int word, int by) {
        if (id < image.globalCount) {
            mutability.globalAccessed(image.firstWord[id] + word, by);
        } else {
            mutability.heapAccessed(id, word, by);
        }
    }
}
