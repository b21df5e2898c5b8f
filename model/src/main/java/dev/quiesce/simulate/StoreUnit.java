package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.*;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.SharedState.SystemTable;
import dev.quiesce.simulate.StoreBuffer.Entry;
import java.util.HashSet;
import java.util.Set;

/**
 * What x86-TSO puts between the running thread and memory: its store buffer. Stores go in; loads find their own thread's
 * stores there, the newest first; full barriers and locked instructions wait until nothing is left in it. What leaves it
 * does so in a step of its own. What others could not tell bypasses it: stores to what they cannot reach, and where it is
 * empty whatever may as well be seen at once as late (the end of a critical section or of an object, the start of a thread).
 *
 * <p>An indivisible block that does several things, one of them a change, or that has to do with what the machine keeps and
 * does not {@linkplain RegionKind#LOOK only look}, is a critical section of one lock that all such blocks share: it begins when
 * the buffer is empty and nobody else's block is under way to memory, and gets there as a whole. A ghost block is not ordered
 * and orders nothing: what only ghost blocks look at changes at once.
 */
final class StoreUnit {
    private final Machine m;
    private final World world;
    private final Runner runner;
    private final Image image;
    private final boolean present;
    /** In the outermost block: entries from before it, what it has done so far, whether it keeps others out or only looks. */
    private int older;
    private boolean touched;
    private boolean changed;
    private boolean exclusive;
    private boolean looking;
    /** Addresses that the ghost block the thread is in has loaded from. */
    private final Set<Long> readByGhost = new HashSet<>();
    private Site leaving = Site.NONE;

    StoreUnit(Machine machine) {
        m = machine;
        world = machine.world;
        runner = machine.runner;
        image = machine.image;
        present = image.storeBuffers;
    }

    /** True if what the running thread does now goes through its store buffer. */
    boolean delays() {
        return present && (holds() || !onlyOne());
    }

    /** True if there is nobody else, or it does not matter as while {@code init} runs. */
    private boolean onlyOne() {
        return m.stepper.alone() || m.othersAlive() == 0;
    }

    /** Nobody can tell when things leave the buffer if there is nobody else: it is emptied before the step begins. */
    void beginStep() {
        if (holds() && onlyOne()) {
            empty();
        }
    }

    /** True if something is in it, which what comes next must not overtake. */
    boolean holds() {
        return !runner.buffer.isEmpty();
    }

    void push(Entry entry) {
        if (runner.buffer.size() == StoreBuffer.MOST) {
            throw Stop.Exhausted.STORES;
        }
        runner.buffer = runner.buffer.with(entry);
        m.changes++;
        if (m.recorder != null) {
            m.recorder.delayed(runner.slot, entry);
        }
    }

    /** Where that was done which left the buffer last. */
    Site leaving() {
        return leaving;
    }

    private void empty() {
        while (holds()) {
            leave();
        }
    }

    /** True if the store that gives back such a lock goes into the buffer; that of a reader is a locked instruction. */
    boolean delays(LockKind kind) {
        return !kind.shared() && delays() && (holds() || image.observesLocks);
    }

    /** True if an instruction outside of blocks has to wait until the buffer, which is not, is empty. */
    boolean mustDrain(Instruction i) {
        return switch (i) {
            case ReadModifyWrite r -> true;
            case Fence f -> isFull(f.kind());
            case Lock l -> true;
            case TryLock t -> looksFree(t);
            case Unlock u -> u.kind().shared();
            case Synchronize s -> true;
            case SleepableSynchronize s -> true;
            case Barrier b -> runner.buffer.starts();
            case Load l -> overlapsPartly(l.address(), l.type());
            case LoadBits l -> overlapsPartly(l.address(), l.type());
            default -> false;
        };
    }

    static boolean isFull(FenceKind kind) {
        return kind == FenceKind.MB || kind == FenceKind.AFTER_SRCU_READ_UNLOCK;
    }

    private boolean overlapsPartly(Expression address, ScalarType type) {
        try {
            return runner.buffer.overlapsPartly(m.value(address, Site.NONE), type);
        } catch (Stop s) {
            return false;
        }
    }

