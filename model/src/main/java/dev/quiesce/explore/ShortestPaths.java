package dev.quiesce.explore;

import dev.quiesce.simulate.Move;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Among all shortest paths to some states, finds one with the fewest context switches; among those, the one whose threads
 * come first in order of their slots, so that it does not depend on the order in which states were found.
 *
 * <p>Where the states of an orbit are stored as one, the path is one of states as they are: costs are those of the
 * representatives, as every member of an orbit has the same but for the names of threads.
 *
 * <p>No state remembers where it came from. A backward sweep over the levels keeps the states that lie on a shortest path,
 * with the fewest switches from there on for each thread that may move first; a walk forward picks the path.
 */
final class ShortestPaths {
    private final StateStore store;
    private final Expander.Lane lane;
    private final Guide guide;

    ShortestPaths(StateStore store, Expander expander) {
        this.store = store;
        lane = expander.new Lane();
        guide = expander.guide();
    }

    /** A path: its moves, the state that it leads to, and the slot of the target there. */
    record Path(List<Move> moves, State end, int slot) {}

    /** The states of one level from which a target is reached by a shortest path. */
    private static final class Cone {
        private static final short NEVER = Short.MAX_VALUE;

        private final PackedSet states;
        private final int words;
        /** The column of targets that no thread moves from; those before are the slots. */
        private final int nobody;
        private final int columns;
        /** By state and column. */
        private short[] switches;

        Cone(int words, int slots) {
            this.words = words;
            states = new PackedSet(words);
            nobody = slots;
            columns = slots + 1;
            switches = new short[4 * columns];
        }

        void relax(long[] state, int slot, int cost) {
            int known = states.add(state, 0, PackedSet.hash(state, 0, words));
            int n = known < 0 ? ~known : known;
            if (known >= 0) {
                if ((n + 1L) * columns > switches.length) {
                    if (switches.length > Integer.MAX_VALUE / 2) {
                        throw new OutOfMemoryError("more states on shortest paths than there is room for");
                    }
                    switches = Arrays.copyOf(switches, switches.length * 2);
                }
                Arrays.fill(switches, n * columns, (n + 1) * columns, NEVER);
            }
            int at = n * columns + (slot < 0 ? nobody : slot);
            switches[at] = (short) Math.min(switches[at], Math.min(cost, NEVER - 1));
        }

        int find(long[] state) {
            return states.find(state, 0, PackedSet.hash(state, 0, words));
        }

        /** Switches from state {@code n} to a target if {@code last} moved before; -1 if nobody did. */
        int cost(int n, int last) {
            int best = NEVER;
            for (int slot = 0; slot < columns; slot++) {
                best = Math.min(best, cost(n, last, slot));
            }
            return best;
        }

        private int cost(int n, int last, int slot) {
            return switches[n * columns + slot] + (last < 0 || slot == nobody || slot == last ? 0 : 1);
        }

        /**
         * The first slot that can move next on a best path from {@code n}, -1 for nobody.
         *
         * @param stored what slots are called in {@code n}
         */
        int next(int n, int last, IntUnaryOperator stored) {
            int lastStored = stored.applyAsInt(last);
            for (int slot = 0; slot < columns; slot++) {
                int column = slot == nobody ? nobody : stored.applyAsInt(slot);
                if (column < columns && cost(n, lastStored, column) == cost(n, lastStored)) {
                    return slot == nobody ? -1 : slot;
                }
            }
            throw new IllegalStateException("a state on a path leads nowhere");
        }
    }

    /** A path to each of these groups of targets, in one sweep. */
    List<Path> to(List<Targets> groups) {
        int deepest = groups.stream().mapToInt(Targets::level).max().orElse(0);
        List<Cone[]> cones = groups.stream().map(g -> new Cone[g.level() + 1]).toList();
        for (int level = deepest; level >= 0; level--) {
            for (int g = 0; g < groups.size(); g++) {
                if (groups.get(g).level() == level) {
                    cones.get(g)[level] = tip(groups.get(g));
                }
            }
            sweep(cones, level);
        }
        List<Path> paths = new ArrayList<>();
        for (Cone[] cone : cones) {
            paths.add(walk(cone));
        }
        return paths;
    }

    private Cone tip(Targets targets) {
        Cone cone = new Cone(store.layout().words(), lane.end);
        for (Target t : targets.all()) {
            store.get(t.state(), lane.state());
            cone.relax(lane.state(), t.slot(), 0);
        }
        return cone;
    }

    /** Keeps the states of a level that lead to what is kept of the next. */
    private void sweep(List<Cone[]> all, int level) {
        List<Cone[]> cones = all.stream().filter(c -> c.length > level + 1).toList();
        if (cones.isEmpty()) {
            return;
        }
        cones.forEach(c -> c[level] = new Cone(store.layout().words(), lane.end));
        for (int segment = 0; segment < store.segments(); segment++) {
            int end = store.begin(level + 1, segment);
            for (int place = store.begin(level, segment); place < end; place++) {
                store.get(store.number(segment, place), lane.state());
                if (!lane.complete()) {
                    prepare();
                    relax(cones, level);
                }
            }
        }
    }

    private void prepare() {
        if (!lane.prepare()) {
            throw new IllegalStateException("a stored state has successors that were never seen");
        }
    }

    private void relax(List<Cone[]> cones, int level) {
        for (int step = 0; step < lane.steps(); step++) {
            int slot = lane.slot(step);
            for (Memo.Moved move : lane.leaf(step).moves) {
                long[] successor = lane.storedSuccessor(move);
                for (Cone[] cone : cones) {
                    int n = cone[level + 1].find(successor);
                    if (n >= 0) {
                        cone[level].relax(lane.state(), slot, cone[level + 1].cost(n, lane.renamed(slot)));
                    }
                }
            }
        }
    }

    private Path walk(Cone[] cones) {
        List<Move> moves = new ArrayList<>();
        State state = guide.first();
        Guide.Stored stored = guide.stored(state, cones[0]::find);
        int last = -1;
        for (int level = 0; level + 1 < cones.length; level++) {
            last = cones[level].next(stored.number(), last, stored::slot);
            Outcome.Moved best = null;
            int fewest = Integer.MAX_VALUE;
            for (Outcome.Moved m : guide.moves(state, last)) {
                Guide.Stored next = guide.stored(m.state(), cones[level + 1]::find);
                int cost = next == null ? Integer.MAX_VALUE : cones[level + 1].cost(next.number(), next.slot(last));
                if (cost < fewest) {
                    fewest = cost;
                    best = m;
                    stored = next;
                }
            }
            if (best == null) {
                throw new Guide.LostException();
            }
            state = best.state();
            moves.add(new Move(last, best.choices()));
        }
        return new Path(moves, state, cones[cones.length - 1].next(stored.number(), last, stored::slot));
    }
}
