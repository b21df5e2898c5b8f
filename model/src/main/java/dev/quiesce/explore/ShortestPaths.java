package dev.quiesce.explore;

import dev.quiesce.simulate.Move;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.State;
import java.util.ArrayList;
import java.util.List;

/**
 * Among all shortest paths to some states, finds one with the fewest context switches; among those, the one whose threads
 * come first in order of their slots, so that it does not depend on the order in which states were found.
 *
 * <p>Where the states of an orbit are stored as one, the path is one of states as they are: costs are those of the
 * representatives, as every member of an orbit has the same but for the names of threads.
 *
 * <p>No state remembers where it came from. A backward sweep over the levels keeps the states that lie on a shortest path,
 * with the fewest switches from there on for each thread that may move first; a walk forward picks the path. Where memory does
 * not suffice for that, one state of each level will do: then the path is a shortest one and no more.
 */
final class ShortestPaths {
    private final StateStore store;
    private final Sweep sweep;
    private final Guide guide;
    private final int most;
    private final boolean narrow;

    /**
     * @param most   states of a level on the paths to one group of targets that there is room for
     * @param narrow keep one of them only
     */
    ShortestPaths(Sweep sweep, Guide guide, int most, boolean narrow) {
        this.sweep = sweep;
        this.guide = guide;
        this.most = most;
        this.narrow = narrow;
        store = sweep.store();
    }

    /** A path: its moves, the state that it leads to, and the slot of the target there. */
    record Path(List<Move> moves, State end, int slot) {}

    /**
     * A path to each of these groups of targets, in one sweep.
     *
     * @throws OutOfMemoryError    also if there is no room for all states that it has to keep
     * @throws Guide.LostException if a path cannot be walked
     */
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

    private Cone cone() {
        return new Cone(store.layout(), sweep.eye().lane().end, most, narrow);
    }

    private Cone tip(Targets targets) {
        Cone cone = cone();
        long[] state = sweep.eye().lane().state();
        for (Target t : targets.all()) {
            sweep.eye().turnTo(t.state());
            cone.add(state, cone.relaxed(null, t.slot(), 0));
        }
        return cone;
    }

    /** Keeps the states of a level that lead to what is kept of the next. */
    private void sweep(List<Cone[]> all, int level) {
        List<Cone[]> cones = all.stream().filter(c -> c.length > level + 1).toList();
        if (cones.isEmpty()) {
            return;
        }
        List<Cone> from = cones.stream().map(_ -> cone()).toList();
        List<Cone> to = cones.stream().map(c -> c[level + 1]).toList();
        if (!sweep.levels(level, level, store.size(level), eye -> number -> look(eye, number, from, to), () -> false)) {
            throw new OutOfMemoryError("no room for all states on shortest paths");
        }
        for (int c = 0; c < cones.size(); c++) {
            cones.get(c)[level] = from.get(c);
        }
    }

    private static void look(Sweep.Eye eye, int number, List<Cone> from, List<Cone> to) {
        Expander.Lane lane = eye.lane();
        eye.turnTo(number);
        if (lane.complete()) {
            return;
        }
        eye.prepare();
        short[][] rows = null;
        for (int step = 0; step < lane.steps(); step++) {
            int slot = lane.slot(step);
            for (Memo.Moved move : lane.leaf(step).moves) {
                long[] successor = lane.storedSuccessor(move);
                for (int c = 0; c < to.size(); c++) {
                    int n = to.get(c).find(successor);
                    if (n >= 0) {
                        rows = rows == null ? new short[to.size()][] : rows;
                        rows[c] = from.get(c).relaxed(rows[c], slot, to.get(c).cost(n, lane.renamed(slot)));
                    }
                }
            }
        }
        for (int c = 0; rows != null && c < rows.length; c++) {
            if (rows[c] != null) {
                from.get(c).add(lane.state(), rows[c]);
            }
        }
    }

    private Path walk(Cone[] cones) {
        List<Move> moves = new ArrayList<>();
        State state = guide.first();
        Guide.Stored stored = guide.stored(state, cones[0]::find);
        if (stored == null) {
            throw new Guide.LostException();
        }
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
