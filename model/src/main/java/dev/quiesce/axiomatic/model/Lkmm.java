package dev.quiesce.axiomatic.model;

import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.path.Tag;
import dev.quiesce.axiomatic.relation.Algebra;
import dev.quiesce.axiomatic.relation.EventSet;
import dev.quiesce.axiomatic.relation.Relation;
import java.util.Optional;
import java.util.Set;

/**
 * The Linux kernel memory model in the version that herd7 calls lkmmv2.
 *
 * <p>After Alglave, Maranget, McKenney, Parri and Stern, "Frightening Small Children and Disconcerting Grown-ups:
 * Concurrency in the Linux Kernel" (ASPLOS 2018), with the changes made since: plain accesses, dependencies carried
 * through them, locks as read-modify-writes, SRCU matched through the cookie's data flow, barriers as tags of
 * read-modify-writes, {@code rmw-sequence}. Names are those of the kernel's {@code linux-kernel.cat}; the kernel's
 * {@code explanation.txt} says what each of them stands for.
 */
public final class Lkmm implements Axioms {
    private final Communications com;
    private final EventStructure s;
    private final Algebra a;
    private final EventSet marked;
    private final EventSet writes;
    private final EventSet reads;
    private final EventSet unlocks;
    private final EventSet lockReads;
    private final boolean hasLocks;
    private final boolean hasData;
    private final LkmmFences fences;
    private final LkmmReaders readers;

    private Relation overwrite;
    private Relation rfExternal;
    private Relation unlockLock;
    private Relation addr;
    private Relation dataCarried;
    private Relation controlCarried;
    private Relation fence;
    private Relation nonRwFence;
    private Relation strongFence;
    private Relation rmwSequence;
    private Relation cumulFences;
    private Relation prop;
    private Relation hb;
    private Relation hbs;
    private Relation pb;
    private Relation pbs;
    private Relation rb;

    public Lkmm(Communications communications) {
        this.com = communications;
        this.s = communications.structure();
        this.a = s.algebra();
        this.marked = s.marked();
        this.writes = s.writes();
        this.reads = s.reads();
        this.unlocks = s.tagged(Tag.UNLOCK);
        this.lockReads = s.tagged(Tag.LOCK_READ);
        this.hasLocks = !lockReads.isEmpty();
        this.hasData = !s.data().isEmpty();
        this.fences = new LkmmFences(s);
        this.readers = new LkmmReaders(communications);
    }

    @Override
    public boolean allow() {
        return Basics.coherence(com) && Basics.atomicity(com) && happensBefore() && propagation() && rcu();
    }

    /** {@code acyclic hb}: what happens before something else happens earlier in time. */
    private boolean happensBefore() {
        basicRelations();
        prop = prop();
        Relation inThread = a.and(a.withoutIdentity(prop), s.internal());
        hb = a.restrict(marked, a.or(ppo(), rfExternal, inThread), marked);
        return a.isAcyclic(hb);
    }

    /** {@code acyclic pb}: a strong fence separates what has reached every thread from what comes later. */
    private boolean propagation() {
        hbs = a.star(hb);
        pb = a.range(a.seq(prop, strongFence, hbs), marked);
        if (!a.isAcyclic(pb)) {
            return false;
        }
        pbs = a.star(pb);
        return true;
    }

    /** {@code irreflexive rb}: no chain of at least as many grace periods as reader sections may close. */
    private boolean rcu() {
        rb = a.empty();
        if (!readers.waits()) {
            return true;
        }
        Relation link = a.seq(a.optional(s.po()), hbs, pbs, prop, s.po());
        Relation rcuFence = a.seq(s.po(), readers.order(link, dataCarried), a.optional(s.po()));
        fence = a.or(fence, rcuFence);
        strongFence = a.or(strongFence, rcuFence);
        rb = a.range(a.seq(prop, rcuFence, hbs, pbs), marked);
        return rb.isIrreflexive();
    }

