package dev.quiesce.stress.kernel;

import dev.quiesce.program.Address;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction.Operation;
import dev.quiesce.program.ScalarType;

/**
 * The part of a CPU that accesses memory: loads, stores, read-modify-writes, and indivisible regions of them. Finds the
 * errors that an access can be.
 */
abstract sealed class LoadStoreUnit permits Cpu {
    final Kernel kernel;
    final Memory memory;
    private int regions;
    private boolean regionWrote;
    /** Of all attempts at the region whose guards do not hold. */
    private Patience waiting;

    LoadStoreUnit(Kernel kernel) {
        this.kernel = kernel;
        memory = kernel.memory;
    }

    /** True if the running thread is inside an RCU read-side section. */
    abstract boolean reads();

    /** Runs what was left for later, as it may be what a wait is for. */
    abstract void drain();

    // ---- loads and stores

    /** A load as emitted tests have it: at least as strong as any load of the kernel. */
    public final long loadAcquire(ScalarType type, long address) {
        Slot slot = beginRead(type, address);
        long bits = Memory.acquire(slot, type, Address.offset(address));
        endAccess();
        return checked(slot, type, bits);
    }

    public final long loadOpaque(ScalarType type, long address) {
        Slot slot = beginRead(type, address);
        long bits = Memory.opaque(slot, type, Address.offset(address));
        endAccess();
        return checked(slot, type, bits);
    }

    /** A load that the compiler may repeat, merge and move: weaker than anything in the kernel. */
    public final long loadPlain(ScalarType type, long address) {
        Slot slot = beginRead(type, address);
        long bits = Memory.plain(slot, type, Address.offset(address));
        endAccess();
        return checked(slot, type, bits);
    }

    /** A store as emitted tests have it: at least as strong as any store of the kernel. */
    public final void storeRelease(ScalarType type, long address, long value) {
        Slot slot = beginWrite(type, address);
        Memory.release(slot, type, Address.offset(address), value);
        endAccess();
    }

    public final void storeOpaque(ScalarType type, long address, long value) {
        Slot slot = beginWrite(type, address);
        Memory.setOpaque(slot, type, Address.offset(address), value);
        endAccess();
    }

    /** A store that the compiler may leave out and move: weaker than anything in the kernel. */
    public final void storePlain(ScalarType type, long address, long value) {
        Slot slot = beginWrite(type, address);
        Memory.setPlain(slot, type, Address.offset(address), value);
        endAccess();
    }

    private Slot beginRead(ScalarType type, long address) {
        beginAccess();
        Slot slot = memory.at(address, type.bytes());
        if (slot.kind == Slot.Kind.TYPESAFE && !reads() && !slot.isLive()) {
            throw Halt.of(Finding.USE_AFTER_FREE);
        }
        return slot;
    }

    final Slot beginWrite(ScalarType type, long address) {
        Slot slot = beginRead(type, address);
        if (slot.kind == Slot.Kind.CONSTANT) {
            throw Halt.of(Finding.WILD_ACCESS);
        }
        if (slot.kind != Slot.Kind.TYPESAFE && !slot.isLive()) {
            throw Halt.of(Finding.USE_AFTER_FREE);
        }
        wrote();
        return slot;
    }

    /** Before a single access, which must not come between those of a region. */
    final void beginAccess() {
        if (kernel.exclusive && regions == 0) {
            kernel.takeRegion(this);
        }
    }

    final void endAccess() {
        if (kernel.exclusive && regions == 0) {
            kernel.giveRegion();
        }
    }

    /** Something was changed that others can see: a region cannot be left as if it had not begun. */
    final void wrote() {
        regionWrote = true;
    }

    /** What was read, unless it is what freeing or allocating has left there. */
    static long checked(Slot slot, ScalarType type, long bits) {
        long all = -1L >>> 64 - type.bits();
        if (bits == (Slot.POISON & all) && slot.kind != Slot.Kind.TYPESAFE && !slot.isLive()) {
            throw Halt.of(Finding.USE_AFTER_FREE);
        }
        if (bits == (Slot.UNWRITTEN & all) && !slot.zeroed) {
            throw Halt.of(Finding.UNINIT_READ);
        }
        return type.wrap(bits);
    }

