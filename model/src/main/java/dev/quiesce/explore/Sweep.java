package dev.quiesce.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Goes through levels of stored states once more, by as many workers as a search has. What comes of that must not depend on the
 * order in which the states of a level are visited.
 */
final class Sweep {
    /** Nanoseconds after which whoever may stop it is asked again. */
    private static final long LOOK_EVERY = 20_000_000;

    private final StateStore store;
    private final Expander expander;
    private final Crew crew;
    private final List<Eye> eyes = new ArrayList<>();
    private long looked = System.nanoTime() - LOOK_EVERY;

    /** What one worker looks at states with. */
    record Eye(Expander.Lane lane, StateStore.Hand hand) {
        /** Makes the state of that number the one that the lane is about. */
        void turnTo(int number) {
            hand.get(number, lane.state());
        }

        /** Works out the steps of that state, which has been expanded before. */
        void prepare() {
            if (!lane.prepare()) {
                throw new IllegalStateException("a stored state has successors that were never seen");
            }
        }
    }

    /** @param crew whose workers it has */
    Sweep(StateStore store, Expander expander, Crew crew) {
        this.store = store;
        this.expander = expander;
        this.crew = crew;
    }

    StateStore store() {
        return store;
    }

    /** What the thread that calls looks at states with. */
    Eye eye() {
        return eye(0);
    }

    private Eye eye(int worker) {
        if (worker == eyes.size()) {
            eyes.add(new Eye(expander.new Lane(), store.new Hand()));
        }
        return eyes.get(worker);
    }

    /**
     * Visits all states of some levels, more or less from the last to the first.
     *
     * @param worth    how many of them take time
     * @param visitors makes what one worker does with the numbers of states
     * @param stop     asked now and then: true if that shall end
     * @return         false if it did, or memory ran out
     */
    boolean levels(int first, int last, long worth, Function<Eye, IntConsumer> visitors, BooleanSupplier stop) {
        int workers = crew.wanted(worth);
        Frontier frontier = new Frontier(store.ranges(first, last), workers, true);
        List<Gang.Job> jobs = new ArrayList<>();
        for (int w = 0; w < workers; w++) {
            int worker = w;
            IntConsumer visitor = visitors.apply(eye(worker));
            jobs.add(stopping -> visit(frontier, worker, visitor, stopping));
        }
        return crew.together(jobs, () -> isTime() && stop.getAsBoolean());
    }

    private boolean isTime() {
        long now = System.nanoTime();
        boolean time = now - looked >= LOOK_EVERY;
        looked = time ? now : looked;
        return time;
    }

    private boolean visit(Frontier frontier, int worker, IntConsumer visitor, BooleanSupplier stop) {
        while (!stop.getAsBoolean()) {
            Rows.Range piece = frontier.take(worker);
            if (piece == null) {
                return true;
            }
            for (int number = piece.end() - 1; number >= piece.begin(); number--) {
                visitor.accept(number);
            }
        }
        return false;
    }
}
