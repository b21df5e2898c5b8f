package dev.quiesce.axiomatic.graph;

import dev.quiesce.axiomatic.path.Tag;
import dev.quiesce.axiomatic.relation.Algebra;
import dev.quiesce.axiomatic.relation.EventSet;
import dev.quiesce.axiomatic.relation.Relation;

/**
 * How the events of an execution communicate: reads-from, and as much of the coherence order as is decided or follows.
 *
 * <p>The coherence order that every memory model here forces, before any of it is chosen: initial writes come first; writes
 * of one thread to one location in program order; a write that a read sees comes after what the thread wrote before and
 * before what it writes later; two reads of one thread see writes in order; what a read-modify-write reads and what it
 * writes, and the ends of a critical section, have nothing between them. Closing under the last rule decides most of the
 * order that a search would otherwise have to guess.
 */
public final class Communications {
    private final EventStructure structure;
    private final Execution execution;
    private final Algebra algebra;
    private final EventSet lockWrites;
    private final EventSet unlocks;
    private final boolean locks;

    private Relation sameLocation;
    private Relation poLocation;
    private Relation readsFrom;
    private Relation coherence;
    private Relation fromRead;
    private Relation critical;

    public Communications(Execution execution) {
        this.execution = execution;
        this.structure = execution.structure();
        this.algebra = structure.algebra();
        this.lockWrites = structure.tagged(Tag.LOCK_WRITE);
        this.unlocks = structure.tagged(Tag.UNLOCK);
        this.locks = !lockWrites.isEmpty();
    }

    /**
     * Works out everything anew.
     *
     * @param decided pairs of writes that the search has put in order
     * @return false if the coherence order contradicts itself
     */
    public boolean derive(Relation decided) {
        locate();
        readsFrom = algebra.empty();
        for (int r = structure.reads().next(0); r >= 0; r = structure.reads().next(r + 1)) {
            if (execution.source(r) != Execution.OPEN) {
                readsFrom.add(execution.source(r), r);
            }
        }
        poLocation = algebra.and(structure.po(), sameLocation);
        coherence = algebra.or(decided, forcedByReads());
        for (int i = 0; i < structure.initial(); i++) {
            for (int w = sameLocation.next(i, structure.initial()); w >= 0; w = sameLocation.next(i, w + 1)) {
                if (structure.writes().contains(w)) {
                    coherence.add(i, w);
                }
            }
        }
        critical = algebra.empty();
        if (locks && !matchLocks()) {
            return false;
        }
        algebra.close(coherence);
        closeUnderAtomicity();
        fromRead = algebra.withoutIdentity(algebra.seq(algebra.inverse(readsFrom), coherence));
        return coherence.isIrreflexive();
    }

    private void locate() {
        sameLocation = algebra.empty();
        int size = structure.size();
        for (int a = 0; a < size; a++) {
            if (execution.isLocated(a)) {
                sameLocation.add(a, a);
                for (int b = a + 1; b < size; b++) {
                    if (execution.isLocated(b) && execution.location(a) == execution.location(b)) {
                        sameLocation.add(a, b);
                        sameLocation.add(b, a);
                    }
                }
            }
        }
    }

    /** po-loc between writes, and between writes and what reads see. */
    private Relation forcedByReads() {
        EventSet writes = structure.writes();
        Relation seen = algebra.inverse(readsFrom);
        Relation later = algebra.range(algebra.or(poLocation, algebra.seq(poLocation, seen)), writes);
        Relation ordered = algebra.or(algebra.domain(writes, later), algebra.seq(readsFrom, later));
        return algebra.withoutIdentity(ordered);
    }

    /** Pairs every lock with its unlock; false if two locks of one location are never given back. */
    private boolean matchLocks() {
        for (int lock = lockWrites.next(0); lock >= 0; lock = lockWrites.next(lock + 1)) {
            int unlock = unlockOf(lock);
            if (unlock >= 0) {
                critical.add(lock, unlock);
                coherence.add(lock, unlock);
            } else if (!putLast(lock)) {
                return false;
            }
        }
        return true;
    }

    private int unlockOf(int lock) {
        for (int e = poLocation.next(lock, 0); e >= 0; e = poLocation.next(lock, e + 1)) {
            if (unlocks.contains(e)) {
                return e;
            }
            if (lockWrites.contains(e)) {
                return -1;
            }
        }
        return -1;
    }

    private boolean putLast(int lock) {
        for (int e = sameLocation.next(lock, 0); e >= 0; e = sameLocation.next(lock, e + 1)) {
            if (e != lock && lockWrites.contains(e) && unlockOf(e) < 0) {
                return false;
            }
            if (e != lock && (lockWrites.contains(e) || unlocks.contains(e))) {
                coherence.add(e, lock);
            }
        }
        return true;
    }

    /** Keeps what lies outside an indivisible pair of writes outside of it, until nothing changes. */
    private void closeUnderAtomicity() {
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int r = structure.reads().next(0); r >= 0; r = structure.reads().next(r + 1)) {
                int second = structure.pairs().next(r, 0);
                if (second >= 0 && execution.source(r) != Execution.OPEN) {
                    changed |= tie(execution.source(r), second);
                }
            }
            for (int lock = lockWrites.next(0); lock >= 0; lock = lockWrites.next(lock + 1)) {
                int unlock = critical.next(lock, 0);
                if (unlock >= 0) {
                    changed |= tie(lock, unlock);
                }
            }
            if (changed) {
                algebra.close(coherence);
            }
        }
    }

    /** What is after {@code first} is after {@code second}; what is before {@code second} is before {@code first}. */
    private boolean tie(int first, int second) {
        boolean changed = !coherence.contains(first, second);
        coherence.add(first, second);
        for (int e = coherence.next(first, 0); e >= 0; e = coherence.next(first, e + 1)) {
            if (e != second && !coherence.contains(second, e)) {
                coherence.add(second, e);
                changed = true;
            }
        }
        for (int e = structure.writes().next(0); e >= 0; e = structure.writes().next(e + 1)) {
            if (e != first && coherence.contains(e, second) && !coherence.contains(e, first)) {
                coherence.add(e, first);
                changed = true;
            }
        }
        return changed;
    }

    public Execution execution() {
        return execution;
    }

    public EventStructure structure() {
        return structure;
    }

    /** {@code loc}: pairs of events whose addresses are known and the same. */
    public Relation sameLocation() {
        return sameLocation;
    }

    public Relation poLocation() {
        return poLocation;
    }

    /** {@code rf}. */
    public Relation readsFrom() {
        return readsFrom;
    }

    /** {@code co}, as far as it is known. */
    public Relation coherence() {
        return coherence;
    }

    /** {@code fr}. */
    public Relation fromRead() {
        return fromRead;
    }

    /** From the write of a lock to the unlock that ends its critical section. */
    public Relation critical() {
        return critical;
    }
}
