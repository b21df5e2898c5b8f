package dev.quiesce.stress.kernel;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Patience is what a waiting thread has until it gives up. The other thread of a sample may be thousands of samples
 * behind or off its core, so there must be some; but a model that can deadlock would use all of it in every sample, so
 * there is less of it each time it was in vain.
 */
final class Patience {
    private static final long MOST = 20_000_000;
    private static final long LEAST = 50_000;
    private static final int SPINS = 1 << 10;
    private static final AtomicLong NANOSECONDS = new AtomicLong(MOST);

    private final LoadStoreUnit waiting;
    private int times;
    private long deadline;

    Patience(LoadStoreUnit waiting) {
        this.waiting = waiting;
    }

    /** Lets others go on; work that was left for later is done now, as it may be what is waited for. */
    void pause() {
        waiting.kernel.checkRunning();
        waiting.drain();
        if (++times < SPINS) {
            Thread.onSpinWait();
            return;
        }
        if (times == SPINS) {
            deadline = System.nanoTime() + NANOSECONDS.get();
        } else if (System.nanoTime() - deadline > 0) {
            NANOSECONDS.updateAndGet(left -> Math.max(left / 2, LEAST));
            throw Halt.GAVE_UP;
        }
        Thread.yield();
    }
}
