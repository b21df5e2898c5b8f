package dev.quiesce.explore;

import dev.quiesce.explore.Explorer.RacePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** The workers of a search: the thread that calls and, for levels that are worth it, others beside it. */
final class Crew implements AutoCloseable {
    /** Pieces of a level after which the limits on time and memory are looked at again. */
    private static final int LOOK_EVERY = 16;

    private final Plan plan;
    private final Expander expander;
    private final int size;
    private final Races races;
    private final List<Races.Watch> watches = new ArrayList<>();
    private List<Worker> workers = List.of();
    private StateStore store;
    private Layout layout;
    private int segments;
    private ExecutorService others;
    private volatile boolean stop;
    private volatile boolean outOfMemory;
    private String bound = "";

    Crew(Plan plan, Expander expander, Races races, int size) {
        this.plan = plan;
        this.expander = expander;
        this.races = races;
        this.size = size;
    }

    int size() {
        return size;
    }

    /** The limit that was hit, in words; empty if none. */
    String bound() {
        return bound;
    }

    List<Races.Watch> watches() {
        return watches;
    }

    /** Nothing that was seen of this level counts. */
    void forget() {
        watches.forEach(Races.Watch::forget);
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
        stop = false;
        List<Future<Boolean>> running = new ArrayList<>();
        for (Worker w : workers.subList(1, workers.size())) {
            running.add(others.submit(() -> work(w, frontier, depth)));
        }
        boolean room = true;
        try {
            Worker first = workers.getFirst();
            room = stopping(() -> first.work(frontier, depth, new Watchman(frontier, depth, transitions)::stops));
        } finally {
            for (Future<Boolean> other : running) {
                room &= get(other);
            }
        }
        for (Worker w : workers) {
            seen.take(w.tally());
            bound = w.endless() == null ? bound
                : w.endless().limit() + ", at " + w.endless().site().position() + " (a loop without end?)";
        }
        if (outOfMemory) {
            bound = Limits.outOfMemory();
        }
        return room || !bound.isEmpty();
    }

    private boolean work(Worker worker, Frontier frontier, int depth) {
        return stopping(() -> worker.work(frontier, depth, () -> stop));
    }

    /** One that stops early, or fails, stops all. If memory runs out, what was seen until then counts. */
    private boolean stopping(BooleanSupplier work) {
        boolean room = false;
        try {
            room = work.getAsBoolean();
        } catch (OutOfMemoryError _) {
            outOfMemory = true;
        } finally {
            stop |= !room;
        }
        return room;
    }

    private static boolean get(Future<Boolean> other) {
        try {
            return other.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while searching", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Error error -> throw error;
                case RuntimeException failed -> throw failed;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** Makes workers for the store as it is now. */
    private void assemble(StateStore all) {
        if (store == all && layout == all.layout() && segments == all.segments()) {
            return;
        }
        store = all;
        layout = all.layout();
        segments = all.segments();
        List<Worker> made = new ArrayList<>();
        for (int i = 0; i < wanted(all); i++) {
            if (i == watches.size()) {
                watches.add(races.new Watch());
            }
            made.add(new Worker(plan.image(), expander, all,
                plan.racePolicy() == RacePolicy.IGNORE ? null : watches.get(i), plan.racePolicy() == RacePolicy.FAIL));
        }
        workers = made;
        if (made.size() > 1 && others == null) {
            others = Executors.newFixedThreadPool(size - 1, Thread.ofPlatform().daemon().name("worker-", 2).factory());
        }
    }

    private int wanted(StateStore all) {
        return all.segments() > 1 ? size : 1;
    }

    @Override
    public void close() {
        if (others != null) {
            others.shutdownNow();
        }
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
            bound = plan.limits().hit(states, pieces % LOOK_EVERY == 0);
            if (pieces++ % LOOK_EVERY == 0) {
                plan.watcher().progress(states, transitions + workers.getFirst().tally().transitions * workers.size(),
                    frontier.left(), depth);
            }
            stop |= !bound.isEmpty();
            return stop;
        }
    }
}
