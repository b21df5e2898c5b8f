package dev.quiesce.stress.handle;

/**
 * A handle is what a driver gives out for an offloaded state. The collector never reuses its memory under a reader, so
 * {@link #free} does what a kernel with SLUB poisoning does: it overwrites the contents. Who reads {@link #POISON} has
 * used the handle after it was freed.
 */
final class Handle {
    /** What a field holds before anything was written to it. */
    static final int BLANK = 0;

    /** What the driver programs into the device. */
    static final int KEY = 42;

    /** The byte with which the kernel fills freed memory, {@code POISON_FREE}. */
    static final int POISON = 0x6b;

    /** Not a field of any handle: the resolver found no handle at all. */
    static final int NONE = -1;

    /** Not a field of any handle: the resolver found one, looked again, and it was gone. */
    static final int GONE = -2;

    int key;

    void program() {
        key = KEY;
    }

    void free() {
        key = POISON;
    }

    static int keyOf(Handle found) {
        return found == null ? NONE : found.key;
    }
}
