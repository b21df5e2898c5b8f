package dev.quiesce.simulate;

import dev.quiesce.simulate.SharedState.SystemTable;

/**
 * Read-side sections and grace periods, by domain: which threads are inside a section, and for each grace period that is
 * under way which of those that were inside when it began still are. Domain 0 is RCU, an SRCU domain is its address;
 * the callbacks of a domain form a domain of their own, whose sections are the callbacks from spawn to return.
 *
 * <p>With store buffers a thread can be in a section while the end of its last one is still on its way. So each thread is
 * counted, in unary: it has a bit at as many levels as it has sections that others have not seen end.
 */
final class Readers {
    static final long RCU = 0;
    /** SRCU sections nest and may be left by another thread's number; they count per thread. */
    private static final long CALLBACKS = 1;
    /** Sections that one thread can have under way; the level is in bits of the domain that no address has. */
    static final int MOST = 4;

    private Readers() {}

    static long callbacksOf(long domain) {
        return domain | CALLBACKS;
    }

    private static long atLevel(long domain, int level) {
        return domain | (long) level << 1;
    }

    private static int levels(World world) {
        return world.storeBuffers() ? MOST : 1;
    }

    static void enter(World world, long domain, int slot) {
        for (int level = 0; level < levels(world); level++) {
            long now = world.get(SystemTable.READERS, atLevel(domain, level));
            if ((now & 1L << slot) == 0) {
                world.set(SystemTable.READERS, atLevel(domain, level), now | 1L << slot);
                return;
            }
        }
        if (world.storeBuffers()) {
            throw Stop.Exhausted.SECTIONS;
        }
    }

    static void leave(World world, long domain, int slot) {
        long bit = 1L << slot;
        int level = levels(world) - 1;
        while (level >= 0 && (world.get(SystemTable.READERS, atLevel(domain, level)) & bit) == 0) {
            level--;
        }
        if (level < 0) {
            return;
        }
        world.set(SystemTable.READERS, atLevel(domain, level),
            world.get(SystemTable.READERS, atLevel(domain, level)) & ~bit);
        long told = 0;
        for (level = levels(world) - 1; level >= 0; level--) {
            told |= tell(world, domain, level, bit, told);
        }
    }

    /** True if anybody is inside a section of the domain, or a callback of it is under way. */
    static boolean any(World world, long domain) {
        return world.get(SystemTable.READERS, domain) != 0 || world.get(SystemTable.READERS, callbacksOf(domain)) != 0;
    }

    /** Grace periods that wait at this level for a section that has ended, but for those that have been told of it. */
    private static long tell(World world, long domain, int level, long bit, long told) {
        LongTable table = world.entries(SystemTable.GRACE_PERIODS);
        long now = 0;
        for (int i = 0; i < table.size(); i++) {
            long key = table.second(i);
            if (table.first(i) == SystemTable.GRACE_PERIODS.ordinal() && domainOf(key) == domain && levelOf(key) == level
                && (table.value(i) & bit) != 0 && (told & 1L << waiter(key)) == 0) {
                world.set(SystemTable.GRACE_PERIODS, key, table.value(i) & ~bit | (level == 0 ? PENDING : 0));
                now |= 1L << waiter(key);
            }
        }
        return now;
    }

    /** Set in every entry so that one without readers is still an entry. */
    private static final long PENDING = 1L << 63;

    /** Domains are 0, 1 or addresses below 2^62 apart once rotated; the waiting thread's slot goes to the top bits. */
    private static long key(long domain, int slot) {
        return domain & 0x00FF_FFFF_FFFF_FFFFL | (long) slot << 56;
    }

    private static long domainOf(long key) {
        long low = key & 0x00FF_FFFF_FFFF_FFFFL & ~atLevel(0, MOST - 1);
        return low <= CALLBACKS ? low : low | 0xFF00_0000_0000_0000L;
    }

    private static int levelOf(long key) {
        return (int) (key >> 1) & MOST - 1;
    }

    private static int waiter(long key) {
        return (int) (key >>> 56);
    }

    /** The key of a grace period, with other names. */
    static long renamed(long key, Renaming renaming) {
        return key(renaming.value(atLevel(domainOf(key), levelOf(key))), renaming.slot(waiter(key)));
    }

    /** Begins a grace period that {@code slot} will wait for. */
    static void begin(World world, long domain, int slot) {
        for (int level = 0; level < levels(world); level++) {
            long others = world.get(SystemTable.READERS, atLevel(domain, level)) & ~(1L << slot);
            world.set(SystemTable.GRACE_PERIODS, key(atLevel(domain, level), slot), others | (level == 0 ? PENDING : 0));
        }
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
            if (table.first(i) == SystemTable.GRACE_PERIODS.ordinal() && waiter(table.second(i)) == slot
                && levelOf(table.second(i)) == 0) {
                return i;
            }
        }
        return -1;
    }
}
