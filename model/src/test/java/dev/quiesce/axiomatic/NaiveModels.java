package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.NaiveEnumerator.Candidate;
import dev.quiesce.axiomatic.path.Event;
import dev.quiesce.axiomatic.path.Tag;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;

/**
 * The memory models once more, written from the papers on tables of truth values, slowly and without sharing anything with
 * the engine's. Covers marked accesses, fences, atomics, dependencies and RCU.
 */
final class NaiveModels {
    private final Candidate c;
    private final int n;

    private NaiveModels(Candidate candidate) {
        this.c = candidate;
        this.n = candidate.size();
    }

    static boolean sc(Candidate candidate) {
        NaiveModels m = new NaiveModels(candidate);
        return m.acyclic(m.union(m.po(), m.rf(), m.co(), m.fr())) && m.atomic();
    }

    static boolean tso(Candidate candidate) {
        NaiveModels m = new NaiveModels(candidate);
        boolean[][] ppo = m.rel((a, b) -> m.before(a, b) && m.memory(a) && m.memory(b)
            && !(m.c.isWrite(a) && m.c.isRead(b) && !m.atomicEvent(a) && !m.atomicEvent(b) && !m.mfence(a, b)));
        return m.coherence() && m.atomic() && m.acyclic(m.union(ppo, m.external(m.rf()), m.co(), m.fr()));
    }

    static boolean lkmm(Candidate candidate) {
        return new NaiveModels(candidate).allowed();
    }

    private boolean allowed() {
        if (!coherence() || !atomic()) {
            return false;
        }
        IntPredicate mem = this::memory;
        IntPredicate read = c::isRead;
        IntPredicate write = c::isWrite;
        IntPredicate acquire = e -> tag(e, Tag.ACQUIRE) && read.test(e) && !failed(e);
        IntPredicate release = e -> tag(e, Tag.RELEASE) && write.test(e);
        IntPredicate full = e -> tag(e, Tag.MB) || tag(e, Tag.FULL) && !failed(e);
        IntPredicate sync = e -> tag(e, Tag.SYNC_RCU);
        IntPredicate rmbRead = e -> read.test(e) && !tag(e, Tag.NORETURN);
        boolean[][] po = po();
        boolean[][] poq = reflexive(po);
        boolean[][] mb = union(pick(mem, between(full), mem),
            pick(mem, po, e -> full.test(e) && read.test(e)), pick(e -> full.test(e) && write.test(e), po, mem),
            pick(mem, seq(pick(mem, between(e -> tag(e, Tag.BEFORE_ATOMIC)), this::atomicEvent), poq), mem),
            pick(mem, seq(pick(mem, poq, this::atomicEvent), between(e -> tag(e, Tag.AFTER_ATOMIC))), mem));
        boolean[][] gp = seq(pick(e -> true, po, sync), poq);
        boolean[][] strong = union(mb, gp);
        boolean[][] poRel = pick(mem, po, release);
        boolean[][] wmb = pick(write, between(e -> tag(e, Tag.WMB)), write);
        boolean[][] rmb = pick(rmbRead, between(e -> tag(e, Tag.RMB)), rmbRead);
        boolean[][] fence = union(strong, poRel, pick(acquire, po, mem), wmb, rmb);
        boolean[][] rfi = internal(rf());
        boolean[][] rfe = external(rf());
        boolean[][] carry = reflexive(plus(seq(data(), rfi)));
        boolean[][] addr = seq(carry, address());
        boolean[][] dep = union(addr, seq(carry, data()));
        boolean[][] overwrite = union(co(), fr());
        boolean[][] toWrite = union(pick(e -> true, union(dep, seq(carry, control())), write), internal(overwrite));
        boolean[][] toRead = union(pick(e -> true, addr, read), seq(dep, rfi));
        boolean[][] ppo = union(toRead, toWrite, fence);
        boolean[][] rmwSequence = reflexive(plus(seq(rf(), rmw())));
        boolean[][] cumul = seq(union(seq(reflexive(rfe), union(strong, poRel)), wmb), rmwSequence);
        boolean[][] prop = seq(seq(reflexive(external(overwrite)), reflexive(plus(cumul))), reflexive(rfe));
        boolean[][] hb = union(ppo, rfe, rel((a, b) -> a != b && prop[a][b] && sameThread(a, b)));
        if (!acyclic(hb)) {
            return false;
        }
        boolean[][] hbs = reflexive(plus(hb));
        boolean[][] pb = seq(seq(prop, strong), hbs);
        if (!acyclic(pb)) {
            return false;
        }
        boolean[][] pbs = reflexive(plus(pb));
        boolean[][] link = seq(seq(seq(seq(poq, hbs), pbs), prop), po);
        boolean[][] rcuFence = seq(seq(po, order(link, sync)), poq);
        boolean[][] rb = seq(seq(seq(prop, rcuFence), hbs), pbs);
        return irreflexive(rb);
    }

    private boolean[][] order(boolean[][] link, IntPredicate sync) {
        boolean[][] gp = rel((a, b) -> a == b && sync.test(a));
        boolean[][] sections = rel((unlock, lock) -> matches(lock, unlock));
        boolean[][] order = gp;
        while (true) {
            boolean[][] chain = seq(seq(link, order), link);
            boolean[][] next = union(order, seq(seq(gp, link), sections), seq(seq(sections, link), gp),
                seq(seq(gp, chain), sections), seq(seq(sections, chain), gp), seq(seq(order, link), order));
            if (java.util.Arrays.deepEquals(next, order)) {
                return order;
            }
            order = next;
        }
    }

