package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction.Allocate;
import dev.quiesce.program.Instruction.AllocationFlag;
import dev.quiesce.program.Instruction.Automatic;
import dev.quiesce.program.Instruction.Expire;
import dev.quiesce.program.Instruction.SpawnKind;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.SharedState.SystemTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Allocation and freeing.
 *
 * <p>An allocation is a fresh object or, as another branch of the search, the memory of a freed one of the same cache
 * and size that somebody still points at: the first finds every use of a stale pointer, the second what happens when the
 * memory has been handed out again and an old pointer compares equal to a new one.
 */
final class HeapUnit {
    private final Machine m;
    private final World world;
    private final Runner runner;

    HeapUnit(Machine machine) {
        m = machine;
        world = machine.world;
        runner = machine.runner;
    }

    long allocate(Allocate a, long size, long cache, long flags) {
        if (size < 0 || size > Address.MAX_SIZE) {
            throw new Stop.Failed(Finding.WILD_ACCESS, "allocation of " + size + " bytes", 0, a.site());
        }
        if (m.failAllocations && !AllocationFlag.NO_FAIL.in(flags) && m.choices.choose(2) == 1) {
            if (m.recorder != null) {
                m.recorder.note(runner.slot, "allocation fails");
            }
            return 0;
        }
        if (size == 0) {
            return ZERO_SIZE;
        }
        m.symmetry.integer(flags);
        boolean zero = AllocationFlag.ZERO.in(flags);
        boolean typesafe = AllocationFlag.TYPESAFE.in(flags);
        List<HeapObject> candidates = candidates((int) size, cache);
        int pick = candidates.isEmpty() ? 0 : m.choices.choose(candidates.size() + 1);
        HeapObject object = pick == 0
            ? HeapObject.fresh(world.freshId(runner.slot), (int) size, runner.slot + 1, false, cache, typesafe, zero)
            : candidates.get(pick - 1).recycled(0, zero);
        if (pick != 0 && !typesafe && !zero) {
            object = HeapObject.fresh(object.id, object.size, 0, false, cache, false, false);
        }
        world.guesses.changes(world.phase, object);
        world.put(object);
        m.changes++;
        if (m.recorder != null) {
            m.recorder.allocated(runner.slot, object.id, a);
            if (pick != 0) {
                m.recorder.note(runner.slot, "reuses freed memory");
            }
        }
        return Address.of(object.id, 0);
    }

    /** What kmalloc(0) returns: not null, not to be accessed. */
    private static final long ZERO_SIZE = 16;

    private List<HeapObject> candidates(int size, long cache) {
        List<HeapObject> freed = new ArrayList<>();
        for (HeapObject o : world.freed()) {
            if (!o.live() && !o.automatic && o.size == size && o.cache == cache) {
                freed.add(o);
            }
        }
        return freed;
    }

    void free(long address, long cache, Site site) {
        if (address == 0 || address == ZERO_SIZE) {
            return;
        }
        if (m.stores.holds() && isShared(address)) {
            m.stores.push(new StoreBuffer.Release(address, cache, site));
        } else {
            release(address, cache, site);
        }
    }

    private boolean isShared(long address) {
        HeapObject o = Machine.isObject(m.image, address) ? world.object(Address.object(address)) : null;
        return o == null || o.owner == 0;
    }

    /** The object is gone for everybody. */
    void release(long address, long cache, Site site) {
        if (!Address.isAddress(address)) {
            throw World.notAnAddress(address, site);
        }
        int id = Address.object(address);
        if (id < m.image.globalCount) {
            throw new Stop.Failed(Finding.WILD_ACCESS, "frees an object that was not allocated", address, site);
        }
        HeapObject o = world.object(id);
        if (o == null) {
            throw new Stop.Failed(Finding.WILD_ACCESS, "frees what is no object", address, site);
        }
        if (!o.live()) {
            throw new Stop.Failed(o.automatic ? Finding.WILD_ACCESS : Finding.DOUBLE_FREE, "", address, site);
        }
        if (o.automatic) {
            throw new Stop.Failed(Finding.WILD_ACCESS, "frees an automatic object", address, site);
        }
        if (Address.offset(address) != 0) {
            throw new Stop.Failed(Finding.WILD_ACCESS, "frees a pointer into the middle of an object", address, site);
        }
        if (cache == address) {
            checkEmpty(cache, site);
        } else if (o.cache != cache && cache != 0) {
            throw new Stop.Failed(Finding.WILD_ACCESS, "frees an object to a cache that it is not from", address, site);
        }
        LongTable table = world.entries(SystemTable.HELD_LOCKS);
        for (int i = 0; i < table.size(); i++) {
            if (table.first(i) == SystemTable.HELD_LOCKS.ordinal() && Address.isAddress(table.second(i))
                && Address.object(table.second(i)) == id) {
                throw new Stop.Failed(Finding.LOCK_MISUSE, "frees an object that contains a held lock", address, site);
            }
        }
        forget(SystemTable.LOCK_USAGE, id);
        forget(SystemTable.QUEUED_WRITERS, id);
        if (o.owner == 0) {
            m.footprint.add(address, o.size, true, false, site);
        }
        world.guesses.changes(world.phase, o);
        world.put(o.freed());
        m.changes++;
        if (m.recorder != null) {
            m.recorder.freed(runner.slot, id);
        }
    }

