package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import java.util.BitSet;

/**
 * Forgets freed objects that nothing points at any more. One that something does point at stays, so that a use of the
 * stale pointer is recognised; once the last pointer is gone no run can tell that the object ever was.
 */
final class Garbage {
    private Garbage() {}

    static void collect(Machine machine) {
        World world = machine.world;
        boolean any = false;
        for (HeapObject o : world.freed()) {
            any |= !o.live();
        }
        if (!any) {
            return;
        }
        BitSet referenced = references(machine);
        world.remove(o -> !o.live() && !referenced.get(o.id));
    }

    private static BitSet references(Machine machine) {
        BitSet found = new BitSet();
        World world = machine.world;
        mark(world.globals(), found);
        for (HeapObject o : world.heap()) {
            mark(o.words, found);
        }
        for (LongTable table : world.tables()) {
            for (int i = 0; i < table.size(); i++) {
                mark(table.second(i), found);
                mark(table.value(i), found);
            }
        }
        for (ThreadState t : machine.threads) {
            if (t != null) {
                mark(t, found);
            }
        }
        return found;
    }

    /** Adds what a thread can reach by its own registers, automatic objects, locks and sections. */
    static void mark(ThreadState t, BitSet found) {
        for (Frame f : t.frames) {
            mark(f.registers, found);
            for (int id : f.automatics) {
                if (id >= 0) {
                    found.set(id);
                }
            }
        }
        mark(t.held, found);
        mark(t.domains, found);
        t.buffer.mark(found);
    }

    static void mark(long[] values, BitSet found) {
        for (long v : values) {
            mark(v, found);
        }
    }

    static void mark(long value, BitSet found) {
        if (Address.isAddress(value)) {
            found.set(Address.object(value));
        }
    }
}
