package dev.quiesce.axiomatic.model;

import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.path.Tag;
import dev.quiesce.axiomatic.relation.Algebra;
import dev.quiesce.axiomatic.relation.EventSet;
import dev.quiesce.axiomatic.relation.Relation;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private final Set<Law> waived;
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
    private Relation rcuFence;
    private Relation cumulStep;
    private Relation overwriteExternal;

    public Lkmm(Communications communications) {
        this(communications, Set.of());
    }

    /** @param waived laws that are not asked for, to see what they forbid */
    public Lkmm(Communications communications, Set<Law> waived) {
        this.waived = waived;
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
        return keeps(Law.COHERENCE, Basics.coherence(com)) && keeps(Law.ATOMIC, Basics.atomicity(com))
            && keeps(Law.HAPPENS_BEFORE, happensBefore()) && keeps(Law.PROPAGATION, propagation())
            && keeps(Law.RCU, rcu());
    }

    private boolean keeps(Law law, boolean kept) {
        return kept || waived.contains(law);
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
        boolean acyclic = a.isAcyclic(pb);
        if (keeps(Law.PROPAGATION, acyclic)) {
            pbs = a.star(pb);
        }
        return acyclic;
    }

    /** {@code irreflexive rb}: no chain of at least as many grace periods as reader sections may close. */
    private boolean rcu() {
        rb = a.empty();
        if (!readers.waits()) {
            return true;
        }
        Relation link = a.seq(a.optional(s.po()), hbs, pbs, prop, s.po());
        rcuFence = a.seq(s.po(), readers.order(link, dataCarried), a.optional(s.po()));
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
        cumulStep = a.seq(step, rmwSequence);
        cumulFences = a.star(cumulStep);
        overwriteExternal = a.domain(marked, a.and(overwrite, s.external()));
        return a.range(a.seq(a.or(overwriteExternal, a.identity(marked)), a.range(cumulFences, marked), a.optional(rfExternal)), marked);
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
        return s.plain().isEmpty() || waived.contains(Law.PLAIN_COHERENCE) || plainAccesses().coherent();
    }

    @Override
    public Optional<Cycle> broken() {
        LkmmCycles cycles = cycles();
        if (!a.isAcyclic(hb)) {
            return Optional.of(new Cycle(Law.HAPPENS_BEFORE, cycles.happensBefore()));
        }
        if (!a.isAcyclic(pb)) {
            return Optional.of(new Cycle(Law.PROPAGATION, cycles.propagation()));
        }
        if (!rb.isIrreflexive()) {
            return Optional.of(new Cycle(Law.RCU, cycles.rcu(rb)));
        }
        if (!Basics.atomicity(com)) {
            return Optional.of(new Cycle(Law.ATOMIC, Basics.between(com)));
        }
        return s.plain().isEmpty() || plainAccesses().coherent() ? Optional.empty()
            : Optional.of(new Cycle(Law.PLAIN_COHERENCE, plainAccesses().incoherence()));
    }

    @Override
    public Map<String, Relation> kept() {
        Map<String, Relation> kept = new LinkedHashMap<>();
        Map<String, Relation> inThread = inThread();
        kept.put("strong-fence", inThread.remove("strong-fence"));
        inThread.forEach((name, relation) -> kept.put(name, a.restrict(marked, relation, marked)));
        return kept;
    }

    private LkmmCycles cycles() {
        Map<String, Relation> cumulative = new LinkedHashMap<>();
        cumulative.put("wmb", fences.wmb());
        cumulative.put("po-rel", fences.release());
        cumulative.put("strong-fence", strongFence);
        cumulative.put("po-unlock-lock-po", unlockLock);
        return new LkmmCycles(new LkmmCycles.Parts(inThread(), cumulative, rfExternal, overwriteExternal, cumulStep, prop,
            strongFence, rcuFence == null ? a.empty() : rcuFence, hb, pb), s.size());
    }

    /** The parts of {@code ppo}. */
    private Map<String, Relation> inThread() {
        Relation rfi = a.and(com.readsFrom(), s.internal());
        Map<String, Relation> inThread = new LinkedHashMap<>();
        inThread.put("addr", a.range(addr, reads.or(writes)));
        inThread.put("data", a.range(dataCarried, writes));
        inThread.put("ctrl", a.range(controlCarried, writes));
        inThread.put("dep; rfi", a.seq(a.range(a.or(addr, dataCarried), marked), rfi));
        inThread.put("wmb", fences.wmb());
        inThread.put("rmb", fences.rmb());
        inThread.put("po-rel", fences.release());
        inThread.put("acq-po", fences.acquire());
        inThread.put("strong-fence", strongFence);
        inThread.put("po-unlock-lock-po", unlockLock);
        inThread.put("coi", a.and(com.coherence(), s.internal()));
        inThread.put("fri", a.and(com.fromRead(), s.internal()));
        inThread.put("addr; wmb", a.seq(a.range(addr, s.plain()), fences.wmb()));
        inThread.replaceAll((name, relation) -> a.and(relation, s.internal()));
        return inThread;
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
