package dev.quiesce.simulate;

import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Instruction.IsLocked;
import dev.quiesce.program.Instruction.Lock;
import dev.quiesce.program.Instruction.LockKind;
import dev.quiesce.program.Instruction.TryLock;
import dev.quiesce.program.Instruction.Unlock;
import dev.quiesce.program.Order;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;

/** Locks that the running thread takes and gives back, with what is disabled meanwhile. */
final class LockUnit {
    private final Machine m;
    private final World world;
    private final Runner runner;
    private final MemoryUnit memory;
    private final RcuUnit rcu;
    private final StoreUnit stores;

    LockUnit(Machine machine, MemoryUnit memory, RcuUnit rcu) {
        m = machine;
        world = machine.world;
        runner = machine.runner;
        stores = machine.stores;
        this.memory = memory;
        this.rcu = rcu;
    }

    /** False if the thread waits, as a writer in the lock's queue: it takes the lock when it executes this again. */
    boolean lock(Lock l, long address) {
        stores.drain();
        boolean queued = runner.wait == ThreadState.Wait.LOCK;
        if (!queued) {
            rcu.disable(l.context(), l.site());
        }
        HeapObject o = check(address, l.site());
        if (Locks.take(world, runner, o, address, l.kind(), l.context(), true, l.site())) {
            if (queued) {
                runner.wait = ThreadState.Wait.NONE;
                Locks.leaveQueue(world, address);
            }
            taken(address, l.kind(), l.site());
            return true;
        }
        if (queued || m.regionDepth > 0 || !Locks.enterQueue(world, runner, o, address, l)) {
            throw Stop.Blocked.INSTANCE;
        }
        runner.wait = ThreadState.Wait.LOCK;
        m.stepper.rest();
        m.footprint.add(address, 0, true, false, l.site());
        m.changes++;
        if (m.recorder != null) {
            m.recorder.queued(runner.slot);
        }
        return false;
    }

    /** False if the lock cannot be had now. */
    boolean tryLock(TryLock t, long address) {
        if (stores.holds() && stores.mustDrain(t)) {
            stores.drain();
        }
        HeapObject o = check(address, t.site());
        if (t.kind() == LockKind.MUTEX && runner.softirq()) {
            throw new Stop.Failed(Finding.LOCK_MISUSE, "tries to take a mutex in softirq context", address, t.site());
        }
        if (!Locks.take(world, runner, o, address, t.kind(), t.context(), false, t.site())) {
            return false;
        }
        rcu.disable(t.context(), t.site());
        taken(address, t.kind(), t.site());
        return true;
    }

    /**
     * True if anybody holds the lock, or waits for it in the queue, which one word of the kernel's says together; of an SRCU domain, if
     * anybody is inside it or a callback of it has not run.
     */
    boolean isLocked(IsLocked l, long address) {
        return memory.load(address, ScalarType.S32, Bits.mask(ScalarType.S32), Order.ONCE, l.site()) != 0
            || Locks.queued(world, address) > 0 || Readers.any(world, address);
    }

    void unlock(Unlock u, long address) {
        LockKind kind = u.kind();
        Context context = u.context();
        Site site = u.site();
        HeapObject o = check(address, site);
        Locks.give(runner, address, kind, context, site);
        if (stores.delays(kind)) {
            stores.push(new StoreBuffer.Unlock(kind, address, site));
        } else {
            stores.drain();
            Locks.free(world, o, address, kind, site);
        }
        rcu.enable(context, site);
        m.changes++;
    }

    private HeapObject check(long address, Site site) {
        return memory.check(address, ScalarType.S32.bytes(), true, site);
    }

    private void taken(long address, LockKind kind, Site site) {
        m.footprint.add(address, 0, !kind.shared(), false, site);
        m.changes++;
    }
}