    /** True if {@code unlock} ends what {@code lock} began. */
    private boolean matches(int lock, int unlock) {
        if (!tag(lock, Tag.RCU_LOCK) || !tag(unlock, Tag.RCU_UNLOCK) || !before(lock, unlock)) {
            return false;
        }
        int depth = 0;
        for (int e = lock; e < unlock; e++) {
            depth += tag(e, Tag.RCU_LOCK) ? 1 : tag(e, Tag.RCU_UNLOCK) ? -1 : 0;
            if (depth == 0) {
                return false;
            }
        }
        return depth == 1;
    }

    private boolean coherence() {
        return acyclic(union(rel((a, b) -> before(a, b) && sameLocation(a, b)), rf(), co(), fr()));
    }

    private boolean atomic() {
        boolean[][] between = seq(external(fr()), external(co()));
        boolean[][] rmw = rmw();
        return none((a, b) -> rmw[a][b] && between[a][b]);
    }

    // ---- events

    private Event event(int e) {
        return c.events().get(e);
    }

    private boolean tag(int e, Tag tag) {
        return event(e).thread() >= 0 && event(e).tag() == tag;
    }

    private boolean memory(int e) {
        return c.isRead(e) || c.isWrite(e);
    }

    private boolean atomicEvent(int e) {
        return event(e).atomic();
    }

    private boolean failed(int e) {
        return event(e).atomic() && event(e).partner() < 0;
    }

    private boolean sameThread(int a, int b) {
        return event(a).thread() == event(b).thread() && event(a).thread() >= 0;
    }

    private boolean before(int a, int b) {
        return sameThread(a, b) && event(a).index() < event(b).index();
    }

    private boolean sameLocation(int a, int b) {
        return memory(a) && memory(b) && c.location()[a] == c.location()[b];
    }

    private boolean mfence(int a, int b) {
        Set<Tag> fences = EnumSet.of(Tag.MB, Tag.SYNC_RCU);
        for (int e = 0; e < n; e++) {
            boolean barrier = event(e).thread() >= 0
                && (fences.contains(event(e).tag()) || atomicEvent(e));
            if (barrier && before(a, e) && before(e, b)) {
                return true;
            }
        }
        return false;
    }

    // ---- relations

    private boolean[][] po() {
        return rel(this::before);
    }

    private boolean[][] rf() {
        return rel((w, r) -> c.isRead(r) && c.readsFrom()[r] == w);
    }

    private boolean[][] co() {
        return rel(c::coherent);
    }

    private boolean[][] fr() {
        return rel((r, w) -> c.isRead(r) && c.coherent(c.readsFrom()[r], w));
    }

    private boolean[][] rmw() {
        return rel((r, w) -> sameThread(r, w) && c.isRead(r) && event(r).partner() == event(w).index());
    }

    private boolean[][] address() {
        return rel((r, e) -> sameThread(r, e) && event(e).address().get(event(r).index()));
    }

    private boolean[][] data() {
        return rel((r, e) -> sameThread(r, e) && event(e).data().get(event(r).index()));
    }

    private boolean[][] control() {
        return rel((r, e) -> sameThread(r, e) && event(e).control().get(event(r).index()));
    }

    private boolean[][] between(IntPredicate fences) {
        return rel((a, b) -> {
            for (int e = 0; e < n; e++) {
                if (fences.test(e) && before(a, e) && before(e, b)) {
                    return true;
                }
            }
            return false;
        });
    }

    private boolean[][] rel(BiPredicate<Integer, Integer> member) {
        boolean[][] r = new boolean[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                r[a][b] = member.test(a, b);
            }
        }
        return r;
    }

    private boolean[][] internal(boolean[][] r) {
        return rel((a, b) -> r[a][b] && sameThread(a, b));
    }

    private boolean[][] external(boolean[][] r) {
        return rel((a, b) -> r[a][b] && !sameThread(a, b));
    }

    private boolean[][] pick(IntPredicate from, boolean[][] r, IntPredicate to) {
        return rel((a, b) -> r[a][b] && from.test(a) && to.test(b));
    }

    private boolean[][] union(boolean[][]... all) {
        return rel((a, b) -> {
            for (boolean[][] r : all) {
                if (r[a][b]) {
                    return true;
                }
            }
            return false;
        });
    }

    private boolean[][] seq(boolean[][] r, boolean[][] s) {
        return rel((a, b) -> {
            for (int m = 0; m < n; m++) {
                if (r[a][m] && s[m][b]) {
                    return true;
                }
            }
            return false;
        });
    }

    private boolean[][] reflexive(boolean[][] r) {
        return rel((a, b) -> a.equals(b) || r[a][b]);
    }

    private boolean[][] plus(boolean[][] r) {
        boolean[][] closed = rel((a, b) -> r[a][b]);
        for (int m = 0; m < n; m++) {
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    closed[a][b] |= closed[a][m] && closed[m][b];
                }
            }
        }
        return closed;
    }

    private boolean acyclic(boolean[][] r) {
        return irreflexive(plus(r));
    }

    private boolean irreflexive(boolean[][] r) {
        return none((a, b) -> a.equals(b) && r[a][b]);
    }

    private boolean none(BiPredicate<Integer, Integer> member) {
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                if (member.test(a, b)) {
                    return false;
                }
            }
        }
        return true;
    }
}
