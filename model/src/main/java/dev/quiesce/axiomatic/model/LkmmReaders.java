package dev.quiesce.axiomatic.model;

import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.graph.Execution;
import dev.quiesce.axiomatic.path.Ending;
import dev.quiesce.axiomatic.path.Tag;
import dev.quiesce.axiomatic.relation.Algebra;
import dev.quiesce.axiomatic.relation.EventSet;
import dev.quiesce.axiomatic.relation.Relation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;

/**
 * RCU and SRCU: which read-side sections and grace periods there are, and the order that chains of them make.
 *
 * <p>{@code rcu-order} is a least fixed point over events that lock, unlock or wait only; it is computed on a matrix of
 * those few events and put back into the large one.
 */
final class LkmmReaders {
    private final Communications com;
    private final EventStructure s;
    private final Algebra a;
    private final EventSet srcuLocks;
    private final EventSet srcuUnlocks;
    private final boolean waits;
    private final boolean sleepable;
    /** {@code rcu-rscs}: from a lock to the unlock that matches it. */
    private final Relation sections;
    /** Where sections begin that nothing ends, because their thread stops inside. */
    private final EventSet open;
    private final int[] players;
    private final Algebra small;

    LkmmReaders(Communications communications) {
        this.com = communications;
        this.s = communications.structure();
        this.a = s.algebra();
        this.srcuLocks = s.tagged(Tag.SRCU_LOCK);
        this.srcuUnlocks = s.tagged(Tag.SRCU_UNLOCK);
        EventSet grace = s.tagged(Tag.SYNC_RCU, Tag.SYNC_SRCU);
        this.waits = !grace.isEmpty();
        this.sleepable = !srcuLocks.or(srcuUnlocks).isEmpty();
        this.sections = matchSections();
        EventSet rcuLocks = s.tagged(Tag.RCU_LOCK);
        this.open = EventSet.of(s.size(), e -> rcuLocks.contains(e) && !sections.hasSuccessor(e) && !returns(s.thread(e)));
        EventSet all = grace.or(srcuLocks, srcuUnlocks, s.tagged(Tag.RCU_LOCK, Tag.RCU_UNLOCK));
        this.players = new int[all.size()];
        for (int e = all.next(0), k = 0; e >= 0; e = all.next(e + 1)) {
            players[k++] = e;
        }
        this.small = new Algebra(players.length);
    }

    private boolean returns(int thread) {
        return s.path(thread).story().ending() instanceof Ending.Returned;
    }

    /** True if anything waits for a grace period. */
    boolean waits() {
        return waits;
    }

    private Relation matchSections() {
        Relation matched = a.empty();
        Deque<Integer> open = new ArrayDeque<>();
        for (int e = s.initial(), thread = -1; e < s.size(); e++) {
            if (s.thread(e) != thread) {
                thread = s.thread(e);
                open.clear();
            }
            switch (s.event(e).tag()) {
                case RCU_LOCK -> open.push(e);
                case RCU_UNLOCK -> {
                    if (!open.isEmpty()) {
                        matched.add(open.pop(), e);
                    }
                }
                default -> { }
            }
        }
        return matched;
    }

    /** {@code srcu-rscs}: an unlock that stores a cookie which came, through whatever memory, from a lock. */
    private Relation sleepableSections(Relation dataCarried) {
        Relation intoOthers = a.range(dataCarried, s.marked().or(s.plain()).minus(srcuUnlocks));
        Relation carry = a.star(a.seq(intoOthers, com.readsFrom()));
        return a.and(a.restrict(srcuLocks, a.seq(carry, dataCarried), srcuUnlocks), com.sameLocation());
    }

    /**
     * From every grace period to the beginnings of sections that are never left: a grace period that is over did not wait
     * for them, so they began after it, with all that has come before it in sight.
     */
    private Relation unending(Relation srcuSections) {
        Relation result = a.product(s.tagged(Tag.SYNC_RCU), open);
        boolean stopped = s.paths().stream().anyMatch(path -> !(path.story().ending() instanceof Ending.Returned));
        if (!sleepable || !stopped) {
            return result;
        }
        EventSet unmatched = EventSet.of(s.size(), e -> srcuLocks.contains(e) && !srcuSections.hasSuccessor(e));
        return a.or(result, a.and(a.product(s.tagged(Tag.SYNC_SRCU), unmatched), com.sameLocation()));
    }

    /**
     * {@code rcu-order}: chains of grace periods and sections, joined by {@code link}, with at least as many grace periods
     * as sections.
     */
    Relation order(Relation link, Relation dataCarried) {
        int mark = small.mark();
        Relation srcuSections = sleepable ? sleepableSections(dataCarried) : a.empty();
        Relation joined = shrink(link);
        Relation rcuGp = small.identity(players(Tag.SYNC_RCU));
        Relation srcuGp = small.identity(players(Tag.SYNC_SRCU));
        Relation rcuSection = small.inverse(shrink(sections));
        Relation srcuSection = small.inverse(shrink(srcuSections));
        Relation sameDomain = shrink(com.sameLocation());
        Relation order = small.or(rcuGp, srcuGp, shrink(unending(srcuSections)));
        while (true) {
            // Either nothing or a shorter chain stands between a grace period and a section.
            Relation between = small.or(joined, small.seq(joined, order, joined));
            Relation next = small.or(order, small.seq(order, joined, order),
                small.seq(rcuGp, between, rcuSection),
                small.seq(rcuSection, between, rcuGp),
                small.and(small.seq(srcuGp, between, srcuSection), sameDomain),
                small.and(small.seq(srcuSection, between, srcuGp), sameDomain));
            if (small.same(next, order)) {
                break;
            }
            order = next;
        }
        Relation result = a.empty();
        for (int i = 0; i < players.length; i++) {
            for (int j = order.next(i, 0); j >= 0; j = order.next(i, j + 1)) {
                result.add(players[i], players[j]);
            }
        }
        small.release(mark);
        return result;
    }

