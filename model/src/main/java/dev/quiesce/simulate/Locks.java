package dev.quiesce.simulate;

import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Instruction.Lock;
import dev.quiesce.program.Instruction.LockKind;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.SharedState.SystemTable;
import java.util.Arrays;

/** Taking and giving back locks: the word in memory, who holds what, and the rules of use. */
final class Locks {
    private static final ScalarType WORD = ScalarType.S32;
    /** Bits of a lock's usage: where it was waited for or held, alone or as a reader. */
    private static final long IN_SOFTIRQ = 1;
    private static final long READ_IN_SOFTIRQ = 2;
    private static final long WITH_SOFTIRQS_ON = 4;
    private static final long READ_WITH_SOFTIRQS_ON = 8;

    private Locks() {}

    static long pack(LockKind kind, Context context) {
        return kind.ordinal() << 4 | context.ordinal();
    }

    static LockKind kind(long packed) {
        return LockKind.values()[(int) (packed >> 4)];
    }

    static Context context(long packed) {
        return Context.values()[(int) (packed & 15)];
    }

    /** Takes the lock; false if it cannot be had now. */
    static boolean take(World world, Runner by, HeapObject object, long address, LockKind kind, Context context,
                        boolean waits, Site site) {
        long word = world.load(object, address, WORD, Bits.mask(WORD), site);
        if (!isFree(world, by, word, address, kind, waits)) {
            if (waits && holds(by, address)) {
                throw new Stop.Failed(Finding.DEADLOCK, kind.shared() && word > 0
                    ? "takes a lock for reading that it holds already, behind a writer that waits for it"
                    : "takes a lock that it holds already", address, site);
            }
            return false;
        }
        if (kind.shared() && waits && kind.sleeping() && holds(by, address)) {
            throw new Stop.Failed(Finding.DEADLOCK, "takes a lock for reading that it holds already", address, site);
        }
        usage(world, by, address, kind, context, waits, site);
        world.store(object, address, WORD, kind.shared() ? word + 1 : -1, Bits.mask(WORD));
        world.set(SystemTable.HELD_LOCKS, address, world.get(SystemTable.HELD_LOCKS, address) + 1);
        int n = by.held.length;
        by.held = Arrays.copyOf(by.held, n + 2);
        by.held[n] = address;
        by.held[n + 1] = pack(kind, context);
        return true;
    }

    /**
     * True if a lock that holds {@code word} can be had. A writer in the queue keeps out those who only try, and readers:
     * of an rwsem while others have it for reading, as whoever finds it free may steal it; of an rwlock always, but for
     * those that the writer may itself keep from being left, in softirq context or with bottom halves off.
     */
    static boolean isFree(World world, Runner by, long word, long address, LockKind kind, boolean waits) {
        boolean passes = switch (kind) {
            case SPIN, MUTEX -> true;
            case WRITE, DOWN_WRITE -> waits;
            case READ -> waits && (by.softirq() || by.isDisabled(Context.BOTTOM_HALVES));
            case DOWN_READ -> waits && word == 0;
        };
        return (kind.shared() ? word >= 0 : word == 0) && (passes || queued(world, address) == 0);
    }

    // ---- the queue

    /** How many writers are in the queue. */
    static long queued(World world, long address) {
        return world.get(SystemTable.QUEUED_WRITERS, address);
    }

    /** A writer that readers keep out gets in the queue; false if that is not what waits here. */
    static boolean enterQueue(World world, Runner by, HeapObject object, long address, Lock l) {
        boolean writes = switch (l.kind()) {
            case WRITE, DOWN_WRITE -> true;
            case SPIN, MUTEX, READ, DOWN_READ -> false;
        };
        if (!writes || world.load(object, address, WORD, Bits.mask(WORD), l.site()) < 0) {
            return false;
        }
        usage(world, by, address, l.kind(), l.context(), true, l.site());
        world.set(SystemTable.QUEUED_WRITERS, address, queued(world, address) + 1);
        return true;
    }

