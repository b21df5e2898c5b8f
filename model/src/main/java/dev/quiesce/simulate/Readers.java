package dev.quiesce.simulate;

import dev.quiesce.simulate.SharedState.SystemTable;

/**
 * Read-side sections and grace periods, by domain: which threads are inside a section, and for each grace period that is
 * under way which of those that were inside when it began still are. Domain 0 is RCU, an SRCU domain is its address;
 * the callbacks of a domain form a domain of their own, whose sections are the callbacks from spawn to return.
 */
final class Readers {
    static final long RCU = 0;
    /** SRCU sections nest and may be left by another thread's number; they count per thread. */
    private static final long CALLBACKS = 1;

    private Readers() {}

    static long callbacksOf(long domain) {
        return domain | CALLBACKS;
    }

    static void enter(World world, long domain, int slot) {
        world.set(SystemTable.READERS, domain, world.get(SystemTable.READERS, domain) | 1L << slot);
    }

    static void leave(World world, long domain, int slot) {
        long bit = 1L << slot;
        long now = world.get(SystemTable.READERS, domain);
        if ((now & bit) == 0) {
            return;
        }
        world.set(SystemTable.READERS, domain, now & ~bit);
        LongTable table = world.entries(SystemTable.GRACE_PERIODS);
        for (int i = 0; i < table.size(); i++) {
            if (table.first(i) == SystemTable.GRACE_PERIODS.ordinal() && domainOf(table.second(i)) == domain
                && (table.value(i) & bit) != 0) {
                world.set(SystemTable.GRACE_PERIODS, table.second(i), (table.value(i) & ~bit) | PENDING);
            }
        }
    }

    /** Set in every entry so that one without readers is still an entry. */
    private static final long PENDING = 1L << 63;

    /** Domains are 0, 1 or addresses below 2^62 apart once rotated; the waiting thread's slot goes to the top bits. */
    private static long key(long domain, int slot) {
        return domain & 0x00FF_FFFF_FFFF_FFFFL | (long) slot << 56;
    }

    private static long domainOf(long key) {
        long low = key & 0x00FF_FFFF_FFFF_FFFFL;
        return low <= CALLBACKS ? low : low | 0xFF00_0000_0000_0000L;
    }

    /** Begins a grace period that {@code slot} will wait for. */
    static void begin(World world, long domain, int slot) {
        long others = world.get(SystemTable.READERS, domain) & ~(1L << slot);
        world.set(SystemTable.GRACE_PERIODS, key(domain, slot), others | PENDING);
    }

    /** True if no reader that the grace period of {@code slot} waits for is left, or it waits for none. */
    static boolean over(World world, int slot) {
        int i = entry(world, slot);
        return i < 0 || (world.entries(SystemTable.GRACE_PERIODS).value(i) & ~PENDING) == 0;
    }

    static void end(World world, int slot) {
        int i = entry(world, slot);
        if (i >= 0) {
            world.set(SystemTable.GRACE_PERIODS, world.entries(SystemTable.GRACE_PERIODS).second(i), 0);
        }
    }

    /** The threads that the grace period of {@code slot} still waits for, as a mask. */
    static long waitedFor(World world, int slot) {
        int i = entry(world, slot);
        return i < 0 ? 0 : world.entries(SystemTable.GRACE_PERIODS).value(i) & ~PENDING;
    }

    /** A thread waits for at most one grace period at a time. */
    private static int entry(World world, int slot) {
        LongTable table = world.entries(SystemTable.GRACE_PERIODS);
        for (int i = 0; i < table.size(); i++) {
            if (table.first(i) == SystemTable.GRACE_PERIODS.ordinal() && table.second(i) >>> 56 == slot) {
                return i;
            }
        }
        return -1;
    }
}
