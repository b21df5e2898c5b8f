package dev.quiesce.explore;

import dev.quiesce.explore.Explorer.RacePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The workers of a search: the thread that calls and, for levels that are worth it, others beside it. */
final class Crew implements AutoCloseable {
    /** Pieces of a level after which the limits on time and memory are looked at again. */
    private static final int LOOK_EVERY = 16;
    /** States that another worker is worth, once there are several. */
    private static final int WORTH = 256;

    private final Plan plan;
    private final Expander expander;
    private final Gang gang;
    private final Races races;
    private final List<Races.Watch> watches = new ArrayList<>();
    private List<Worker> workers = List.of();
    private StateStore store;
    private Layout layout;
    private boolean sharing;
    /** Workers that the level at hand has. */
    private int working;
    private volatile boolean full;
    private String bound = "";

    Crew(Plan plan, Expander expander, Races races, int size) {
        this.plan = plan;
        this.expander = expander;
        this.races = races;
        gang = new Gang(size);
    }

    int size() {
        return gang.size();
    }

    /** All of them work from now on. */
    void share() {
        sharing = true;
    }

    /** True if several work. */
    boolean sharing() {
        return sharing && size() > 1;
    }

    /** The limit that was hit, in words; empty if none. */
    String bound() {
        return bound;
    }

    /** What ended the jobs done last beside limits and errors, in words; empty if nothing did. */
    String end() {
        return gang.end();
    }

    /**
     * True if there are more states than there may be. What is left of the level is expanded all the same, so that it does
     * not matter who was faster, but what it leads to is not stored.
     */
    boolean full() {
        return full;
    }

    List<Races.Watch> watches() {
        return watches;
    }

    /**
     * Expands what is left of a level.
     *
     * @param seen        is told what was seen
     * @param transitions there were before this level
     * @return false if the layout has no room for a successor, so that something is left
     */
    boolean expand(StateStore all, Frontier frontier, int depth, Tally seen, long transitions) {
        assemble(all);
        BooleanSupplier keeping = () -> !full && depth + 1 < plan.levels();
        working = workers.size() == 1 ? 1 : Math.min(workers.size(), plan.member().workers());
        List<Gang.Job> jobs = new ArrayList<>();
        for (Worker w : workers.subList(0, working)) {
            jobs.add(stop -> w.work(frontier, depth, stop, keeping));
        }
        boolean room = gang.together(jobs, new Watchman(frontier, depth, transitions)::stops);
        for (Worker w : workers) {
            seen.take(w.tally());
            bound = w.endless() == null ? bound
                : w.endless().limit() + ", at " + w.endless().site().position() + " (a loop without end?)";
        }
        bound = gang.end().isEmpty() ? bound : gang.end();
        full |= plan.limits().exceeded(all.size());
        return room || !bound.isEmpty();
    }

    /** The workers there are for so many states that are stored already. */
    int wanted(long states) {
        boolean shared = sharing() ? states >= Math.min(plan.shareAt(), WORTH) : states >= plan.shareAt();
        return size() == 1 || !shared ? 1
            : (int) Math.min(Math.min(size(), plan.member().workers()), Math.ceilDiv(states, Math.min(plan.shareAt(), WORTH)));
    }

    /** Does what else there is to do, by as many workers as there are jobs. */
    boolean together(List<Gang.Job> jobs, BooleanSupplier watch) {
        return gang.together(jobs, watch);
    }

    /** Makes workers for the store as it is now. */
    private void assemble(StateStore all) {
        int wanted = sharing ? size() : 1;
        if (store == all && layout == all.layout() && workers.size() == wanted) {
            return;
        }
        store = all;
        layout = all.layout();
        List<StateStore.Adder> adders = all.adders(wanted);
        List<Worker> made = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            if (i == watches.size()) {
                watches.add(races.new Watch());
            }
            made.add(new Worker(i, plan.image(), expander, all, adders.get(i),
                plan.racePolicy() == RacePolicy.IGNORE ? null : watches.get(i), plan.racePolicy() == RacePolicy.FAIL));
        }
        workers = made;
    }

    @Override
    public void close() {
        gang.close();
    }

    /** Looks at the limits while a level is expanded, and says how far it is. */
    private final class Watchman {
        private final Frontier frontier;
        private final int depth;
        private final long transitions;
        private int pieces;

        Watchman(Frontier frontier, int depth, long transitions) {
            this.frontier = frontier;
            this.depth = depth;
            this.transitions = transitions;
        }

        boolean stops() {
            long states = store.size();
            full |= plan.limits().exceeded(states);
            if (pieces++ % LOOK_EVERY == 0) {
                bound = plan.limits().hit();
                plan.watcher().progress(states, transitions + workers.getFirst().tally().transitions * working,
                    frontier.left(), depth);
            }
            return !bound.isEmpty();
        }
    }
}
