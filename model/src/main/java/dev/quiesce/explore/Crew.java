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
    /** Workers that the level at hand has. */
    private int working;
    private ExecutorService others;
    private volatile boolean stop;
    private volatile boolean full;
    private volatile String end = "";
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
        BooleanSupplier keeping = () -> !full && depth + 1 < plan.levels();
        List<Future<Boolean>> running = new ArrayList<>();
        working = workers.size() == 1 ? 1 : Math.min(workers.size(), plan.member().workers());
        for (Worker w : workers.subList(1, working)) {
            running.add(others.submit(() -> stopping(() -> w.work(frontier, depth, () -> stop, keeping))));
        }
        boolean room = true;
        try {
            Worker first = workers.getFirst();
            room = stopping(() -> first.work(frontier, depth, new Watchman(frontier, depth, transitions)::stops, keeping));
        } finally {
            room &= all(running);
        }
        for (Worker w : workers) {
            seen.take(w.tally());
            bound = w.endless() == null ? bound
                : w.endless().limit() + ", at " + w.endless().site().position() + " (a loop without end?)";
        }
        bound = end.isEmpty() ? bound : end;
        full |= plan.limits().exceeded(all.size());
        return room || !bound.isEmpty();
    }

    /** One that stops early, or fails, stops all. If memory or numbers run out, what was seen until then counts. */
    private boolean stopping(BooleanSupplier work) {
        boolean room = false;
        try {
            room = work.getAsBoolean();
        } catch (OutOfMemoryError _) {
            end = Limits.outOfMemory();
        } catch (Vectors.TooWide _) {
            end = Limits.TOO_WIDE;
        } finally {
            stop |= !room;
        }
        return room;
    }

    /** True if all say so. Waits for every one of them, also if one fails, as they write to what others read afterwards. */
    private boolean all(List<Future<Boolean>> running) {
        boolean all = true;
        boolean interrupted = false;
        Throwable failure = null;
        for (int i = 0; i < running.size(); ) {
            try {
                all &= running.get(i).get();
                i++;
            } catch (InterruptedException _) {
                interrupted = true;
                stop = true;
            } catch (ExecutionException e) {
                failure = e.getCause();
                i++;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            failure = failure == null ? new IllegalStateException("interrupted while searching") : failure;
        }
        return switch (failure) {
            case null -> all;
            case Error error -> throw error;
            case RuntimeException failed -> throw failed;
            default -> throw new IllegalStateException(failure);
        };
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
            full |= plan.limits().exceeded(states);
            if (pieces++ % LOOK_EVERY == 0) {
                bound = plan.limits().hit();
                plan.watcher().progress(states, transitions + workers.getFirst().tally().transitions * working,
                    frontier.left(), depth);
            }
            stop |= !bound.isEmpty();
            return stop;
        }
    }
}