    static void leaveQueue(World world, long address) {
        world.set(SystemTable.QUEUED_WRITERS, address, Math.max(queued(world, address) - 1, 0));
    }

    // ---- who holds it

    /** True if the scalar of that type at the address is the word of a lock that somebody holds. */
    static boolean isHeld(World world, HeapObject object, long address, ScalarType type) {
        return type.bytes() == WORD.bytes() && world.load(object, address, WORD, 0, Site.NONE) != 0
            && world.get(SystemTable.HELD_LOCKS, address) != 0;
    }

    static boolean holds(Runner by, long address) {
        for (int i = 0; i < by.held.length; i += 2) {
            if (by.held[i] == address) {
                return true;
            }
        }
        return false;
    }

    /** {@code by} no longer holds the lock, which others see once it {@linkplain #free is free}. */
    static void give(Runner by, long address, LockKind kind, Context context, Site site) {
        int at = -1;
        for (int i = 0; i < by.held.length; i += 2) {
            if (by.held[i] == address && kind(by.held[i + 1]) == kind) {
                at = i;
            }
        }
        if (at < 0) {
            throw new Stop.Failed(Finding.LOCK_MISUSE, holds(by, address)
                ? "unlocks with the wrong kind of unlock" : "unlocks what it does not hold", address, site);
        }
        if (context(by.held[at + 1]) != context) {
            throw new Stop.Failed(Finding.LOCK_MISUSE, "unlocks with another flavour than it locked with", address,
                site);
        }
        long[] rest = new long[by.held.length - 2];
        System.arraycopy(by.held, 0, rest, 0, at);
        System.arraycopy(by.held, at + 2, rest, at, rest.length - at);
        by.held = rest;
    }

    /** The lock that was held can be had again, or is held by one reader less. */
    static void free(World world, HeapObject object, long address, LockKind kind, Site site) {
        long word = world.load(object, address, WORD, Bits.mask(WORD), site);
        world.store(object, address, WORD, kind.shared() ? word - 1 : 0, Bits.mask(WORD));
        world.set(SystemTable.HELD_LOCKS, address, world.get(SystemTable.HELD_LOCKS, address) - 1);
    }

    /**
     * A spinning lock that a softirq takes must never be taken with softirqs on elsewhere: the softirq could interrupt
     * the holder on its own CPU. Remembered for each lock, as lockdep does.
     */
    private static void usage(World world, Runner by, long address, LockKind kind, Context context, boolean waits,
                              Site site) {
        if (!by.image.hasSoftirqs || kind.sleeping()) {
            return;
        }
        long used = world.get(SystemTable.LOCK_USAGE, address);
        boolean softirqsOff = context == Context.BOTTOM_HALVES || context == Context.INTERRUPTS
            || by.isDisabled(Context.BOTTOM_HALVES) || by.isDisabled(Context.INTERRUPTS);
        long now = used;
        if (by.softirq()) {
            now |= !waits ? 0 : kind.shared() ? READ_IN_SOFTIRQ : IN_SOFTIRQ;
        } else if (!softirqsOff) {
            now |= kind.shared() ? READ_WITH_SOFTIRQS_ON : WITH_SOFTIRQS_ON;
        }
        boolean interrupted = (now & WITH_SOFTIRQS_ON) != 0 && (now & (IN_SOFTIRQ | READ_IN_SOFTIRQ)) != 0
            || (now & READ_WITH_SOFTIRQS_ON) != 0 && (now & IN_SOFTIRQ) != 0;
        if (interrupted) {
            throw new Stop.Failed(Finding.LOCK_MISUSE, by.softirq()
                ? "taken in softirq context, and elsewhere in process context without disabling bottom halves"
                : "taken in process context without disabling bottom halves, and elsewhere in softirq context",
                address, site);
        }
        world.set(SystemTable.LOCK_USAGE, address, now);
    }
}
