package dev.quiesce.explore;

import dev.quiesce.program.Site;
import dev.quiesce.simulate.Outcome.Access;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Data races under sequential consistency: two accesses to overlapping memory by different threads, both possible next in
 * one reachable state, at least one a write and at least one plain. Steps that take the same lock, not both as readers,
 * are not both possible next although each of them is.
 */
final class Races {
    /** A racing pair and the number of the state that showed it. */
    record Pair(Access first, int firstSlot, Access second, int secondSlot, int state) {}

    private final Map<List<Site>, Pair> found = new LinkedHashMap<>();
    private final List<Access[]> footprints = new ArrayList<>();
    private final List<Integer> slots = new ArrayList<>();

    private int state;

    void beginState(int number) {
        state = number;
        footprints.clear();
        slots.clear();
    }

    /** Notes what a step that is possible in this state would access. */
    void add(int slot, Access[] footprint) {
        if (footprint.length > 0) {
            footprints.add(footprint);
            slots.add(slot);
        }
    }

    /** A race that this state shows and no state before it did, null if there is none. */
    Pair endState() {
        Pair fresh = null;
        for (int i = 0; i < footprints.size(); i++) {
            for (int j = i + 1; j < footprints.size(); j++) {
                if (!slots.get(i).equals(slots.get(j))) {
                    Pair pair = compare(footprints.get(i), slots.get(i), footprints.get(j), slots.get(j));
                    if (pair != null && fresh == null) {
                        fresh = pair;
                    }
                }
            }
        }
        return fresh;
    }

    private Pair compare(Access[] a, int slotA, Access[] b, int slotB) {
        Pair fresh = null;
        for (Access x : a) {
            for (Access y : b) {
                if (x.bytes() > 0 && y.bytes() > 0 && (x.plain() || y.plain()) && (x.write() || y.write())
                    && x.address() < y.address() + y.bytes() && y.address() < x.address() + x.bytes()
                    && !excluded(a, b)) {
                    boolean order = slotA <= slotB;
                    Pair pair = order ? new Pair(x, slotA, y, slotB, state)
                        : new Pair(y, slotB, x, slotA, state);
                    if (found.putIfAbsent(key(x.site(), y.site()), pair) == null && fresh == null) {
                        fresh = pair;
                    }
                }
            }
        }
        return fresh;
    }

    private static List<Site> key(Site x, Site y) {
        boolean order = x.file().compareTo(y.file()) < 0 || x.file().equals(y.file())
            && (x.line() < y.line() || x.line() == y.line() && x.column() <= y.column());
        return order ? List.of(x, y) : List.of(y, x);
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

    List<Pair> all() {
        return List.copyOf(found.values());
    }
}
