package dev.quiesce.simulate;

import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Instruction.Lock;
import dev.quiesce.program.Instruction.LockKind;
import dev.quiesce.program.Instruction.TryLock;
import dev.quiesce.program.Instruction.Unlock;
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

    void lock(Lock l, long address) {
        stores.drain();
        rcu.disable(l.context(), l.site());
        HeapObject o = check(address, l.site());
        if (!Locks.take(world, runner, o, address, l.kind(), l.context(), true, l.site())) {
            throw Stop.Blocked.INSTANCE;
        }
        taken(address, l.kind(), l.site());
    }

    /** False if the lock cannot be had now. */
    boolean tryLock(TryLock t, long address) {
        if (stores.holds() && stores.mustDrain(t)) {
            stores.drain();
        }
        HeapObject o = check(address, t.site());
        if (!Locks.take(world, runner, o, address, t.kind(), t.context(), false, t.site())) {
            return false;
        }
        rcu.disable(t.context(), t.site());
        taken(address, t.kind(), t.site());
        return true;
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