    /** Drops what a table says of locks in an object. */
    private void forget(SystemTable of, int id) {
        LongTable table = world.entries(of);
        for (int i = table.size() - 1; i >= 0; i--) {
            if (table.first(i) == of.ordinal() && Address.isAddress(table.second(i)) && Address.object(table.second(i)) == id) {
                world.set(of, table.second(i), 0);
            }
        }
    }

    /** A cache is destroyed: what it has handed out must have been given back, but for what callbacks are to free. */
    private void checkEmpty(long cache, Site site) {
        for (HeapObject o : world.heap()) {
            if (o.live() && o.cache == cache && !waitsForCallback(o.id)) {
                throw new Stop.Failed(Finding.MEMORY_LEAK, "in use", Address.of(o.id, 0), site);
            }
        }
    }

    /**
     * True if an RCU callback has the object: kmem_cache_destroy() waits for those of kfree_rcu(), and one of call_rcu() that
     * comes too late is found when it gives the object back.
     */
    private boolean waitsForCallback(int id) {
        for (ThreadState t : m.threads) {
            if (t != null && t.kind == SpawnKind.CALLBACK.ordinal()) {
                BitSet had = new BitSet();
                Garbage.mark(t, had);
                if (had.get(id)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The address of an automatic object of the running activation, made on first use, contents unknown from here on. */
    long automatic(Automatic a) {
        Frame frame = runner.top();
        if (a.slot() >= frame.automatics.length) {
            int old = frame.automatics.length;
            frame.automatics = Arrays.copyOf(frame.automatics, a.slot() + 1);
            Arrays.fill(frame.automatics, old, a.slot() + 1, -1);
        } else {
            frame.automatics = frame.automatics.clone();
        }
        int id = frame.automatics[a.slot()];
        int owner = runner.slot + 1;
        if (id < 0) {
            id = world.freshId(runner.slot);
            frame.automatics[a.slot()] = id;
        } else {
            owner = world.object(id).owner;
        }
        int size = (int) Math.max(a.type().size(), 1);
        world.put(HeapObject.fresh(id, size, owner, true, 0, false, false));
        m.changes++;
        return Address.of(id, 0);
    }

    /** Automatic objects die with their activation. */
    void leave(Frame frame, long result) {
        for (int id : frame.automatics) {
            if (id >= 0) {
                end(id, result, runner.lastReturn);
            }
        }
    }

    /** One dies where its block is left. */
    void expire(Expire e) {
        Frame frame = runner.top();
        int id = e.slot() < frame.automatics.length ? frame.automatics[e.slot()] : -1;
        if (id < 0) {
            return;
        }
        frame.automatics = without(frame.automatics, e.slot());
        frame.registers[e.register()] = 0;
        end(id, 0, e.site());
    }

    /** What has not been made is as if it never had been. */
    private static int[] without(int[] automatics, int slot) {
        int[] rest = automatics.clone();
        rest[slot] = -1;
        int length = rest.length;
        while (length > 0 && rest[length - 1] < 0) {
            length--;
        }
        return length == 0 ? Frame.NO_AUTOMATICS : Arrays.copyOf(rest, length);
    }

    private void end(int id, long result, Site site) {
        HeapObject o = world.object(id);
        if (o.owner != 0 && !pointsAt(result, id)) {
            dropPrivate(id);
        } else if (o.owner == 0 && m.stores.holds()) {
            m.stores.push(new StoreBuffer.Death(id, site));
        } else {
            world.put(o.freed());
        }
    }

    /** An automatic object that others could reach is gone for everybody. */
    void die(int id) {
        world.put(world.object(id).freed());
    }

    private static boolean pointsAt(long value, int id) {
        return Address.isAddress(value) && Address.object(value) == id;
    }

    /** A private object is known to its own thread only: if none of its frames or objects points at it, it is gone. */
    private void dropPrivate(int id) {
        for (int d = 0; d < runner.depth; d++) {
            for (long r : runner.frames[d].registers) {
                if (pointsAt(r, id)) {
                    world.put(world.object(id).freed());
                    return;
                }
            }
        }
        for (HeapObject o : world.ownedBy(runner.slot)) {
            if (o.id != id && o.owner == runner.slot + 1) {
                for (long w : o.words) {
                    if (pointsAt(w, id)) {
                        world.put(world.object(id).freed());
                        return;
                    }
                }
            }
        }
        world.remove(o -> o.id == id);
    }
}
