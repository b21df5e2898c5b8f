package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.SharedState.Phase;
import dev.quiesce.simulate.SharedState.SystemTable;
import java.util.BitSet;

/** What must hold when a thread, and when the whole scenario, comes to its end. */
final class Endings {
    private Endings() {}

    /** The running thread has returned from its function: it must have let go of everything. */
    static void check(Machine m) {
        Runner r = m.runner;
        Site site = r.lastReturn;
        if (r.held.length > 0) {
            throw new Stop.Failed(Finding.LOCK_MISUSE, "returns with a lock held", r.held[r.held.length - 2], site);
        }
        if (r.inExplicitSection() || r.domains.length > 0) {
            throw new Stop.Failed(Finding.LOCK_MISUSE, "returns inside an RCU read-side section", 0, site);
        }
        for (Context c : Context.values()) {
            if (c != Context.NONE && r.isDisabled(c)) {
                throw new Stop.Failed(Finding.LOCK_MISUSE, "returns with " + Runner.name(c) + " disabled", 0, site);
            }
        }
    }

    /** The running thread is no more. */
    static void leave(Machine m) {
        Runner r = m.runner;
        if (r.softirq()) {
            Readers.leave(m.world, Readers.RCU, r.slot);
        }
        LongTable readers = m.world.entries(SystemTable.READERS);
        for (int i = 0; i < readers.size(); i++) {
            if (readers.first(i) == SystemTable.READERS.ordinal() && (readers.value(i) & 1L << r.slot) != 0) {
                Readers.leave(m.world, readers.second(i), r.slot);
            }
        }
        for (HeapObject o : m.world.ownedBy(r.slot)) {
            if (o.owner == r.slot + 1) {
                m.world.put(o.withOwner(0));
            }
        }
    }

    /** Everything has finished: what is left that nobody can reach has leaked. */
    static void complete(Machine m) {
        World w = m.world;
        if (!m.image.scenario.endless()) {
            checkLeaks(m, w);
        }
        w.phase = Phase.DONE;
        w.keepOnly(SystemTable.OBSERVED);
    }

    private static void checkLeaks(Machine m, World w) {
        BitSet reachable = new BitSet();
        for (long word : w.globals()) {
            reach(w, word, m.image, reachable);
        }
        for (HeapObject o : w.heap()) {
            if (o.live() && !o.automatic && !reachable.get(o.id)) {
                throw new Stop.Failed(Finding.MEMORY_LEAK, "", Address.of(o.id, 0), Site.NONE);
            }
        }
    }

    private static void reach(World w, long value, Image image, BitSet reachable) {
        if (!Machine.isObject(image, value)) {
            return;
        }
        int id = Address.object(value);
        HeapObject o = w.object(id);
        if (o == null || !o.live() || reachable.get(id)) {
            return;
        }
        reachable.set(id);
        for (long word : o.words) {
            reach(w, word, image, reachable);
        }
    }
}