    /** A lock that is seen taken is left alone by a plain load; one that is seen free is tried by a locked instruction. */
    private boolean looksFree(TryLock t) {
        try {
            long address = m.value(t.address(), Site.NONE);
            HeapObject o = world.check(address, ScalarType.S32.bytes(), true, runner.reader(), Site.NONE);
            long word = runner.buffer.forward(address, ScalarType.S32,
                world.load(o, address, ScalarType.S32, 0, Site.NONE));
            return Locks.isFree(world, runner, word, address, t.kind(), false);
        } catch (Stop s) {
            return false;
        }
    }

    // ---- accesses

    long load(HeapObject o, long address, ScalarType type, long wanted, Site site) {
        looks();
        noteLoad(address);
        return find(o, address, type, wanted, site);
    }

    private void noteLoad(long address) {
        if (present && inGhost()) {
            readByGhost.add(address);
        } else if (present && world.phase == SharedState.Phase.THREADS) {
            m.mutability.loaded(m.symmetry.common(address));
        }
    }

    private long find(HeapObject o, long address, ScalarType type, long wanted, Site site) {
        if (!holds()) {
            return world.load(o, address, type, wanted, site);
        }
        if (o != null && runner.buffer.ends(o.id)) {
            throw new Stop.Failed(Finding.USE_AFTER_FREE, "read", address, site);
        }
        if ((runner.buffer.forgotten(address, type) & wanted) != 0) {
            throw new Stop.Failed(Finding.UNINIT_READ, "", address, site);
        }
        long memory = world.load(o, address, type, wanted & ~runner.buffer.defined(address, type), site);
        long found = runner.buffer.forward(address, type, memory & Bits.mask(type));
        runner.buffer.tell(address, type, memory, found, m.symmetry);
        return found;
    }

    /** Puts a store into the buffer; false if it is to be made at once. */
    boolean store(HeapObject o, long address, ScalarType type, long value, long defines, Site site) {
        if (!delays() || inGhost() && actsAtOnce(address, type)) {
            return false;
        }
        changes();
        world.guesses.stores(world.phase, o, address);
        push(new StoreBuffer.Write(address, type, value & Bits.mask(type), defines & Bits.mask(type), false, runner.reader(),
            site));
        return true;
    }

    /** Puts into the buffer that the bits of {@code mask} hold no value any more; false if that is to be so at once. */
    boolean forget(HeapObject o, long address, ScalarType type, long mask, Site site) {
        if (!delays() || inGhost() && actsAtOnce(address, type)) {
            return false;
        }
        changes();
        world.guesses.stores(world.phase, o, address);
        push(new StoreBuffer.Write(address, type, 0, mask & Bits.mask(type), true, runner.reader(), site));
        return true;
    }

    /** The bits that this thread would not find a value in; {@code shared}: others may reach the object. */
    long withoutValue(HeapObject o, long address, ScalarType type, boolean shared) {
        long inMemory = world.withoutValue(o, address, type);
        return shared && holds() ? inMemory & ~runner.buffer.defined(address, type) | runner.buffer.forgotten(address, type) : inMemory;
    }

    /**
     * True of what only ghost blocks look at, and of what this one has read before, which makes it one operation; but no
     * store overtakes one of the same thread to the same place.
     */
    private boolean actsAtOnce(long address, ScalarType type) {
        return runner.buffer.known(address, type) == 0
            && (m.mutability.setsAtOnce(m.symmetry.common(address)) || readByGhost.contains(address));
    }

    /** The read of a locked instruction, which only a ghost block may carry out while something is in the buffer. */
    long loadLocked(HeapObject o, long address, ScalarType type, Site site) {
        drain();
        noteLoad(address);
        return find(o, address, type, Bits.mask(type), site);
    }

    /** The write of a locked instruction. */
    void storeLocked(HeapObject o, long address, ScalarType type, long value, Site site) {
        if (!inGhost() || !store(o, address, type, value, Bits.mask(type), site)) {
            changes();
            world.store(o, address, type, value, Bits.mask(type));
        }
    }