    private EventSet players(Tag tag) {
        return EventSet.of(players.length, k -> s.event(players[k]).tag() == tag);
    }

    private Relation shrink(Relation large) {
        Relation result = small.empty();
        for (int i = 0; i < players.length; i++) {
            for (int j = 0; j < players.length; j++) {
                if (large.contains(players[i], players[j])) {
                    result.add(i, j);
                }
            }
        }
        return result;
    }

    // ---- flags

    Set<Flag> possibleFlags() {
        Set<Flag> flags = staticFlags();
        if (sleepable) {
            flags.addAll(EnumSet.of(Flag.UNMATCHED_SRCU_LOCK, Flag.UNMATCHED_SRCU_UNLOCK, Flag.MULTIPLE_SRCU_MATCHES,
                Flag.SRCU_BAD_VALUE_MATCH));
        }
        if (hasLocks()) {
            flags.add(Flag.MIXED_LOCK_ACCESSES);
            flags.add(Flag.UNMATCHED_UNLOCK);
        }
        return flags;
    }

    Set<Flag> flags(Relation dataCarried, Relation addr) {
        Set<Flag> flags = staticFlags();
        if (sleepable) {
            sleepableFlags(sleepableSections(dataCarried), flags);
        }
        if (hasLocks()) {
            lockFlags(flags);
        }
        return flags;
    }

    private boolean hasLocks() {
        return sleepable || !s.tagged(Tag.LOCK_READ, Tag.UNLOCK, Tag.LOCK_SEEN_FREE, Tag.LOCK_SEEN_TAKEN, Tag.SYNC_SRCU)
            .isEmpty();
    }

    private Set<Flag> staticFlags() {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        Relation unlocks = a.inverse(sections);
        for (int e = s.initial(); e < s.size(); e++) {
            switch (s.event(e).tag()) {
                case RCU_LOCK -> addIf(flags, Flag.UNMATCHED_RCU_LOCK, !sections.hasSuccessor(e));
                case RCU_UNLOCK -> addIf(flags, Flag.UNMATCHED_RCU_UNLOCK, !unlocks.hasSuccessor(e));
                default -> { }
            }
        }
        addIf(flags, Flag.INVALID_SLEEP, !a.and(sections, s.separated(s.tagged(Tag.SYNC_SRCU))).isEmpty());
        return flags;
    }

    private void sleepableFlags(Relation matched, Set<Flag> flags) {
        Relation unlocks = a.inverse(matched);
        Execution execution = com.execution();
        for (int e = s.initial(); e < s.size(); e++) {
            if (srcuLocks.contains(e)) {
                addIf(flags, Flag.UNMATCHED_SRCU_LOCK, !matched.hasSuccessor(e));
                for (int u = matched.next(e, 0); u >= 0; u = matched.next(e, u + 1)) {
                    addIf(flags, Flag.SRCU_BAD_VALUE_MATCH, execution.value(e) != execution.value(u));
                }
            } else if (srcuUnlocks.contains(e)) {
                addIf(flags, Flag.UNMATCHED_SRCU_UNLOCK, !unlocks.hasSuccessor(e));
            }
        }
        Relation twice = a.withoutIdentity(a.seq(unlocks, matched));
        addIf(flags, Flag.MULTIPLE_SRCU_MATCHES, !twice.isEmpty());
    }

    private void lockFlags(Set<Flag> flags) {
        EventSet locks = s.tagged(Tag.LOCK_READ, Tag.LOCK_WRITE, Tag.UNLOCK, Tag.LOCK_SEEN_FREE, Tag.LOCK_SEEN_TAKEN,
            Tag.SRCU_LOCK, Tag.SRCU_UNLOCK, Tag.SYNC_SRCU);
        EventSet others = s.memory().minus(s.initialWrites()).minus(locks);
        addIf(flags, Flag.MIXED_LOCK_ACCESSES, !a.restrict(others, com.sameLocation(), locks).isEmpty());
        Relation begun = a.inverse(com.critical());
        EventSet unlocks = s.tagged(Tag.UNLOCK);
        for (int e = unlocks.next(0); e >= 0; e = unlocks.next(e + 1)) {
            addIf(flags, Flag.UNMATCHED_UNLOCK, !begun.hasSuccessor(e));
        }
    }

    private static void addIf(Set<Flag> flags, Flag flag, boolean condition) {
        if (condition) {
            flags.add(flag);
        }
    }
}
