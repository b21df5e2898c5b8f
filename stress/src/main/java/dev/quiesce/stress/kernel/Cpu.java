package dev.quiesce.stress.kernel;

import dev.quiesce.program.Address;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction.AllocationFlag;
import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Instruction.LockKind;
import dev.quiesce.program.Instruction.Operation;
import dev.quiesce.program.Instruction.SpawnKind;
import dev.quiesce.program.ScalarType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A CPU runs one thread of the scenario, and what that thread starts after it. Emitted code calls its methods; each is
 * named for what it does to the JVM's memory, or for the primitive of the kernel that it is.
 */
public final class Cpu {
    private static final VarHandle DONE;
    private static final ScalarType LOCK_WORD = ScalarType.S32;
    private static final long HELD = 0xFFFF_FFFFL;

    static {
        try {
            DONE = MethodHandles.lookup().findVarHandle(Cpu.class, "callbacksDone", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Kernel kernel;
    private final Memory memory;
    private final int number;
    private Standing standing = new Standing(false);
    /** Threads on this CPU, the running one and those that wait for it, that are inside an RCU section. */
    private int readers;
    private final Deque<Started> started = new ArrayDeque<>(0);
    private int callbacksStarted;
    private int callbacksDone;
    private int regions;
    private boolean regionWrote;
    /** Of all attempts at the region whose guards do not hold. */
    private Patience waiting;
    /** Of all loops, and how often one has begun again. */
    private Patience looping;
    private int rounds;
    private long random;

    Cpu(Kernel kernel, int number) {
        this.kernel = kernel;
        this.memory = kernel.memory;
        this.number = number;
    }

    Kernel kernel() {
        return kernel;
    }

    int number() {
        return number;
    }

    // ---- loads and stores

    /** A load as emitted tests have it: at least as strong as any load of the kernel. */
    public long loadAcquire(ScalarType type, long address) {
        Slot slot = begin(type, address);
        long bits = Memory.acquire(slot, type, Address.offset(address));
        end();
        return checked(slot, type, bits);
    }

    public long loadOpaque(ScalarType type, long address) {
        Slot slot = begin(type, address);
        long bits = Memory.opaque(slot, type, Address.offset(address));
        end();
        return checked(slot, type, bits);
    }

    /** A load that the compiler may repeat, merge and move: weaker than anything in the kernel. */
    public long loadPlain(ScalarType type, long address) {
        Slot slot = begin(type, address);
        long bits = Memory.plain(slot, type, Address.offset(address));
        end();
        return checked(slot, type, bits);
    }

    /** A store as emitted tests have it: at least as strong as any store of the kernel. */
    public void storeRelease(ScalarType type, long address, long value) {
        Slot slot = beginWrite(type, address);
        Memory.release(slot, type, Address.offset(address), value);
        end();
    }

    public void storeOpaque(ScalarType type, long address, long value) {
        Slot slot = beginWrite(type, address);
        Memory.setOpaque(slot, type, Address.offset(address), value);
        end();
    }

    /** A store that the compiler may leave out and move: weaker than anything in the kernel. */
    public void storePlain(ScalarType type, long address, long value) {
        Slot slot = beginWrite(type, address);
        Memory.setPlain(slot, type, Address.offset(address), value);
        end();
    }

    private Slot begin(ScalarType type, long address) {
        if (kernel.exclusive && regions == 0) {
            kernel.takeRegion(this);
        }
        Slot slot = memory.at(address, type.bytes());
        if (slot.kind == Slot.Kind.TYPESAFE && !standing.reads() && !slot.isLive()) {
            throw Halt.of(Finding.USE_AFTER_FREE);
        }
        return slot;
    }

    private Slot beginWrite(ScalarType type, long address) {
        Slot slot = begin(type, address);
        if (slot.kind == Slot.Kind.CONSTANT) {
            throw Halt.of(Finding.WILD_ACCESS);
        }
        if (slot.kind != Slot.Kind.TYPESAFE && !slot.isLive()) {
            throw Halt.of(Finding.USE_AFTER_FREE);
        }
        regionWrote = true;
        return slot;
    }

    private void end() {
        if (kernel.exclusive && regions == 0) {
            kernel.giveRegion();
        }
    }

    /** What was read, unless it is what freeing or allocating has left there. */
    private static long checked(Slot slot, ScalarType type, long bits) {
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
    public long loadUnitAcquire(ScalarType type, long address, long mask) {
        Slot slot = begin(type, address);
        long bits = Memory.acquire(slot, type, Address.offset(address));
        end();
        return mask == 0 && slot.isLive() ? type.wrap(bits) : checked(slot, type, bits);
    }

    // ---- read-modify-writes: each is volatile and answers the value read

    public long exchange(ScalarType type, long address, long value) {
        return modify(Operation.EXCHANGE, type, address, value, 0);
    }

    public long compareExchange(ScalarType type, long address, long expected, long value) {
        return modify(Operation.COMPARE_EXCHANGE, type, address, value, expected);
    }

    public long add(ScalarType type, long address, long value) {
        return modify(Operation.ADD, type, address, value, 0);
    }

    public long subtract(ScalarType type, long address, long value) {
        return modify(Operation.SUBTRACT, type, address, value, 0);
    }

    public long and(ScalarType type, long address, long value) {
        return modify(Operation.AND, type, address, value, 0);
    }

    public long or(ScalarType type, long address, long value) {
        return modify(Operation.OR, type, address, value, 0);
    }

    public long xor(ScalarType type, long address, long value) {
        return modify(Operation.XOR, type, address, value, 0);
    }

    public long andNot(ScalarType type, long address, long value) {
        return modify(Operation.AND_NOT, type, address, value, 0);
    }

    /** Adds {@code value} unless {@code unless} is there. */
    public long addUnless(ScalarType type, long address, long unless, long value) {
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
        end();
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

    // ---- the heap

    /** A new object; {@code flags} are the bits of {@link AllocationFlag}. */
    public long allocate(long size, long flags) {
        if (size < 0 || size > Address.MAX_SIZE) {
            throw Halt.of(Finding.WILD_ACCESS);
        }
        if (size == 0) {
            return ZERO_SIZE;
        }
        boolean typesafe = AllocationFlag.TYPESAFE.in(flags);
        return memory.allocate(typesafe ? Slot.Kind.TYPESAFE : Slot.Kind.HEAP, size, AllocationFlag.ZERO.in(flags));
    }

    private static final long ZERO_SIZE = 16;

    /** Poisons the object. Nobody gets its memory again. */
    public void free(long address) {
        if (address == 0 || address == ZERO_SIZE) {
            return;
        }
        if (kernel.exclusive && regions == 0) {
            kernel.takeRegion(this);
        }
        memory.free(address);
        regionWrote = true;
        end();
    }

    /** The object on the stack at {@code address}, or a new one if that is 0, without contents. */
    public long automatic(long address, long size) {
        if (address == 0) {
            return memory.allocate(Slot.Kind.AUTOMATIC, Math.max(size, 1), false);
        }
        memory.at(address, 1).clear();
        return address;
    }

    /** The function that made it returns. */
    public void expire(long address) {
        if (address != 0) {
            memory.expire(address);
        }
    }

    // ---- locks

    /** Spins until the lock is taken; a full fence follows. */
    public void lock(LockKind kind, long address, Context context) {
        disable(context);
        for (Patience patience = new Patience(this); !take(kind, address); ) {
            patience.pause();
        }
        standing.took(address, kind, context);
    }

    public long tryLock(LockKind kind, long address, Context context) {
        if (!take(kind, address)) {
            return 0;
        }
        standing.took(address, kind, context);
        disable(context);
        return 1;
    }

    private boolean take(LockKind kind, long address) {
        Slot slot = beginWrite(LOCK_WORD, address);
        long offset = Address.offset(address);
        long bits = Memory.current(slot, LOCK_WORD, offset);
        long word = checked(slot, LOCK_WORD, bits);
        boolean free = kind.shared() ? word >= 0 : word == 0;
        boolean taken = free && Memory.compareAndSet(slot, LOCK_WORD, offset, bits, kind.shared() ? word + 1 : HELD);
        end();
        if (taken) {
            VarHandle.fullFence();
        }
        return taken;
    }

    public void unlock(LockKind kind, long address, Context context) {
        standing.gives(address, kind, context);
        if (kind.shared()) {
            add(LOCK_WORD, address, -1);
        } else {
            storeRelease(LOCK_WORD, address, 0);
        }
        enable(context);
    }

    public long isHeld(long address) {
        return standing.holds(address) ? 1 : 0;
    }

    // ---- contexts

    public void disable(Context context) {
        boolean before = standing.reads();
        standing.enter(context);
        note(before);
    }

    public void enable(Context context) {
        boolean before = standing.reads();
        standing.leave(context);
        note(before);
    }

    /** Where the thread may sleep, what it has started may run. */
    public void mightSleep(boolean gracePeriod) {
        if (standing.mustNotSleep()) {
            throw Halt.of(gracePeriod && standing.inExplicitSection() ? Finding.RCU_MISUSE : Finding.SLEEP_IN_ATOMIC);
        }
        if (!started.isEmpty() && choose(2) == 0) {
            drain();
        }
    }

    public long inSoftirq() {
        return standing.softirq() || standing.isDisabled(Context.BOTTOM_HALVES) ? 1 : 0;
    }

    public long inRcuSection() {
        return standing.reads() ? 1 : 0;
    }

    public long isDisabled(Context context) {
        return standing.isDisabled(context) ? 1 : 0;
    }

    public long mustNotSleep() {
        return standing.mustNotSleep() ? 1 : 0;
    }

    // ---- RCU

    public void readLock(Context flavour) {
        boolean before = standing.reads();
        standing.readLock(flavour);
        note(before);
    }

    public void readUnlock(Context flavour) {
        boolean before = standing.reads();
        standing.readUnlock(flavour);
        note(before);
    }

    /** Tells the grace periods if the running thread has begun or ceased to read. */
    private void note(boolean before) {
        boolean after = standing.reads();
        if (!before && after && readers++ == 0) {
            kernel.rcu.enter(number);
        } else if (before && !after && --readers == 0) {
            kernel.rcu.leave(number);
        }
    }

    public void synchronize() {
        if (standing.reads()) {
            throw Halt.of(Finding.RCU_MISUSE);
        }
        awaitReaders(0);
    }

    private void awaitReaders(long domain) {
        // A reader below on this very CPU waits for us: only a thread of its own could go on.
        if (regions > 0 || domain == 0 && readers > 0) {
            throw Halt.GAVE_UP;
        }
        (domain == 0 ? kernel.rcu : kernel.domain(domain)).synchronize(this);
    }

    public long sleepableReadLock(long domain) {
        memory.at(domain, 1);
        if (standing.timesIn(domain) == 0) {
            kernel.domain(domain).enter(number);
        }
        standing.enterDomain(domain);
        return 0;
    }

    public void sleepableReadUnlock(long domain) {
        memory.at(domain, 1);
        standing.leaveDomain(domain);
        if (standing.timesIn(domain) == 0) {
            kernel.domain(domain).leave(number);
        }
    }

    public void sleepableSynchronize(long domain) {
        memory.at(domain, 1);
        if (standing.timesIn(domain) > 0) {
            throw Halt.of(Finding.RCU_MISUSE);
        }
        awaitReaders(domain);
    }

    // ---- calls and threads started on the way

    /** Calls what a pointer points to. */
    public long call(long function, long... arguments) {
        return kernel.call(this, C.function(function), arguments);
    }

    public void start(SpawnKind kind, long function, long argument, long domain) {
        regionWrote = true;
        Started one = new Started(kind, C.function(function), argument, domain);
        started.add(one);
        if (one.callback()) {
            callbacksStarted++;
        }
    }

    /** Waits for the callbacks that were given before now. */
    public void barrier() {
        for (Cpu other : kernel.cpus) {
            int given = other.callbacksStarted;
            for (Patience patience = new Patience(this); (int) DONE.getAcquire(other) - given < 0; ) {
                patience.pause();
            }
        }
        VarHandle.fullFence();
    }

    /** Runs what was started here, unless the running thread is where others might have to wait for it. */
    void drain() {
        while (!started.isEmpty() && regions == 0 && !standing.mayBlockOthers()) {
            run(started.poll());
        }
    }

    private void run(Started next) {
        Standing below = standing;
        if (next.callback()) {
            awaitReaders(next.domain());
        }
        standing = new Standing(next.kind().softirq());
        note(false);
        kernel.call(this, next.function(), next.argument());
        standing.checkClean();
        boolean reader = standing.reads();
        standing = new Standing(false);
        note(reader);
        standing = below;
        if (next.callback()) {
            DONE.setRelease(this, callbacksDone + 1);
        }
    }

    /** Runs what {@code other} has started, after its own thread. */
    void inherit(Cpu other) {
        callbacksStarted += (int) other.started.stream().filter(Started::callback).count();
        other.callbacksStarted -= callbacksStarted;
        started.addAll(other.started);
        other.started.clear();
    }

    /** Runs one of the scenario's own threads from beginning to end; what {@code init} starts is left to others. */
    void run(int part, boolean softirq) {
        standing = new Standing(softirq);
        note(false);
        kernel.run(part, this);
        standing.checkClean();
        boolean reader = standing.reads();
        standing = new Standing(false);
        note(reader);
        if (part != Kernel.INIT) {
            drain();
        }
    }

    // ---- indivisible regions

    /** No other region runs until the matching end. */
    public void beginRegion() {
        if (regions == 0) {
            kernel.takeRegion(this);
            kernel.ghosts.keep();
            regionWrote = false;
        }
        regions++;
    }

    public void endRegion() {
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
    public void retreat(int depth) {
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

    public long ghost(long table, long key) {
        return kernel.ghosts.get(table, key);
    }

    public void setGhost(long table, long key, long value) {
        kernel.ghosts.set(table, key, value);
    }

    // ---- what the checker is told

    /** One of {@code count} ways, at random. */
    public int choose(long count) {
        if (count <= 0) {
            throw Halt.DISCARDED;
        }
        if (random == 0) {
            random = kernel.seed() + number;
        }
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return (int) Long.remainderUnsigned(random, count);
    }

    /** The execution is discarded unless {@code condition} holds. */
    public void assume(boolean condition) {
        if (!condition) {
            throw Halt.DISCARDED;
        }
    }

    /** A guard of a region that a caller began: nothing here can go back to its beginning. */
    public void guard(boolean condition) {
        if (!condition) {
            throw Halt.GAVE_UP;
        }
    }

    /** A loop begins or goes round: it must not do so for ever. */
    public void again() {
        if (++rounds % ROUNDS == 0) {
            if (looping == null) {
                looping = new Patience(this);
            }
            looping.pause();
        }
    }

    private static final int ROUNDS = 64;

    /** WILD_ACCESS unless {@code index} is one of {@code count}. */
    public void checkIndex(long index, long count) {
        if (index < 0 || index >= count) {
            throw Halt.of(Finding.WILD_ACCESS);
        }
    }

    public void observe(int name, long value) {
        kernel.observed.set(name, value);
    }

    /** What a thread that has committed an error throws. */
    public Halt report(Finding finding) {
        return Halt.of(finding);
    }

    /** The number of the CPU, from 1. */
    public long thread() {
        return number;
    }

    /** Whether anybody holds the lock. */
    public long isLocked(long address) {
        return loadAcquire(LOCK_WORD, address) != 0 ? 1 : 0;
    }
}
