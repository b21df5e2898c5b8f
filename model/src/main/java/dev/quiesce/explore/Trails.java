package dev.quiesce.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Paths to states of which only fingerprints are stored, and which state each was found from. A path leads back from a
 * target by those, and is walked forward again from the first state: on it lie, step by step, the successors that have the
 * fingerprints met on the way back. It is a shortest one, as each state was found from one of the level before.
 */
final class Trails {
    private final StateStore store;
    private final Expander.Lane lane;
    private final StateStore.Hand hand;

    Trails(StateStore store, Expander expander) {
        this.store = store;
        lane = expander.new Lane();
        hand = store.new Hand();
    }

    /** A state on the way, the one before it, and the thread that moved between them. */
    private record Stop(long[] state, Stop before, int slot) {}

    /** A path to one of each of these groups of targets. */
    List<ShortestPaths.Path> to(List<Targets> groups) {
        return groups.stream().map(g -> path(g.all().getFirst(), g.level())).toList();
    }

    private ShortestPaths.Path path(Target target, int level) {
        long[] prints = new long[level + 1];
        int number = target.state();
        for (int l = level; l > 0; l--) {
            prints[l] = store.fingerprint(number);
            number = store.parent(number);
        }
        long[] first = new long[store.layout().words()];
        store.getFirst(first);
        List<Stop> stops = List.of(new Stop(first, null, -1));
        for (int l = 1; l <= level; l++) {
            stops = next(stops, prints[l]);
        }
        Stop last = stops.getFirst();
        List<long[]> states = new ArrayList<>();
        List<Integer> slots = new ArrayList<>();
        for (Stop stop = last; stop != null; stop = stop.before) {
            states.addFirst(stop.state);
            if (stop.before != null) {
                slots.addFirst(stop.slot);
            }
        }
        return new ShortestPaths.Path(states, slots, slot(last.state, target.slot()));
    }

    /** All successors that have the fingerprint, those of the lowest slots first. */
    private List<Stop> next(List<Stop> stops, long print) {
        List<Stop> found = new ArrayList<>();
        for (Stop stop : stops) {
            System.arraycopy(stop.state, 0, lane.state(), 0, stop.state.length);
            if (!lane.complete()) {
                next(stop, print, found);
            }
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("a stored state has no way back to the one before");
        }
        return found;
    }

    private void next(Stop stop, long print, List<Stop> found) {
        if (!lane.prepare()) {
            throw new IllegalStateException("a stored state has successors that were never seen");
        }
        for (int step = 0; step < lane.steps(); step++) {
            for (Memo.Moved move : lane.leaf(step).moves) {
                long[] successor = lane.successorItself(move).clone();
                long[] stored = successor.clone();
                lane.represent(stored);
                if (hand.fingerprint(stored) == print
                    && found.stream().noneMatch(other -> Arrays.equals(other.state, successor))) {
                    found.add(new Stop(successor, stop, lane.slot(step)));
                }
            }
        }
    }

    /** What the slot of a stored state is in a state that it stands for. */
    private int slot(long[] state, int stored) {
        lane.represent(state.clone());
        for (int slot = 0; slot < Long.SIZE && stored >= 0; slot++) {
            if (lane.renamed(slot) == stored) {
                return slot;
            }
        }
        return -1;
    }
}
