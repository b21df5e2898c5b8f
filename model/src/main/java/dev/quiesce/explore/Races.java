package dev.quiesce.explore;

import dev.quiesce.program.Site;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.Outcome.Access;
import dev.quiesce.simulate.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Data races under sequential consistency: two accesses to overlapping memory by different threads, both possible next in
 * one reachable state, at least one a write and at least one plain. Steps that take the same lock, not both as readers,
 * are not both possible next although each of them is.
 */
final class Races {
    private static final Comparator<Site> BY_PLACE =
        Comparator.comparing(Site::file).thenComparingInt(Site::line).thenComparingInt(Site::column);

    /** The two places of a race, in order of the text. */
    record Places(Site first, Site second) implements Comparable<Places> {
        static Places of(Access x, Access y) {
            boolean order = BY_PLACE.compare(x.site(), y.site()) <= 0;
            return order ? new Places(x.site(), y.site()) : new Places(y.site(), x.site());
        }

        @Override
        public int compareTo(Places other) {
            int c = BY_PLACE.compare(first, other.first);
            return c != 0 ? c : BY_PLACE.compare(second, other.second);
        }
    }

    /** A racing pair: the accesses and the slots of their threads, the lower slot first. */
    record Pair(Access first, int firstSlot, Access second, int secondSlot) {
        Places places() {
            return Places.of(first, second);
        }
    }

    /** By their places: where the races were seen on the level that first showed them. */
    private final Map<Places, Targets> found = new LinkedHashMap<>();

    Map<Places, Targets> found() {
        return found;
    }

    /** What one worker sees of a level. */
    final class Watch {
        /** Footprints of which pairs are remembered. */
        private static final int REMEMBERED = 1 << 12;

        /** By footprint, those that show nothing new with it; looked at first because most states show the same ones. */
        private final BitSet[] harmless = new BitSet[REMEMBERED];
        private final Map<Places, List<Target>> fresh = new LinkedHashMap<>();

        /** By footprint: the mask of those that show nothing new before it, as far as a mask has room for both. */
        private final long[] harmlessBefore = new long[Long.SIZE];

        /** Looks at the steps that a lane has worked out for the state of that number. True if it shows a new race. */
        boolean look(Expander.Lane lane, int number) {
            long before = 0;
            for (int i = 0; i < lane.steps(); i++) {
                long mask = lane.leaf(i).footprintMask;
                for (long left = mask; left != 0; left &= left - 1) {
                    if ((before & ~harmlessBefore[Long.numberOfTrailingZeros(left)]) != 0) {
                        return lookAtAll(lane, number);
                    }
                }
                before |= mask;
            }
            return false;
        }

        private boolean lookAtAll(Expander.Lane lane, int number) {
            boolean any = false;
            for (int i = 0; i < lane.steps(); i++) {
                for (int f : lane.leaf(i).footprints) {
                    for (int j = i + 1; j < lane.steps(); j++) {
                        for (int g : lane.leaf(j).footprints) {
                            if (f >= REMEMBERED || harmless[f] == null || !harmless[f].get(g)) {
                                any |= news(lane, i, j, number, f, g);
                            }
                        }
                    }
                }
            }
            return any;
        }

        private boolean news(Expander.Lane lane, int i, int j, int number, int f, int g) {
            boolean news = false;
            for (Pair pair : pairs(lane, i, j)) {
                if (!found.containsKey(pair.places())) {
                    news = true;
                    List<Target> seen = fresh.computeIfAbsent(pair.places(), p -> new ArrayList<>());
                    seen.add(new Target(number, pair.firstSlot()));
                    seen.add(new Target(number, pair.secondSlot()));
                }
            }
            if (!news && f < REMEMBERED) {
                harmless[f] = harmless[f] == null ? new BitSet() : harmless[f];
                harmless[f].set(g);
                if (f < Long.SIZE && g < Long.SIZE) {
                    harmlessBefore[g] |= 1L << f;
                }
            }
            return news;
        }

    }

    /** Takes over what the workers saw of a level; no worker may look meanwhile. */
    void merge(List<Watch> watches, int level) {
        Map<Places, Targets> fresh = new TreeMap<>();
        for (Watch watch : watches) {
            watch.fresh.forEach((places, seen) -> seen.forEach(
                fresh.computeIfAbsent(places, p -> new Targets(level))::add));
            watch.fresh.clear();
        }
        found.putAll(fresh);
    }

    /** Takes over a race that was seen before, whose places the state of a lane shows. */
    void restore(Expander.Lane lane, Targets targets, Predicate<Places> wanted) {
        if (!lane.prepare()) {
            throw new IllegalStateException("a stored state has successors that were never seen");
        }
        for (int i = 0; i < lane.steps(); i++) {
            for (int j = i + 1; j < lane.steps(); j++) {
                pairs(lane, i, j).stream().map(Pair::places).filter(wanted).findFirst().ifPresent(
                    places -> found.put(places, targets));
            }
        }
    }

    /** The slots of all threads that are part of a race in the state of a lane, as a mask. */
    static long racing(Expander.Lane lane) {
        long slots = 0;
        for (int i = 0; i < lane.steps(); i++) {
            for (int j = i + 1; j < lane.steps(); j++) {
                slots |= pairs(lane, i, j).isEmpty() ? 0 : 1L << lane.slot(i) | 1L << lane.slot(j);
            }
        }
        return slots;
    }

    /** The first pair that a state shows, at these places if they are given. */
    static Optional<Pair> shown(Guide guide, State state, Places places) {
        for (int i = 0; i < state.slots(); i++) {
            List<Access[]> steps = guide.moves(state, i).stream().map(Outcome.Moved::footprint).toList();
            for (int j = i + 1; j < state.slots() && !steps.isEmpty(); j++) {
                for (Pair pair : pairs(steps, i, guide.moves(state, j).stream().map(Outcome.Moved::footprint).toList(), j)) {
                    if (places == null || pair.places().equals(places)) {
                        return Optional.of(pair);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<Pair> pairs(Expander.Lane lane, int i, int j) {
        return pairs(accesses(lane, i), lane.slot(i), accesses(lane, j), lane.slot(j));
    }

    private static List<Access[]> accesses(Expander.Lane lane, int step) {
        return Arrays.stream(lane.leaf(step).moves).map(m -> m.accesses).toList();
    }

    private static List<Pair> pairs(List<Access[]> first, int firstSlot, List<Access[]> second, int secondSlot) {
        List<Pair> pairs = new ArrayList<>();
        for (Access[] a : first) {
            for (Access[] b : second) {
                compare(a, firstSlot, b, secondSlot, pairs);
            }
        }
        return pairs;
    }

    private static void compare(Access[] a, int slotA, Access[] b, int slotB, List<Pair> pairs) {
        for (Access x : a) {
            for (Access y : b) {
                if (x.bytes() > 0 && y.bytes() > 0 && (x.plain() || y.plain()) && (x.write() || y.write())
                    && x.address() < y.address() + y.bytes() && y.address() < x.address() + x.bytes()
                    && !excluded(a, b)) {
                    pairs.add(new Pair(x, slotA, y, slotB));
                }
            }
        }
    }

    /** True if both steps take one lock and not both for reading. */
    private static boolean excluded(Access[] a, Access[] b) {
        for (Access x : a) {
            for (Access y : b) {
                if (x.bytes() == 0 && y.bytes() == 0 && x.address() == y.address() && (x.write() || y.write())) {
                    return true;
                }
            }
        }
        return false;
    }
}
