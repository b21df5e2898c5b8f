package dev.quiesce.axiomatic.model;

import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.path.Tag;
import dev.quiesce.axiomatic.relation.Algebra;
import dev.quiesce.axiomatic.relation.EventSet;
import dev.quiesce.axiomatic.relation.Relation;

/**
 * The order that fences, acquires and releases make inside one thread, which does not depend on the execution.
 *
 * <p>A tag does not mean what it says everywhere: an acquire on the write of a read-modify-write, a release on its read and
 * any tag on one that fails give no order ({@code linux-kernel.bell} filters them), and {@code smp_rmb()} does not order the
 * read of an atomic operation without result.
 */
final class LkmmFences {
    private final EventStructure s;
    private final Algebra a;
    private final EventSet memory;
    private final EventSet fullBarriers;
    private final EventSet noReturnReads;
    private final EventSet rmbReads;
    private final EventSet everything;
    private final Relation strong;
    private final Relation release;
    private final Relation acquire;
    private final Relation rmbBetween;
    private final Relation rmb;
    private final Relation wmb;
    private final Relation barrier;
    private final Relation dataNotIntoSrcuUnlock;

    LkmmFences(EventStructure structure) {
        this.s = structure;
        this.a = structure.algebra();
        this.memory = structure.memory();
        this.everything = structure.marked().or(structure.plain());
        EventSet reads = structure.reads();
        EventSet writes = structure.writes();
        EventSet failed = EventSet.of(s.size(), e -> s.atomics().contains(e) && s.event(e).partner() < 0);
        EventSet acquires = tag(Tag.ACQUIRE).minus(writes).minus(failed).or(tag(Tag.LOCK_READ));
        EventSet releases = tag(Tag.RELEASE).minus(reads).minus(failed).or(tag(Tag.UNLOCK));
        this.fullBarriers = tag(Tag.FULL).minus(failed);
        this.noReturnReads = tag(Tag.NORETURN).minus(writes);
        this.rmbReads = reads.minus(noReturnReads);
        this.acquire = a.restrict(acquires, s.po(), memory);
        this.release = a.restrict(memory, s.po(), releases);
        this.rmbBetween = s.separated(tag(Tag.RMB));
        this.rmb = a.restrict(rmbReads, rmbBetween, rmbReads);
        this.wmb = a.restrict(writes, s.separated(tag(Tag.WMB)), writes);
        Relation gracePeriod = a.seq(a.range(s.po(), s.tagged(Tag.SYNC_RCU, Tag.SYNC_SRCU)), a.optional(s.po()));
        this.strong = a.or(fullBarrier(), gracePeriod);
        EventSet compiler = s.tagged(Tag.BARRIER, Tag.RMB, Tag.WMB, Tag.MB, Tag.SYNC_RCU, Tag.SYNC_SRCU,
            Tag.BEFORE_ATOMIC, Tag.AFTER_ATOMIC, Tag.RCU_LOCK, Tag.RCU_UNLOCK, Tag.SRCU_LOCK, Tag.SRCU_UNLOCK);
        this.barrier = a.or(s.separated(compiler.or(acquires, releases, fullBarriers)), a.range(s.po(), releases),
            a.domain(acquires, s.po()));
        this.dataNotIntoSrcuUnlock = a.range(s.data(), everything.minus(tag(Tag.SRCU_UNLOCK)));
    }

    private EventSet tag(Tag tag) {
        return s.tagged(tag);
    }

    /** {@code mb}, but for what depends on which critical section follows which. */
    private Relation fullBarrier() {
        EventSet reads = s.reads();
        EventSet writes = s.writes();
        Relation fence = a.restrict(memory, s.separated(tag(Tag.MB).or(fullBarriers)), memory);
        Relation intoAtomic = a.restrict(memory, s.po(), fullBarriers.and(reads));
        Relation outOfAtomic = a.restrict(fullBarriers.and(writes), s.po(), memory);
        Relation beforeAtomic = a.range(a.seq(a.restrict(memory, s.separated(tag(Tag.BEFORE_ATOMIC)), s.atomics()),
            a.optional(s.po())), memory);
        return a.or(fence, intoAtomic, outOfAtomic, beforeAtomic, after(s.atomics(), Tag.AFTER_ATOMIC),
            after(tag(Tag.LOCK_WRITE), Tag.AFTER_SPINLOCK), after(tag(Tag.SRCU_UNLOCK), Tag.AFTER_SRCU_READ_UNLOCK));
    }

    /** {@code [M] ; po? ; [what] ; fencerel(barrier) ; [M]}. */
    private Relation after(EventSet what, Tag barrier) {
        return a.domain(memory,
            a.seq(a.range(a.optional(s.po()), what), a.range(s.separated(tag(barrier)), memory)));
    }

    /** The rest of {@code mb}: an smp_mb__after_unlock_lock() after a lock that an unlock comes before. */
    Relation afterUnlockLock(Relation unlockLock) {
        return a.restrict(memory, a.seq(a.range(unlockLock, tag(Tag.AFTER_UNLOCK_LOCK)), s.po()), memory);
    }

    /** {@code strong-fence}, but for {@link #afterUnlockLock} and fences made of RCU. */
    Relation strong() {
        return strong;
    }

    /** {@code po-rel}. */
    Relation release() {
        return release;
    }

    /** {@code acq-po}. */
    Relation acquire() {
        return acquire;
    }

    Relation wmb() {
        return wmb;
    }

    Relation rmb() {
        return rmb;
    }

    /** {@code [R4rmb] ; fencerel(Rmb) ; [~Noreturn]}. */
    Relation rmbFromRead() {
        return a.restrict(rmbReads, rmbBetween, everything.minus(noReturnReads));
    }

    /** {@code [~Noreturn] ; fencerel(Rmb) ; [R4rmb]}. */
    Relation rmbToRead() {
        return a.restrict(everything.minus(noReturnReads), rmbBetween, rmbReads);
    }

    /** What the compiler may not move plain accesses across. */
    Relation barrier() {
        return barrier;
    }

    Relation dataNotIntoSrcuUnlock() {
        return dataNotIntoSrcuUnlock;
    }
}
