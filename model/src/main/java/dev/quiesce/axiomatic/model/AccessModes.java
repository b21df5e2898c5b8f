package dev.quiesce.axiomatic.model;

import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.path.Event;
import dev.quiesce.axiomatic.path.Tag;
import dev.quiesce.axiomatic.relation.Algebra;
import dev.quiesce.axiomatic.relation.EventSet;
import dev.quiesce.axiomatic.relation.Relation;
import java.util.function.Predicate;

/**
 * Java's access modes, as axioms over what the kernel's primitives become there: what a JVM may show of a program of the
 * kernel that was translated. Kernel accesses become loads in opaque or acquire mode and stores in opaque or release mode;
 * read-modify-writes are taken for acquire and release, though they are volatile, and have a full fence on either side
 * where the kernel orders them fully, as has a lock that is taken, behind it; smp_mb() and its like become full fences,
 * smp_rmb() and smp_wmb() acquire and release fences.
 *
 * <p>The axioms are those of RC11 (Lahav et al., PLDI 2017) with full fences as its SC fences, which is how Bender and
 * Palsberg, "A Formalization of Java's Concurrent Access Modes" (OOPSLA 2019), read the modes: the language specification
 * itself does not say. Grace periods are no part of it; neither is the order that a lock's holders have in the kernel's model
 * beyond release and acquire.
 */
public final class AccessModes implements Axioms {
    private final Communications com;
    private final EventStructure s;
    private final Algebra a;
    /** To the write that a synchronisation begins with, from what release mode or a fence puts before it. */
    private final Relation released;
    /** From the read that one ends with to what comes after it. */
    private final Relation acquired;
    /** Pairs with a full fence between them. */
    private final Relation fenced;
    private Relation before;

    /** @param ordered accesses in acquire or release mode; the others are opaque. Read-modify-writes and locks are always */
    public AccessModes(Communications communications, Predicate<Event> ordered) {
        com = communications;
        s = communications.structure();
        a = s.algebra();
        EventSet strong = EventSet.of(s.size(), e -> e >= s.initial() && (always(s.event(e)) || ordered.test(s.event(e))));
        EventSet full = s.tagged(Tag.MB, Tag.BEFORE_ATOMIC, Tag.AFTER_ATOMIC, Tag.AFTER_SPINLOCK, Tag.AFTER_UNLOCK_LOCK,
            Tag.AFTER_SRCU_READ_UNLOCK);
        EventSet modified = s.tagged(Tag.FULL);
        Relation po = s.po();
        Relation orSelf = a.optional(po);
        fenced = a.or(a.seq(a.range(po, full), po),
            a.seq(a.range(po, modified.and(s.reads())), orSelf),
            a.seq(a.range(orSelf, modified.and(s.writes()).or(s.tagged(Tag.LOCK_WRITE))), po));
        released = a.or(a.identity(strong.and(s.writes())), a.range(fenced, s.writes()),
            a.range(a.seq(a.range(po, s.tagged(Tag.WMB)), po), s.writes()));
        acquired = a.or(a.identity(strong.and(s.reads())), a.domain(s.reads(), fenced),
            a.domain(s.reads(), a.seq(a.range(po, s.tagged(Tag.RMB)), po)));
    }

    private static boolean always(Event event) {
        return event.atomic() || event.tag().isLock() || event.tag() == Tag.ACQUIRE || event.tag() == Tag.RELEASE;
    }

    @Override
    public boolean allow() {
        Relation rf = com.readsFrom();
        if (!a.isAcyclic(a.or(s.po(), rf)) || !Basics.coherence(com) || !Basics.atomicity(com)) {
            return false;
        }
        Relation sequence = a.star(a.seq(rf, s.pairs()));
        before = a.plus(a.or(s.po(), a.seq(released, sequence, a.seq(rf, acquired))));
        Relation communicated = a.plus(a.or(rf, com.coherence(), com.fromRead()));
        if (!before.isIrreflexive() || !a.seq(before, communicated).isIrreflexive()) {
            return false;
        }
        Relation beforeOrSame = a.optional(before);
        return a.isAcyclic(a.seq(fenced, beforeOrSame, a.seq(a.optional(communicated), beforeOrSame)));
    }

    @Override
    public Relation endsBefore() {
        return before;
    }
}
