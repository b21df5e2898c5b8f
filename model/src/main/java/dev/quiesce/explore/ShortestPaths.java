package dev.quiesce.explore;

import dev.quiesce.simulate.Outcome;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Among all shortest paths to some states, finds one with the fewest context switches. A backward sweep over the levels
 * keeps the states that lie on a shortest path; a forward sweep over those counts switches by (state, thread that moved
 * last).
 */
final class ShortestPaths {
    /** Beyond that many states the parents' path is good enough. */
    static final int MOST_STATES = 3_000_000;

    private final StateStore store;
    private final Expander expander;
    private final List<Integer> levels;
    private final int[] vector = new int[StateStore.MAX_COMPONENTS];

    /** @param levels the number of the first state of each level */
    ShortestPaths(StateStore store, Expander expander, List<Integer> levels) {
        this.store = store;
        this.expander = expander;
        this.levels = levels;
    }

    /** A target: a state, and the thread whose next step is the error; -1 if none moves. */
    record Target(int state, int slot) {}

    /** A path by state numbers with the thread that moves between each two, and the target it leads to. */
    record Path(List<Integer> states, List<Integer> slots, int target) {}

    private record Node(int switches, int previousState, int previousLast) {}

    /** All targets are on the same level. */
    Path fewestSwitches(List<Target> targets) {
        int depth = levelOf(targets.getFirst().state());
        List<BitSet> kept = keep(targets, depth);
        List<Map<Long, Node>> costs = new ArrayList<>();
        costs.add(new HashMap<>(Map.of(key(0, -1), new Node(0, -1, -1))));
        for (int d = 0; d < depth; d++) {
            costs.add(forward(costs.get(d), kept.get(d + 1), d + 1));
        }
        return best(targets, costs, depth);
    }

    private int levelOf(int state) {
        int level = Collections.binarySearch(levels, state);
        return level >= 0 ? level : -level - 2;
    }

    private int end(int level) {
        return level + 1 < levels.size() ? levels.get(level + 1) : store.size();
    }

    /** By level, relative to its first state: the states on a shortest path to a target. */
    private List<BitSet> keep(List<Target> targets, int depth) {
        List<BitSet> kept = new ArrayList<>(Collections.nCopies(depth + 1, null));
        BitSet last = new BitSet();
        targets.forEach(t -> last.set(t.state() - levels.get(depth)));
        kept.set(depth, last);
        for (int d = depth - 1; d >= 0; d--) {
            BitSet next = kept.get(d + 1);
            BitSet here = new BitSet();
            for (int n = levels.get(d); n < end(d); n++) {
                boolean[] leads = new boolean[1];
                int level = d + 1;
                successors(n, (slot, number) -> leads[0] |= number >= levels.get(level) && number < end(level)
                    && next.get(number - levels.get(level)));
                if (leads[0]) {
                    here.set(n - levels.get(d));
                }
            }
            kept.set(d, here);
        }
        return kept;
    }

    private Map<Long, Node> forward(Map<Long, Node> from, BitSet into, int level) {
        Map<Long, Node> result = new HashMap<>();
        from.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> {
            int state = (int) (e.getKey() >> 8);
            int last = (int) (e.getKey() & 0xFF) - 1;
            successors(state, (slot, number) -> {
                if (number >= levels.get(level) && number < end(level) && into.get(number - levels.get(level))) {
                    int switches = e.getValue().switches() + (last >= 0 && last != slot ? 1 : 0);
                    Node known = result.get(key(number, slot));
                    if (known == null || switches < known.switches()) {
                        result.put(key(number, slot), new Node(switches, state, last));
                    }
                }
            });
        });
        return result;
    }

    private static long key(int state, int last) {
        return (long) state << 8 | last + 1;
    }

    private Path best(List<Target> targets, List<Map<Long, Node>> costs, int depth) {
        int best = Integer.MAX_VALUE;
        int bestTarget = 0;
        int bestLast = -1;
        for (int t = 0; t < targets.size(); t++) {
            for (int last = -1; last < Long.SIZE; last++) {
                Node node = costs.get(depth).get(key(targets.get(t).state(), last));
                if (node != null) {
                    int slot = targets.get(t).slot();
                    int switches = node.switches() + (slot >= 0 && last >= 0 && slot != last ? 1 : 0);
                    if (switches < best) {
                        best = switches;
                        bestTarget = t;
                        bestLast = last;
                    }
                }
            }
        }
        List<Integer> states = new ArrayList<>();
        List<Integer> slots = new ArrayList<>();
        int state = targets.get(bestTarget).state();
        int last = bestLast;
        for (int d = depth; d > 0; d--) {
            states.add(state);
            slots.add(last);
            Node node = costs.get(d).get(key(state, last));
            state = node.previousState();
            last = node.previousLast();
        }
        states.add(state);
        Collections.reverse(states);
        Collections.reverse(slots);
        return new Path(states, slots, bestTarget);
    }

    /** Is told each successor of a state that is stored. */
    private interface Edge {
        void to(int slot, int number);
    }

    private void successors(int n, Edge edge) {
        store.get(n, vector);
        if (expander.complete(vector)) {
            return;
        }
        expander.expand(vector, new Expander.Sink() {
            @Override
            public void moved(int slot, int[] successor, int size, Outcome.Access[] footprint) {
                int number = store.find(successor, size);
                if (number >= 0) {
                    edge.to(slot, number);
                }
            }

            @Override
            public void failed(int slot, Outcome.Failed failure) { }

            @Override
            public void discarded(int slot) { }

            @Override
            public void endless(int slot, Outcome.Endless end) { }
        });
    }
}
