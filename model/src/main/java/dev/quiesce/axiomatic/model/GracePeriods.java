package dev.quiesce.axiomatic.model;

import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.path.Tag;
import dev.quiesce.axiomatic.relation.Algebra;
import dev.quiesce.axiomatic.relation.EventSet;
import dev.quiesce.axiomatic.relation.Relation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The law of RCU as the ASPLOS 2018 paper states it: of a grace period and a read-side section, either the section ends
 * before the grace period does, or it begins after the grace period has begun. For models with a global order of events, an
 * execution is allowed if one of the two can be chosen for every such pair without a cycle.
 */
final class GracePeriods {
    /** A section; {@code unlock} is -1 if it never ends. */
    private record Section(int lock, int unlock, boolean sleepable) {}

    /** A section, by position in the list of all, and the event of a grace period. */
    private record Pair(int section, int period) {}

    private final Communications com;
    private final EventStructure s;
    private final Algebra a;
    private final EventSet grace;
    private final List<Section> sections = new ArrayList<>();

    GracePeriods(Communications communications) {
        this.com = communications;
        this.s = communications.structure();
        this.a = s.algebra();
        this.grace = s.tagged(Tag.SYNC_RCU, Tag.SYNC_SRCU);
        if (!grace.isEmpty()) {
            collect(Tag.RCU_LOCK, Tag.RCU_UNLOCK, false);
            collect(Tag.SRCU_LOCK, Tag.SRCU_UNLOCK, true);
        }
    }

    /** Sections of RCU by nesting; those of SRCU by the cookie that the unlock stores, as far as the text shows it. */
    private void collect(Tag lock, Tag unlock, boolean sleepable) {
        EventSet unlocks = s.tagged(unlock);
        Deque<Integer> open = new ArrayDeque<>();
        for (int e = s.initial(), thread = -1; e < s.size(); e++) {
            if (s.thread(e) != thread) {
                open.forEach(l -> sections.add(new Section(l, -1, sleepable)));
                open.clear();
                thread = s.thread(e);
            }
            if (s.event(e).tag() == lock) {
                open.push(e);
            } else if (unlocks.contains(e)) {
                Integer begun = sleepable ? cookieOf(e, open) : open.peek();
                if (begun != null) {
                    open.remove(begun);
                    sections.add(new Section(begun, e, sleepable));
                }
            }
        }
        open.forEach(l -> sections.add(new Section(l, -1, sleepable)));
    }

    private Integer cookieOf(int unlock, Deque<Integer> open) {
        return open.stream().filter(lock -> s.data().contains(lock, unlock)).findFirst().orElse(null);
    }

    /** True if nothing waits, or the law can be kept on top of {@code order}, which must have no cycle itself. */
    boolean canKeep(Relation order) {
        return grace.isEmpty() || keep(a.plus(order), new Pair(0, grace.next(0)));
    }

    /** Chooses for the pairs from this one on. */
    private boolean keep(Relation order, Pair from) {
        Pair pair = undecided(order, from);
        if (pair == null) {
            return true;
        }
        Section readers = sections.get(pair.section);
        return readers.unlock() >= 0 && extend(order, readers.unlock(), pair.period, pair)
            || extend(order, pair.period, readers.lock(), pair);
    }

    private boolean extend(Relation order, int before, int after, Pair pair) {
        int mark = a.mark();
        Relation more = with(order, before, after);
        boolean kept = more.isIrreflexive() && keep(more, pair);
        a.release(mark);
        return kept;
    }

    /** What is ordered in whatever way the law is kept on top of {@code order}, on which it can be. */
    Relation forced(Relation order) {
        Relation ordered = a.plus(order);
        return grace.isEmpty() ? ordered : forced(ordered, new Pair(0, grace.next(0)));
    }

    /** The same where {@code order} decides the pairs before {@code from}; null if the law cannot be kept. */
    private Relation forced(Relation order, Pair from) {
        if (!order.isIrreflexive()) {
            return null;
        }
        Pair pair = undecided(order, from);
        if (pair == null) {
            return order;
        }
        Section readers = sections.get(pair.section);
        Relation ended = readers.unlock() < 0 ? null : forced(with(order, readers.unlock(), pair.period), pair);
        Relation begun = forced(with(order, pair.period, readers.lock()), pair);
        return ended == null ? begun : begun == null ? ended : a.and(ended, begun);
    }

    private Relation with(Relation order, int before, int after) {
        Relation more = a.copy(order);
        more.add(before, after);
        a.close(more);
        return more;
    }

    /** The first pair from this one on of which {@code order} does not tell how the law is kept, null if there is none. */
    private Pair undecided(Relation order, Pair from) {
        int section = from.section;
        for (int period = from.period; period >= 0; period = grace.next(period + 1)) {
            for (; section < sections.size(); section++) {
                if (concerns(period, sections.get(section)) && !isKept(order, period, sections.get(section))) {
                    return new Pair(section, period);
                }
            }
            section = 0;
        }
        return null;
    }

    private boolean concerns(int period, Section section) {
        boolean sleepable = s.event(period).tag() == Tag.SYNC_SRCU;
        return sleepable == section.sleepable()
            && (!sleepable || com.sameLocation().contains(period, section.lock()));
    }

    private static boolean isKept(Relation order, int period, Section section) {
        return section.unlock() >= 0 && order.contains(section.unlock(), period)
            || order.contains(period, section.lock());
    }
}
