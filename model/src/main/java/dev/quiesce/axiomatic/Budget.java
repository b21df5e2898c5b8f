package dev.quiesce.axiomatic;

import java.time.Duration;

/** How long a search may go on. Many searches may share one. */
final class Budget {
    /** The budget is spent; the check ends as bounded. */
    static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Spent(String message) {
            super(message, null, false, false);
        }
    }

    private final Duration limit;
    private final long deadline;

    /** @param limit zero for no limit */
    Budget(Duration limit) {
        this.limit = limit;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /** Called at every step that can be one of very many. */
    void check() {
        if (!limit.isZero() && System.nanoTime() - deadline > 0) {
            throw new Spent("time limit of " + limit.toSeconds() + " s");
        }
    }
}
