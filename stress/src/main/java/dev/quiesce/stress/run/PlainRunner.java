package dev.quiesce.stress.run;

import dev.quiesce.stress.kernel.Kernel;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/**
 * Runs a test with plain threads in this JVM: one for each thread of the scenario, however few cores there are. Less than
 * JCStress does, which varies compilers and placement, but more than nothing where that has too few cores, and quick.
 */
public final class PlainRunner {
    /** Samples between two meetings of all threads. */
    private static final int STRIDE = 2000;
    /** How long a thread waits before a sample for the others to get there. */
    private static final int SPINS = 100;
    /** Keeps the threads' counters on cache lines of their own. */
    private static final int APART = 16;

    private final Supplier<Kernel> samples;
    private final int threads;
    private final CyclicBarrier meeting;
    private final AtomicLongArray reached;
    private Kernel[] stride;
    private volatile boolean stopped;
    private volatile Throwable failure;
    private final TreeMap<String, Long> times = new TreeMap<>();
    private final long most;
    private final long deadline;
    private long done;

    private PlainRunner(Supplier<Kernel> samples, int threads, long most, Duration time) {
        this.samples = samples;
        this.threads = threads;
        this.most = most;
        this.deadline = System.nanoTime() + time.toNanos();
        meeting = new CyclicBarrier(threads, this::turn);
        reached = new AtomicLongArray((threads + 1) * APART);
    }

    /** Runs samples until there are {@code most} or the time is over. */
    public static Tally run(Supplier<Kernel> samples, long most, Duration time) {
        int threads = samples.get().threads();
        return new PlainRunner(samples, threads, most, time).run();
    }

    private Tally run() {
        turn();
        Thread[] all = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            int number = t + 1;
            all[t] = Thread.ofPlatform().name("thread " + number).start(() -> act(number));
        }
        try {
            for (Thread thread : all) {
                thread.join();
            }
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new IllegalStateException("a sample failed", failure);
        }
        return new Tally(times);
    }

    private void act(int thread) {
        try {
            long n = 0;
            while (!stopped) {
                Kernel[] mine = stride;
                for (Kernel sample : mine) {
                    meet(thread, ++n);
                    sample.act(thread);
                }
                meeting.await();
            }
        } catch (InterruptedException | BrokenBarrierException e) {
            stopped = true;
        } catch (RuntimeException | Error e) {
            failure = e;
            stopped = true;
            meeting.reset();
        }
    }

    /** Gives the others a chance to begin the sample at the same moment. */
    private void meet(int thread, long sample) {
        reached.setRelease(thread * APART, sample);
        for (int other = 1; other <= threads; other++) {
            for (int spin = 0; spin < SPINS && reached.getAcquire(other * APART) < sample; spin++) {
                Thread.onSpinWait();
            }
        }
    }

    /** All threads have run the stride: counts how it ended and makes another one. */
    private void turn() {
        if (stride != null) {
            for (Kernel sample : stride) {
                times.merge(sample.outcome(), 1L, Long::sum);
            }
            done += stride.length;
        }
        stopped |= done >= most || System.nanoTime() - deadline > 0;
        stride = new Kernel[STRIDE];
        for (int s = 0; s < STRIDE; s++) {
            stride[s] = samples.get();
        }
    }
}