    /** Loads the unit of a bit-field, of which only the bits of {@code mask} are looked at. */
    public final long loadUnitAcquire(ScalarType type, long address, long mask) {
        Slot slot = beginRead(type, address);
        long bits = Memory.acquire(slot, type, Address.offset(address));
        endAccess();
        return mask == 0 && slot.isLive() ? type.wrap(bits) : checked(slot, type, bits);
    }

    // ---- read-modify-writes: each is volatile and answers the value read

    public final long exchange(ScalarType type, long address, long value) {
        return modify(Operation.EXCHANGE, type, address, value, 0);
    }

    public final long compareExchange(ScalarType type, long address, long expected, long value) {
        return modify(Operation.COMPARE_EXCHANGE, type, address, value, expected);
    }

    public final long add(ScalarType type, long address, long value) {
        return modify(Operation.ADD, type, address, value, 0);
    }

    public final long subtract(ScalarType type, long address, long value) {
        return modify(Operation.SUBTRACT, type, address, value, 0);
    }

    public final long and(ScalarType type, long address, long value) {
        return modify(Operation.AND, type, address, value, 0);
    }

    public final long or(ScalarType type, long address, long value) {
        return modify(Operation.OR, type, address, value, 0);
    }

    public final long xor(ScalarType type, long address, long value) {
        return modify(Operation.XOR, type, address, value, 0);
    }

    public final long andNot(ScalarType type, long address, long value) {
        return modify(Operation.AND_NOT, type, address, value, 0);
    }

    /** Adds {@code value} unless {@code unless} is there. */
    public final long addUnless(ScalarType type, long address, long unless, long value) {
        return modify(Operation.ADD_UNLESS, type, address, value, unless);
    }

    private long modify(Operation operation, ScalarType type, long address, long operand, long expected) {
        Slot slot = beginWrite(type, address);
        long offset = Address.offset(address);
        long bits;
        long old;
        do {
            bits = Memory.current(slot, type, offset);
            old = checked(slot, type, bits);
            boolean writes = switch (operation) {
                case COMPARE_EXCHANGE -> old == type.wrap(expected);
                case ADD_UNLESS -> old != type.wrap(expected);
                case EXCHANGE, ADD, SUBTRACT, AND, OR, XOR, AND_NOT -> true;
            };
            if (!writes) {
                break;
            }
        } while (!Memory.compareAndSet(slot, type, offset, bits, updated(operation, old, operand)));
        endAccess();
        return old;
    }

    private static long updated(Operation operation, long old, long operand) {
        return switch (operation) {
            case EXCHANGE, COMPARE_EXCHANGE -> operand;
            case ADD, ADD_UNLESS -> old + operand;
            case SUBTRACT -> old - operand;
            case AND -> old & operand;
            case OR -> old | operand;
            case XOR -> old ^ operand;
            case AND_NOT -> old & ~operand;
        };
    }

    // ---- indivisible regions

    /** No other region runs until the matching end. */
    public final void beginRegion() {
        if (regions == 0) {
            kernel.takeRegion(this);
            kernel.ghosts.keep();
            regionWrote = false;
        }
        regions++;
    }

    public final void endRegion() {
        if (--regions == 0) {
            waiting = null;
            kernel.giveRegion();
        }
    }

    /**
     * A guard does not hold: as if the region had not begun. The caller goes back to its beginning.
     *
     * @param depth regions that the running function is in: the outermost must be one of them
     */
    public final void retreat(int depth) {
        if (regions != depth || regionWrote) {
            throw Halt.GAVE_UP;
        }
        kernel.ghosts.forget();
        regions = 0;
        kernel.giveRegion();
        if (waiting == null) {
            waiting = new Patience(this);
        }
        waiting.pause();
    }

    public final long ghost(long table, long key) {
        return kernel.ghosts.get(table, key);
    }

    public final void setGhost(long table, long key, long value) {
        kernel.ghosts.set(table, key, value);
    }

    /** True inside a region. */
    final boolean inRegion() {
        return regions > 0;
    }
}
