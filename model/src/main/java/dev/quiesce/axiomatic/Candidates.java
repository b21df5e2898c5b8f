package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.graph.Execution;
import dev.quiesce.axiomatic.path.Tag;
import dev.quiesce.axiomatic.relation.EventSet;
import dev.quiesce.axiomatic.relation.Relation;

/**
 * Which writes a read may read from.
 *
 * <p>Locks follow the kernel's {@code lock.cat}: taking a lock reads the initial value or an unlock, and no two reads take
 * from the same; a lock seen taken reads the lock of the critical section it stands in, or else one of another thread;
 * a lock seen free cannot stand in a critical section and reads the thread's last unlock, or an unlock of another thread
 * or the initial value.
 */
final class Candidates {
    /** A further condition on a pair. */
    @FunctionalInterface
    interface Pair {
        boolean test(int read, int write);
    }

    private final Execution execution;
    private final EventStructure structure;
    private final EventSet ordinary;
    private final EventSet lockWrites;
    private final EventSet free;
    private final EventSet lockReads;
    private final Sections sections;

    Candidates(Execution execution) {
        this.execution = execution;
        this.structure = execution.structure();
        EventSet unlocks = structure.tagged(Tag.UNLOCK);
        this.lockWrites = structure.tagged(Tag.LOCK_WRITE);
        this.ordinary = structure.writes().minus(lockWrites).minus(unlocks);
        this.free = structure.initialWrites().or(unlocks);
        this.lockReads = structure.tagged(Tag.LOCK_READ);
        this.sections = new Sections(execution);
    }

    /** Puts the writes that {@code read} may read from into {@code into} and answers how many there are. */
    int of(int read, int[] into, Pair worthwhile) {
        Tag tag = structure.event(read).tag();
        int own = tag.isLock() ? holder(read) : -1;
        if (own >= 0 && tag == Tag.LOCK_SEEN_TAKEN) {
            into[0] = own;
            return 1;
        }
        if (own >= 0) {
            return 0;
        }
        EventSet pool = switch (tag) {
            case LOCK_READ, LOCK_SEEN_FREE -> free;
            case LOCK_SEEN_TAKEN -> lockWrites;
            default -> ordinary;
        };
        Relation po = structure.po();
        int count = 0;
        for (int w = pool.next(0); w >= 0; w = pool.next(w + 1)) {
            if (!po.contains(read, w) && execution.mayOverlap(read, w) && fits(tag, read, w)
                && worthwhile.test(read, w)) {
                into[count++] = w;
            }
        }
        return sections.keep(read, into, count);
    }

    /** True if other reads should be decided before this one. */
    boolean mustWait(int read) {
        return sections.mustWait(read);
    }

    private boolean fits(Tag tag, int read, int write) {
        return switch (tag) {
            case LOCK_READ -> !isTaken(write);
            case LOCK_SEEN_TAKEN -> structure.external().contains(read, write);
            case LOCK_SEEN_FREE -> structure.external().contains(read, write) || isLastUnlock(read, write);
            default -> true;
        };
    }

    /** The write of the lock in whose critical section {@code read} stands, -1 if it stands in none. */
    private int holder(int read) {
        for (int e = read - 1; e >= structure.initial() && structure.thread(e) == structure.thread(read); e--) {
            if (structure.event(e).location() == null || !execution.isLocated(e)
                || execution.location(e) != execution.location(read)) {
                continue;
            }
            switch (structure.event(e).tag()) {
                case UNLOCK -> {
                    return -1;
                }
                case LOCK_WRITE -> {
                    return e;
                }
                default -> { }
            }
        }
        return -1;
    }

    private boolean isLastUnlock(int read, int write) {
        for (int e = read - 1; e > write; e--) {
            if (structure.event(e).tag() == Tag.UNLOCK && execution.isLocated(e)
                && execution.location(e) == execution.location(read)) {
                return false;
            }
        }
        return true;
    }

    private boolean isTaken(int write) {
        for (int r = lockReads.next(0); r >= 0; r = lockReads.next(r + 1)) {
            if (execution.source(r) == write) {
                return true;
            }
        }
        return false;
    }
}
