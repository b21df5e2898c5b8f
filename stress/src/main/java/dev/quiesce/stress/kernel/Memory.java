package dev.quiesce.stress.kernel;

import dev.quiesce.program.Address;
import dev.quiesce.program.Finding;
import dev.quiesce.program.ScalarType;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.BitSet;

/**
 * The memory of one run: global objects and allocated ones, under the addresses that the model has for them, byte for
 * byte as the C ABI lays them out. It knows which accesses are errors.
 */
final class Memory {
    static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle SHORT = ValueLayout.JAVA_SHORT.varHandle();
    private static final VarHandle BYTE = ValueLayout.JAVA_BYTE.varHandle();
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Slot[].class);
    private static final VarHandle USED;
    private static final int MOST_OBJECTS = 64;

    static {
        try {
            USED = MethodHandles.lookup().findVarHandle(Memory.class, "used", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int globals;
    private final Slot[] slots;
    private int used;

    Memory(Layout layout) {
        globals = layout.count();
        slots = new Slot[globals + MOST_OBJECTS];
        for (int g = 0; g < globals; g++) {
            slots[g] = Slot.global(layout.global(g));
        }
        used = globals;
    }

    /** The slot in which {@code bytes} bytes at {@code address} lie. */
    Slot at(long address, int bytes) {
        if (!Address.isAddress(address)) {
            throw Halt.of(address >= 0 && address < 65536 ? Finding.NULL_DEREF : Finding.WILD_ACCESS);
        }
        int object = Address.object(address);
        Slot slot = object < slots.length ? (Slot) SLOT.getAcquire(slots, object) : null;
        long offset = Address.offset(address);
        if (slot == null || offset < 0 || offset + bytes > slot.size || (offset & bytes - 1) != 0) {
            throw Halt.of(Finding.WILD_ACCESS);
        }
        return slot;
    }

    // ---- raw accesses, each with the strength its name says; they answer the bits, zero-extended

    static long plain(Slot s, ScalarType type, long offset) {
        return switch (type.bits()) {
            case 8 -> (byte) BYTE.get(s.bytes, offset) & 0xFFL;
            case 16 -> (short) SHORT.get(s.bytes, offset) & 0xFFFFL;
            case 32 -> (int) INT.get(s.bytes, offset) & 0xFFFF_FFFFL;
            default -> (long) WORD.get(s.bytes, offset);
        };
    }

    static long opaque(Slot s, ScalarType type, long offset) {
        return switch (type.bits()) {
            case 8 -> (byte) BYTE.getOpaque(s.bytes, offset) & 0xFFL;
            case 16 -> (short) SHORT.getOpaque(s.bytes, offset) & 0xFFFFL;
            case 32 -> (int) INT.getOpaque(s.bytes, offset) & 0xFFFF_FFFFL;
            default -> (long) WORD.getOpaque(s.bytes, offset);
        };
    }

    static long acquire(Slot s, ScalarType type, long offset) {
        return switch (type.bits()) {
            case 8 -> (byte) BYTE.getAcquire(s.bytes, offset) & 0xFFL;
            case 16 -> (short) SHORT.getAcquire(s.bytes, offset) & 0xFFFFL;
            case 32 -> (int) INT.getAcquire(s.bytes, offset) & 0xFFFF_FFFFL;
            default -> (long) WORD.getAcquire(s.bytes, offset);
        };
    }

    static void setPlain(Slot s, ScalarType type, long offset, long value) {
        switch (type.bits()) {
            case 8 -> BYTE.set(s.bytes, offset, (byte) value);
            case 16 -> SHORT.set(s.bytes, offset, (short) value);
            case 32 -> INT.set(s.bytes, offset, (int) value);
            default -> WORD.set(s.bytes, offset, value);
        }
    }

    static void setOpaque(Slot s, ScalarType type, long offset, long value) {
        switch (type.bits()) {
            case 8 -> BYTE.setOpaque(s.bytes, offset, (byte) value);
            case 16 -> SHORT.setOpaque(s.bytes, offset, (short) value);
            case 32 -> INT.setOpaque(s.bytes, offset, (int) value);
            default -> WORD.setOpaque(s.bytes, offset, value);
        }
    }

    static void release(Slot s, ScalarType type, long offset, long value) {
        switch (type.bits()) {
            case 8 -> BYTE.setRelease(s.bytes, offset, (byte) value);
            case 16 -> SHORT.setRelease(s.bytes, offset, (short) value);
            case 32 -> INT.setRelease(s.bytes, offset, (int) value);
            default -> WORD.setRelease(s.bytes, offset, value);
        }
    }

    static long current(Slot s, ScalarType type, long offset) {
        return switch (type.bits()) {
            case 8 -> (byte) BYTE.getVolatile(s.bytes, offset) & 0xFFL;
            case 16 -> (short) SHORT.getVolatile(s.bytes, offset) & 0xFFFFL;
            case 32 -> (int) INT.getVolatile(s.bytes, offset) & 0xFFFF_FFFFL;
            default -> (long) WORD.getVolatile(s.bytes, offset);
        };
    }

    /** True if {@code from} stood there and {@code to} stands there now; may fail only if {@code from} did not. */
    static boolean compareAndSet(Slot s, ScalarType type, long offset, long from, long to) {
        return switch (type.bits()) {
            case 64 -> WORD.compareAndSet(s.bytes, offset, from, to);
            case 32 -> INT.compareAndSet(s.bytes, offset, (int) from, (int) to);
            default -> compareAndSetPart(s, type, offset, from, to);
        };
    }

    /** The JVM compares and sets no less than four bytes: the neighbours are written back as they were. */
    private static boolean compareAndSetPart(Slot s, ScalarType type, long offset, long from, long to) {
        long word = offset & ~3L;
        int shift = (int) (offset & 3) * 8;
        int mask = (1 << type.bits()) - 1 << shift;
        while (true) {
            int old = (int) INT.getVolatile(s.bytes, word);
            if ((old & mask) != ((int) from << shift & mask)) {
                return false;
            }
            if (INT.compareAndSet(s.bytes, word, old, old & ~mask | (int) to << shift & mask)) {
                return true;
            }
        }
    }

    // ---- allocation

    /** The address of a new object. */
    long allocate(Slot.Kind kind, long size, boolean zeroed) {
        int number = (int) USED.getAndAdd(this, 1);
        if (number >= slots.length) {
            throw Halt.GAVE_UP;
        }
        SLOT.setRelease(slots, number, Slot.object(kind, (int) size, zeroed));
        return Address.of(number, 0);
    }

    void free(long address) {
        Slot slot = at(address, 1);
        switch (slot.kind) {
            case GLOBAL, CONSTANT, AUTOMATIC -> throw Halt.of(Finding.WILD_ACCESS);
            case HEAP, TYPESAFE -> {
                if (slot.isLive() && Address.offset(address) != 0) {
                    throw Halt.of(Finding.WILD_ACCESS);
                }
                if (!slot.free()) {
                    throw Halt.of(Finding.DOUBLE_FREE);
                }
            }
        }
    }

    /** An automatic object dies. */
    void expire(long address) {
        at(address, 1).free();
    }

    // ---- when all is over

    /** True if a freed object was written to. */
    boolean damaged() {
        for (int s = globals; s < slots.length && slots[s] != null; s++) {
            if (slots[s].damaged()) {
                return true;
            }
        }
        return false;
    }

    /** True if an object is left that no global leads to. */
    boolean leaks() {
        BitSet reached = new BitSet();
        for (int g = 0; g < globals; g++) {
            follow(slots[g], reached);
        }
        for (int s = globals; s < slots.length && slots[s] != null; s++) {
            if (slots[s].isLive() && slots[s].kind != Slot.Kind.AUTOMATIC && !reached.get(s)) {
                return true;
            }
        }
        return false;
    }

    private void follow(Slot from, BitSet reached) {
        for (long word : from.words()) {
            if (Address.isAddress(word)) {
                int object = Address.object(word);
                if (object >= globals && object < slots.length && slots[object] != null && slots[object].isLive()
                    && !reached.get(object)) {
                    reached.set(object);
                    follow(slots[object], reached);
                }
            }
        }
    }
}
