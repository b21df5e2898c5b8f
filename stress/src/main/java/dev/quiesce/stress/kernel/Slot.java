package dev.quiesce.stress.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** A slot is the memory of one object. It never becomes the memory of another: what is freed stays freed. */
final class Slot {
    /** The byte with which the kernel fills freed memory, {@code POISON_FREE}, eight times. */
    static final long POISON = 0x6b6b_6b6b_6b6b_6b6bL;

    /** The same for memory that was allocated and not written yet, {@code POISON_INUSE}. */
    static final long UNWRITTEN = 0x5a5a_5a5a_5a5a_5a5aL;

    /** What may be done with an object. */
    enum Kind { GLOBAL, CONSTANT, HEAP, TYPESAFE, AUTOMATIC }

    private static final VarHandle LIVE;

    static {
        try {
            LIVE = MethodHandles.lookup().findVarHandle(Slot.class, "live", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Kind kind;
    final int size;
    final boolean zeroed;
    final MemorySegment bytes;
    private final long[] words;
    private boolean live = true;

    private Slot(Kind kind, int size, boolean zeroed, long[] words) {
        this.kind = kind;
        this.size = size;
        this.zeroed = zeroed;
        this.words = words;
        bytes = MemorySegment.ofArray(words);
    }

    static Slot global(Layout.Global global) {
        return new Slot(global.readOnly() ? Kind.CONSTANT : Kind.GLOBAL, (int) global.size(), true,
            global.words().clone());
    }

    static Slot object(Kind kind, int size, boolean zeroed) {
        long[] words = new long[(size + 7) / 8];
        if (!zeroed) {
            Arrays.fill(words, UNWRITTEN);
        }
        return new Slot(kind, size, zeroed, words);
    }

    boolean isLive() {
        return (boolean) LIVE.getAcquire(this);
    }

    /** Fills the object with poison; false if it was freed before. */
    boolean free() {
        if (!LIVE.compareAndSet(this, true, false)) {
            return false;
        }
        if (kind != Kind.TYPESAFE) {
            VarHandle word = Memory.WORD;
            for (int w = 0; w < words.length; w++) {
                word.setRelease(bytes, w * 8L, POISON);
            }
        }
        return true;
    }

    /** Its contents are unknown again. */
    void clear() {
        for (int w = 0; w < words.length; w++) {
            Memory.WORD.setRelease(bytes, w * 8L, UNWRITTEN);
        }
    }

    /** True if somebody has written to the object since it was freed. Asked when all threads are done. */
    boolean damaged() {
        if (live || kind == Kind.TYPESAFE) {
            return false;
        }
        for (long word : words) {
            if (word != POISON) {
                return true;
            }
        }
        return false;
    }

    /** The words of the object, for whoever is alone. */
    long[] words() {
        return words;
    }
}