    private void basicRelations() {
        rfExternal = a.and(com.readsFrom(), s.external());
        overwrite = a.or(com.coherence(), com.fromRead());
        carryDependencies();
        unlockLock = hasLocks ? unlockLock() : a.empty();
        strongFence = hasLocks ? a.or(fences.strong(), fences.afterUnlockLock(unlockLock)) : fences.strong();
        nonRwFence = a.or(strongFence, fences.release(), fences.acquire());
        fence = a.or(nonRwFence, fences.wmb(), fences.rmb());
    }

    /** {@code carry-dep}: a dependency goes on through what a thread stores and reads back. */
    private void carryDependencies() {
        if (!hasData) {
            addr = s.address();
            dataCarried = s.data();
            controlCarried = s.control();
            return;
        }
        Relation rfi = a.and(com.readsFrom(), s.internal());
        Relation carry = a.star(a.seq(fences.dataNotIntoSrcuUnlock(), rfi));
        addr = a.seq(carry, s.address());
        dataCarried = a.seq(carry, s.data());
        controlCarried = a.seq(carry, s.control());
    }

    /** {@code po-unlock-lock-po}: across two critical sections of one thread, or of one lock handed over. */
    private Relation unlockLock() {
        Relation handed = a.range(a.or(s.po(), com.readsFrom()), lockReads);
        return a.seq(a.range(s.po(), unlocks), handed, s.po());
    }

    /** {@code ppo}: what a thread's own instructions keep in order. */
    private Relation ppo() {
        Relation dep = a.or(addr, dataCarried);
        Relation rwDep = a.range(a.or(dep, controlCarried), writes);
        Relation rfi = a.and(com.readsFrom(), s.internal());
        Relation toWrite = a.or(rwDep, a.and(overwrite, s.internal()), a.seq(a.range(addr, s.plain()), fences.wmb()));
        Relation toRead = a.or(a.range(addr, reads), a.seq(a.range(dep, marked), rfi));
        return a.or(toRead, toWrite, a.and(a.or(fence, unlockLock), s.internal()));
    }

    /** {@code prop}: an access that another one's effects have reached first, through cumulative fences. */
    private Relation prop() {
        rmwSequence = s.pairs().isEmpty() ? a.identity(marked.or(s.plain())) : a.star(a.seq(com.readsFrom(), s.pairs()));
        Relation cumulative = a.seq(a.optional(a.range(rfExternal, marked)), a.or(strongFence, fences.release()));
        Relation step = a.restrict(marked, a.or(cumulative, fences.wmb(), unlockLock), marked);
        cumulFences = a.star(a.seq(step, rmwSequence));
        Relation overwriteExternal = a.domain(marked, a.optional(a.and(overwrite, s.external())));
        return a.range(a.seq(overwriteExternal, a.range(cumulFences, marked), a.optional(rfExternal)), marked);
    }

    // ---- plain accesses and flags

    private LkmmRaces plainAccesses() {
        Relation xbStar = a.star(a.or(hb, pb, rb));
        Relation visible = a.seq(cumulFences, a.range(a.optional(rfExternal), marked),
            a.or(a.seq(a.range(strongFence, marked), xbStar), a.and(xbStar, s.internal())));
        return new LkmmRaces(com, fences, new LkmmRaces.Order(addr, fence, nonRwFence, strongFence, rmwSequence, xbStar,
            visible));
    }

    /** After {@code rw-xbstar} and {@code ww-vis}: from the bound behind an access to the bound before another. */
    @Override
    public Relation endsBefore() {
        return plainAccesses().endsBefore();
    }

    @Override
    public Optional<Relation> races() {
        return s.plain().isEmpty() ? Optional.empty() : Optional.of(plainAccesses().races());
    }

    @Override
    public boolean allowFinished() {
        return s.plain().isEmpty() || plainAccesses().coherent();
    }

    @Override
    public Set<Flag> flags() {
        Set<Flag> flags = readers.flags(dataCarried, addr);
        if (!s.plain().isEmpty()) {
            plainAccesses().flags(flags);
        }
        return flags;
    }

    @Override
    public Set<Flag> possibleFlags() {
        Set<Flag> flags = readers.possibleFlags();
        if (!s.plain().isEmpty()) {
            flags.add(Flag.DATA_RACE);
            if (!s.plain().and(writes).isEmpty()) {
                flags.add(Flag.MIXED_ACCESSES);
            }
        }
        return flags;
    }
}
