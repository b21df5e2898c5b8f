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
        return grace.isEmpty() || keep(a.plus(order), 0, grace.next(0));
    }

    /** Chooses for the pairs from the one of section {@code from} and {@code period} on. */
    private boolean keep(Relation order, int from, int period) {
        int section = from;
        int waiting = period;
        while (waiting >= 0) {
            for (; section < sections.size(); section++) {
                if (concerns(waiting, sections.get(section)) && !isKept(order, waiting, sections.get(section))) {
                    return choose(order, section, waiting);
                }
            }
            section = 0;
            waiting = grace.next(waiting + 1);
        }
        return true;
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

    private boolean choose(Relation order, int section, int period) {
        Section readers = sections.get(section);
        return readers.unlock() >= 0 && extend(order, readers.unlock(), period, section, period)
            || extend(order, period, readers.lock(), section, period);
    }

    private boolean extend(Relation order, int before, int after, int section, int period) {
        int mark = a.mark();
        Relation more = a.copy(order);
        more.add(before, after);
        a.close(more);
        boolean kept = more.isIrreflexive() && keep(more, section, period);
        a.release(mark);
        return kept;
    }
}
