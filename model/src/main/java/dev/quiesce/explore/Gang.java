package dev.quiesce.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** Threads that do something together: the one that calls and others beside it, which begin when they are first needed. */
final class Gang implements AutoCloseable {
    private final int size;
    private ExecutorService others;
    private volatile boolean stop;
    private volatile String end = "";

    /** What one of them does. */
    @FunctionalInterface
    interface Job {
        /**
         * @param stop asked now and then: true if it shall stop
         * @return     false if the others shall stop, too
         */
        boolean work(BooleanSupplier stop);
    }

    /** @param size threads, at least 1 */
    Gang(int size) {
        this.size = size;
    }

    int size() {
        return size;
    }

    /** Why the jobs done last ended: memory or numbers ran out, in words; empty if they did not. */
    String end() {
        return end;
    }

    /**
     * Does jobs at the same time, the first on the thread that calls. One that answers false, or fails, stops all. If memory or
     * numbers run out, what was done until then counts.
     *
     * @param jobs  at least 1, and as many as there are threads at most
     * @param watch asked by the first job in place of what stops all: true to stop all
     * @return      true if all jobs answer true
     */
    boolean together(List<? extends Job> jobs, BooleanSupplier watch) {
        stop = false;
        end = "";
        List<Future<Boolean>> running = new ArrayList<>();
        for (Job job : jobs.subList(1, jobs.size())) {
            running.add(others().submit(() -> stopping(job, () -> stop)));
        }
        boolean all = true;
        try {
            all = stopping(jobs.getFirst(), () -> {
                if (watch.getAsBoolean()) {
                    stop = true;
                }
                return stop;
            });
        } finally {
            all &= all(running);
        }
        return all;
    }

    private ExecutorService others() {
        if (others == null) {
            others = Executors.newFixedThreadPool(size - 1, Thread.ofPlatform().daemon().name("worker-", 2).factory());
        }
        return others;
    }

    private boolean stopping(Job job, BooleanSupplier when) {
        boolean goesOn = false;
        try {
            goesOn = job.work(when);
        } catch (OutOfMemoryError _) {
            end = Limits.outOfMemory();
        } catch (Vectors.TooWide _) {
            end = Limits.TOO_WIDE;
        } finally {
            if (!goesOn) {
                stop = true;
            }
        }
        return goesOn;
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

    @Override
    public void close() {
        if (others != null) {
            others.shutdownNow();
        }
    }
}
