package dev.quiesce.fuzz;

import dev.quiesce.program.Address;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.Outcome.Access;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which conflicting accesses random runs have seen one right after the other. Two accesses by different threads conflict if they
 * are to the same memory and one of them writes; they are adjacent if no access that conflicts with either comes between. A
 * pair is two places in the program, and is seen in one order or in both: the number of pairs seen in one order only is the
 * simplest hint at what has not been tried.
 */
final class Coverage {
    private static final int FORWARDS = 1;
    private static final int BACKWARDS = 2;

    /** Two places, the one that was met first in front. */
    private record Pair(int first, int second) {}

    private record Seen(Access access, int slot) {}

    /** What has happened to a piece of memory in this run since its last write, that write included. */
    private static final class History {
        private Seen write;
        private final List<Seen> reads = new ArrayList<>();
    }

    private final Map<Site, Integer> numbers = new HashMap<>();
    private final Map<Pair, Integer> pairs = new HashMap<>();
    private final Map<Long, History> memory = new HashMap<>();

    /** A new run begins. */
    void restart() {
        memory.clear();
    }

    /** The thread in {@code slot} has made a step with these accesses. */
    void add(int slot, Access[] footprint) {
        for (Access access : footprint) {
            if (access.bytes() > Long.BYTES) {
                whole(slot, access);
            } else if (access.bytes() > 0) {
                note(memory.computeIfAbsent(access.address(), _ -> new History()), new Seen(access, slot));
            }
        }
    }

    /** An access to a whole object, which is its end. */
    private void whole(int slot, Access access) {
        int object = Address.object(access.address());
        memory.forEach((address, history) -> {
            if (Address.object(address) == object) {
                note(history, new Seen(access, slot));
            }
        });
    }

    private void note(History history, Seen now) {
        if (!now.access.write()) {
            meet(history.write, now);
            history.reads.add(now);
            return;
        }
        if (history.reads.isEmpty()) {
            meet(history.write, now);
        }
        history.reads.forEach(read -> meet(read, now));
        history.reads.clear();
        history.write = now;
    }

    private void meet(Seen before, Seen after) {
        if (before == null || before.slot == after.slot) {
            return;
        }
        int first = number(before.access.site());
        int second = number(after.access.site());
        int order = first == second ? FORWARDS | BACKWARDS : first < second ? FORWARDS : BACKWARDS;
        pairs.merge(new Pair(Math.min(first, second), Math.max(first, second)), order, (a, b) -> a | b);
    }

    private int number(Site site) {
        return numbers.computeIfAbsent(site, _ -> numbers.size());
    }

    /** Pairs that were adjacent in some run. */
    int pairs() {
        return pairs.size();
    }

    /** Those of them that were in both orders. */
    int bothOrders() {
        return (int) pairs.values().stream().filter(seen -> seen == (FORWARDS | BACKWARDS)).count();
    }
}
