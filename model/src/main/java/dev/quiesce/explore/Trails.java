package dev.quiesce.explore;

import dev.quiesce.simulate.Move;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Paths to states of which only fingerprints are stored, and which state each was found from. A path leads back from a
 * target by those, and is walked forward again from the first state: on it lie, step by step, the successors that have the
 * fingerprints met on the way back. It is a shortest one, as each state was found from one of the level before.
 */
final class Trails {
    private final StateStore store;
    private final Guide guide;
    private final StateStore.Hand hand;

    Trails(StateStore store, Expander expander) {
        this.store = store;
        guide = expander.guide();
        hand = store.new Hand();
    }

    /** A state on the way, the stop before it, and the move between them. */
    private record Stop(State state, Stop before, Move move) {}

    /** A path to one of each of these groups of targets. */
    List<ShortestPaths.Path> to(List<Targets> groups) {
        return groups.stream().map(g -> path(g.all().getFirst(), g.level())).toList();
    }

    private ShortestPaths.Path path(Target target, int level) {
        long[] prints = new long[level + 1];
        int number = target.state();
        for (int l = level; l >= 0; l--) {
            prints[l] = store.fingerprint(number);
            number = l == 0 ? number : store.parent(number);
        }
        List<Stop> stops = List.of(new Stop(guide.first(), null, null));
        for (int l = 1; l <= level; l++) {
            stops = next(stops, prints[l]);
        }
        Stop last = stops.getFirst();
        List<Move> moves = new ArrayList<>();
        for (Stop stop = last; stop.before != null; stop = stop.before) {
            moves.addFirst(stop.move);
        }
        return new ShortestPaths.Path(moves, last.state, stored(last.state, prints[level]).slotOf(target.slot()));
    }

    /** All successors that have the fingerprint, those of the lowest slots first. */
    private List<Stop> next(List<Stop> stops, long print) {
        Map<State, Stop> found = new LinkedHashMap<>();
        for (Stop stop : stops) {
            for (int slot = 0; slot < stop.state.slots(); slot++) {
                for (Outcome.Moved m : guide.moves(stop.state, slot)) {
                    if (stored(m.state(), print) != null) {
                        found.putIfAbsent(m.state(), new Stop(m.state(), stop, new Move(slot, m.choices())));
                    }
                }
            }
        }
        if (found.isEmpty()) {
            throw new Guide.LostException();
        }
        return List.copyOf(found.values());
    }

    private Guide.Stored stored(State state, long print) {
        return guide.stored(state, packed -> hand.fingerprint(packed) == print ? 0 : -1);
    }
}