    private boolean inGhost() {
        return m.regionDepth > 0 && m.ghost;
    }

    private boolean inBlock() {
        return m.regionDepth > 0 && !m.ghost;
    }

    /** A full barrier: waits for the buffer to be empty. */
    void drain() {
        if (!holds() || inGhost()) {
            return;
        }
        if (!inBlock() || older > 0) {
            throw Stop.Blocked.INSTANCE;
        }
        empty();
    }

    // ---- indivisible blocks

    void beginBlock(RegionKind kind) {
        looking = kind == RegionKind.LOOK;
        older = runner.buffer.size();
        touched = false;
        changed = false;
        exclusive = false;
        readByGhost.clear();
    }

    /** Looks at memory. */
    private void looks() {
        if (present && inBlock()) {
            if (changed) {
                keepOut();
            }
            touched = true;
        }
    }

    /** Changes memory. */
    private void changes() {
        if (present && inBlock()) {
            if (touched) {
                keepOut();
            }
            touched = true;
            changed = true;
        }
    }

    /** Looks at what the machine keeps, or changes it, which is seen at once: the kernel takes a lock for that. */
    void usesTable() {
        if (present && inBlock() && !looking) {
            keepOut();
        }
    }

    private void keepOut() {
        if (exclusive || !delays()) {
            return;
        }
        if (older > 0 || world.get(SystemTable.BLOCK, 0) != 0) {
            throw Stop.Blocked.INSTANCE;
        }
        exclusive = true;
    }

    void endBlock(Site site) {
        if (!present || runner.buffer.size() <= older) {
            return;
        }
        if (exclusive) {
            world.set(SystemTable.BLOCK, 0, runner.slot + 1L);
            push(new StoreBuffer.BlockEnd(site));
        }
        runner.buffer = runner.buffer.joined(older);
    }

    // ---- leaving the buffer

    /**
     * The oldest group takes effect, and with {@link Reduction#MERGED_STEPS} what comes right behind it and only lets others go on: nobody
     * can tell that apart.
     */
    void flush() {
        leaveGroup();
        while (m.mergedSteps && holds() && letsGo(runner.buffer.oldest())) {
            leaveGroup();
        }
    }

    private void leaveGroup() {
        while (runner.buffer.goesOn()) {
            leave();
        }
        leave();
    }

    private boolean letsGo(Entry entry) {
        return switch (entry) {
            case StoreBuffer.Unlock u -> !image.observesLocks && isGlobal(u.address());
            case StoreBuffer.Leave l -> l.domain() == Readers.RCU || isGlobal(l.domain());
            case StoreBuffer.BlockEnd e -> true;
            case StoreBuffer.Write _, StoreBuffer.Release _, StoreBuffer.Death _, StoreBuffer.Start _ -> false;
        };
    }

    /** What can be freed must not be touched early: others that see what was stored before may free it. */
    private boolean isGlobal(long address) {
        return Address.isAddress(address) && Address.object(address) < image.globalCount;
    }

    private void leave() {
        Entry entry = runner.buffer.oldest();
        leaving = entry.site();
        runner.buffer = runner.buffer.rest();
        if (m.recorder != null) {
            m.recorder.leaves(runner.slot, entry);
        }
        m.changes++;
        switch (entry) {
            case StoreBuffer.Write w -> m.executor.memory.write(w);
            case StoreBuffer.Release r -> m.executor.heap.release(r.address(), r.cache(), r.site());
            case StoreBuffer.Death d -> m.executor.heap.die(d.object());
            case StoreBuffer.Unlock u -> Locks.free(world,
                world.check(u.address(), ScalarType.S32.bytes(), true, false, u.site()), u.address(), u.kind(), u.site());
            case StoreBuffer.Leave l -> Readers.leave(world, l.domain(), runner.slot);
            case StoreBuffer.Start s -> m.executor.calls.start(s.kind(), s.function(), s.argument(), s.domain());
            case StoreBuffer.BlockEnd _ -> world.set(SystemTable.BLOCK, 0, 0);
        }
    }
}
