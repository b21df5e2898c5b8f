package dev.quiesce.stress.kernel;

import dev.quiesce.program.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** A layout is the static storage of a model before anything has run: global objects by number, and what they hold. */
public final class Layout {
    private final List<Global> globals = new ArrayList<>();

    /** One global object: its initial contents, 8 bytes an element. */
    record Global(long size, boolean readOnly, long[] words) {}

    /** The next global, {@code size} bytes of zero. */
    public Layout global(long size) {
        return add(size, false);
    }

    /** The next global, which nobody may write. */
    public Layout constant(long size) {
        return add(size, true);
    }

    private Layout add(long size, boolean readOnly) {
        globals.add(new Global(size, readOnly, new long[(int) (size + 7) / 8]));
        return this;
    }

    /** {@code value} stands at {@code offset} in the last global. */
    public Layout holds(long offset, ScalarType type, long value) {
        long[] words = globals.getLast().words();
        int shift = (int) (offset & 7) * 8;
        long mask = -1L >>> 64 - type.bits() << shift;
        int word = (int) (offset >> 3);
        words[word] = words[word] & ~mask | value << shift & mask;
        return this;
    }

    int count() {
        return globals.size();
    }

    Global global(int number) {
        return globals.get(number);
    }
}
