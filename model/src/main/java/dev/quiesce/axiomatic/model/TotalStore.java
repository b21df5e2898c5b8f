package dev.quiesce.axiomatic.model;

import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.path.Tag;
import dev.quiesce.axiomatic.relation.Algebra;
import dev.quiesce.axiomatic.relation.EventSet;
import dev.quiesce.axiomatic.relation.Relation;
import java.util.Map;

/**
 * x86-TSO, in the axiomatic form of Owens, Sarkar and Sewell, "A Better x86 Memory Model: x86-TSO" (2009), with the kernel's
 * primitives as x86 implements them: marked and plain accesses are moves, every read-modify-write is locked and so a
 * full barrier, smp_mb() and what srcu_read_unlock() can be made to imply are too, the other barriers are the compiler's only,
 * an unlock is a plain store.
 */
public final class TotalStore implements Axioms {
    private final Communications com;
    private final EventStructure s;
    private final Algebra a;
    private final GracePeriods grace;
    private final Relation preserved;
    private Relation order;

    public TotalStore(Communications communications) {
        this.com = communications;
        this.s = communications.structure();
        this.a = s.algebra();
        this.grace = new GracePeriods(communications);
        this.preserved = preserved();
    }

    /** Program order but from a write to a later read, unless a barrier or a locked instruction stands between them. */
    private Relation preserved() {
        EventSet memory = s.memory();
        EventSet writes = s.writes();
        EventSet reads = s.reads();
        EventSet locked = s.atomics().or(s.tagged(Tag.LOCK_READ, Tag.LOCK_WRITE));
        Relation order = a.restrict(memory, s.po(), memory);
        Relation delayed = a.restrict(writes, order, reads);
        Relation fenced = s.separated(s.tagged(Tag.MB, Tag.SYNC_RCU, Tag.SYNC_SRCU, Tag.AFTER_SRCU_READ_UNLOCK));
        Relation lockedAfter = a.range(order, locked.and(reads));
        Relation lockedBefore = a.domain(locked.and(writes), order);
        Relation around = a.or(a.range(s.po(), s.tagged(Tag.SYNC_RCU, Tag.SYNC_SRCU, Tag.RCU_UNLOCK)),
            a.domain(s.tagged(Tag.SYNC_RCU, Tag.SYNC_SRCU, Tag.RCU_LOCK), s.po()));
        return a.or(a.minus(order, delayed), a.and(delayed, a.or(fenced, lockedAfter, lockedBefore)), around);
    }

    @Override
    public boolean allow() {
        Relation rfe = a.and(com.readsFrom(), s.external());
        order = a.or(preserved, rfe, com.coherence(), com.fromRead());
        return Basics.coherence(com) && a.isAcyclic(order) && Basics.atomicity(com) && grace.canKeep(order);
    }

    @Override
    public Map<String, Relation> kept() {
        return Map.of("tso", preserved);
    }

    @Override
    public Relation endsBefore() {
        return grace.forced(order);
    }
}
