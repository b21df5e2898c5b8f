package dev.quiesce.stress.kernel;

import dev.quiesce.program.Address;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction.AllocationFlag;
import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Instruction.LockKind;
import dev.quiesce.program.Instruction.SpawnKind;
import dev.quiesce.program.ScalarType;
import java.lang.invoke.VarHandle;

/**
 * A CPU runs one thread of the scenario, and what that thread starts after it. Emitted code calls its methods; each is
 * named for what it does to the JVM's memory, or for the primitive of the kernel that it is.
 */
public final class Cpu extends LoadStoreUnit {
    private static final ScalarType LOCK_WORD = ScalarType.S32;
    private static final long HELD = 0xFFFF_FFFFL;

    final Scheduler scheduler = new Scheduler(this);
    private final int number;
    private Standing standing = new Standing(false);
    /** Threads on this CPU, the running one and those that wait for it, that are inside an RCU section. */
    private int readers;
    /** Of all loops, and how often one has begun again. */
    private Patience looping;
    private int rounds;
    private long random;

    Cpu(Kernel kernel, int number) {
        super(kernel);
        this.number = number;
    }

    int number() {
        return number;
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
        beginAccess();
        memory.free(address);
        wrote();
        endAccess();
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
        endAccess();
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

    /** Whether anybody holds the lock. */
    public long isLocked(long address) {
        return loadAcquire(LOCK_WORD, address) != 0 ? 1 : 0;
    }

    // ---- contexts

    public void disable(Context context) {
        boolean before = reads();
        standing.enter(context);
        note(before, reads());
    }

    public void enable(Context context) {
        boolean before = reads();
        standing.leave(context);
        note(before, reads());
    }

    /** Where the thread may sleep, what it has started may run. */
    public void mightSleep(boolean gracePeriod) {
        if (standing.mustNotSleep()) {
            throw Halt.of(gracePeriod && standing.inExplicitSection() ? Finding.RCU_MISUSE : Finding.SLEEP_IN_ATOMIC);
        }
        if (!scheduler.isEmpty() && choose(2) == 0) {
            drain();
        }
    }

    public long inSoftirq() {
        return standing.softirq() || standing.isDisabled(Context.BOTTOM_HALVES) ? 1 : 0;
    }

    public long inRcuSection() {
        return reads() ? 1 : 0;
    }

    public long isDisabled(Context context) {
        return standing.isDisabled(context) ? 1 : 0;
    }

    public long mustNotSleep() {
        return standing.mustNotSleep() ? 1 : 0;
    }

    // ---- RCU

    public void readLock(Context flavour) {
        boolean before = reads();
        standing.readLock(flavour);
        note(before, reads());
    }

    public void readUnlock(Context flavour) {
        boolean before = reads();
        standing.readUnlock(flavour);
        note(before, reads());
    }

    /** Tells the grace periods if the running thread has begun or ceased to read. */
    private void note(boolean before, boolean after) {
        if (!before && after && readers++ == 0) {
            kernel.rcu.enter(number);
        } else if (before && !after && --readers == 0) {
            kernel.rcu.leave(number);
        }
    }

    @Override
    boolean reads() {
        return standing.reads();
    }

    public void synchronize() {
        if (reads()) {
            throw Halt.of(Finding.RCU_MISUSE);
        }
        awaitReaders(0);
    }

    void awaitReaders(long domain) {
        // A reader below on this very CPU waits for us: only a thread of its own could go on.
        if (inRegion() || domain == 0 && readers > 0) {
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

    // ---- calls and threads

    /** Calls what a pointer points to. */
    public long call(long function, long... arguments) {
        return kernel.call(this, C.function(function), arguments);
    }

    public void start(SpawnKind kind, long function, long argument, long domain) {
        wrote();
        scheduler.add(new Started(kind, C.function(function), argument, domain));
    }

    /** Waits for the callbacks that were given before now. */
    public void barrier() {
        for (Cpu other : kernel.cpus) {
            other.scheduler.awaitCallbacks(this);
        }
        VarHandle.fullFence();
    }

    /** Begins to run a thread; the one below it, which stood as the answer says, goes on when that has {@linkplain #endThread ended}. */
    Standing beginThread(boolean softirq) {
        Standing below = standing;
        standing = new Standing(softirq);
        note(false, reads());
        return below;
    }

    /** The running thread has returned from its function: it must have let go of everything. */
    void endThread(Standing below) {
        standing.checkClean();
        note(reads(), false);
        standing = below;
    }

    /** Runs what was started here, unless the running thread is where others might have to wait for it. */
    @Override
    void drain() {
        while (!scheduler.isEmpty() && !inRegion() && !standing.mayBlockOthers()) {
            scheduler.runNext();
        }
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
}
