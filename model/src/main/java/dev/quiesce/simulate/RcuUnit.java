package dev.quiesce.simulate;

import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Instruction.ReadLock;
import dev.quiesce.program.Instruction.ReadUnlock;
import dev.quiesce.program.Instruction.Synchronize;
import dev.quiesce.program.Site;
import java.util.Arrays;

/**
 * Read-side sections of the running thread, of RCU and of SRCU domains, and the grace periods that it waits for. What is
 * disabled belongs here too: with bottom halves disabled a thread is a reader of RCU.
 */
final class RcuUnit {
    /** The bit of a section that is its index; the others are the domain's address. */
    private static final long INDEX = 1;

    private final Machine m;
    private final World world;
    private final Runner runner;
    private final MemoryUnit memory;
    private final StoreUnit stores;

    RcuUnit(Machine machine, MemoryUnit memory) {
        m = machine;
        world = machine.world;
        runner = machine.runner;
        stores = machine.stores;
        this.memory = memory;
    }

    // ---- what makes a thread a reader of RCU

    void disable(Context context, Site site) {
        boolean before = runner.reader();
        runner.enter(context, site);
        note(before);
    }

    void enable(Context context, Site site) {
        boolean before = runner.reader();
        runner.leave(context, site);
        note(before);
    }

    void readLock(ReadLock l) {
        boolean before = runner.reader();
        runner.readLock(l.flavour(), l.site());
        note(before);
    }

    void readUnlock(ReadUnlock u) {
        boolean before = runner.reader();
        runner.readUnlock(u.flavour(), u.site());
        note(before);
    }

    /** Keeps the table of readers when the thread has become one, or is one no more. */
    private void note(boolean before) {
        boolean after = runner.reader();
        if (!before && after) {
            Readers.enter(world, Readers.RCU, runner.slot);
        } else if (before && !after) {
            leave(Readers.RCU);
        }
    }

    /** A read-side section has ended; what was done in it is to be seen first. */
    private void leave(long domain) {
        if (stores.holds()) {
            stores.push(new StoreBuffer.Leave(domain, m.current().site()));
        } else {
            Readers.leave(world, domain, runner.slot);
        }
    }

    // ---- grace periods

    /** False if the thread waits for readers. */
    boolean synchronize(Synchronize s) {
        if (runner.reader()) {
            throw new Stop.Failed(Finding.RCU_MISUSE, "waits for a grace period inside an RCU read-side section", 0,
                s.site());
        }
        stores.drain();
        return waitFor(Readers.RCU);
    }

    /** Begins a grace period of {@code domain}; the thread waits in it, and the answer is false, unless it is over at once. */
    boolean waitFor(long domain) {
        Readers.begin(world, domain, runner.slot);
        if (Readers.over(world, runner.slot)) {
            Readers.end(world, runner.slot);
            return true;
        }
        if (m.regionDepth > 0) {
            throw Stop.Blocked.INSTANCE;
        }
        runner.wait = ThreadState.Wait.GRACE_PERIOD;
        m.stepper.rest();
        return false;
    }

    // ---- SRCU

    /**
     * Enters a section and answers its index, which is to be given back: 1 or 0 by how many sections the thread is in, so
     * that nobody can take the index of one for that of the section around it, or for 0.
     */
    long readLock(long domain, Site site) {
        memory.check(domain, 1, false, site);
        boolean inside = timesIn(domain) > 0;
        int n = runner.domains.length;
        long index = 1 - (n & 1);
        runner.domains = Arrays.copyOf(runner.domains, n + 1);
        runner.domains[n] = domain | index;
        if (!inside) {
            Readers.enter(world, domain, runner.slot);
        }
        return index;
    }

    void readUnlock(long domain, long index, Site site) {
        memory.check(domain, 1, false, site);
        int count = timesIn(domain);
        int at = runner.domains.length - 1;
        while (at >= 0 && !(domainOf(runner.domains[at]) == domain && (runner.domains[at] & INDEX) == index)) {
            at--;
        }
        if (at < 0) {
            throw new Stop.Failed(Finding.LOCK_MISUSE, count == 0 ? "leaves an SRCU read-side section that it is not in"
                : "leaves an SRCU read-side section with an index that is not from there", domain, site);
        }
        long[] rest = new long[runner.domains.length - 1];
        System.arraycopy(runner.domains, 0, rest, 0, at);
        System.arraycopy(runner.domains, at + 1, rest, at, rest.length - at);
        runner.domains = rest;
        if (count == 1) {
            leave(domain);
        }
    }

    private static long domainOf(long section) {
        return section & ~INDEX;
    }

    /** False if the thread waits for readers. */
    boolean synchronize(long domain, Site site) {
        memory.check(domain, 1, false, site);
        if (timesIn(domain) > 0) {
            throw new Stop.Failed(Finding.RCU_MISUSE, "synchronize_srcu inside a section of the same domain", domain,
                site);
        }
        stores.drain();
        return waitFor(domain);
    }

    int timesIn(long domain) {
        int times = 0;
        for (long d : runner.domains) {
            times += domainOf(d) == domain ? 1 : 0;
        }
        return times;
    }
}
