package dev.quiesce.cli;

import dev.quiesce.check.CheckResult.Statistics;
import dev.quiesce.check.Progress;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleFunction;
import java.util.function.LongSupplier;

/**
 * A progress line tells on standard error how far the search of one row has come: once a second on a terminal, where it
 * is written over, else every 15 seconds.
 */
final class ProgressLine implements Progress {
    private static final double MEGABYTE = 1024.0 * 1024;
    private static final long NANOS = 1_000_000_000L;
    private final Console console;
    private final String row;
    private final LongSupplier clock;
    private final BooleanSupplier wanted;
    private final long started;
    private final long interval;
    private long nextReport;
    private long lastCount;
    private long lastTime;
    private boolean shown;
    private volatile Statistics reached = new Statistics(0, 0, 0, 0);

    /** @param wanted whether to show anything, as one row at a time shall */
    ProgressLine(Console console, String row, LongSupplier clock, BooleanSupplier wanted) {
        this.console = console;
        this.row = row;
        this.clock = clock;
        this.wanted = wanted;
        this.started = clock.getAsLong();
        this.lastTime = started;
        this.interval = (console.errTerminal() ? 1 : 15) * NANOS;
        this.nextReport = started + interval;
    }

    @Override
    public synchronized void report(long states, long transitions, long frontier, int depth) {
        told(states, transitions, depth, rate -> String.format(Locale.ROOT,
            "%s: %,d states, %,.0f/s, frontier %,d, depth %d, %,.0f MB", row, states, rate, frontier, depth, usedMegabytes()));
    }

    @Override
    public synchronized void runs(long runs, long steps, int longest) {
        told(runs, steps, longest, rate -> String.format(Locale.ROOT, "%s: %,d runs, %,.0f/s, %,d steps, longest %d", row, runs,
            rate, steps, longest));
    }

    /** Shows a line if it is time to, given the rate at which {@code count} has grown. */
    private void told(long count, long transitions, int depth, DoubleFunction<String> line) {
        long now = clock.getAsLong();
        reached = new Statistics(count, transitions, depth, (now - started) / (double) NANOS);
        if (now < nextReport || !wanted.getAsBoolean()) {
            return;
        }
        show(line.apply((count - lastCount) * (double) NANOS / Math.max(1, now - lastTime)));
        lastCount = count;
        lastTime = now;
        nextReport = now + interval;
    }

    /** How far the search had come when it told last. */
    Statistics reached() {
        Statistics last = reached;
        return new Statistics(last.states(), last.transitions(), last.depth(),
            (clock.getAsLong() - started) / (double) NANOS);
    }

    /** Takes the line away. */
    synchronized void close() {
        if (shown && console.errTerminal()) {
            console.err().print("\r\033[K");
            console.err().flush();
        }
        shown = false;
        nextReport = Long.MAX_VALUE;
    }

    private void show(String line) {
        if (console.errTerminal()) {
            console.err().print("\r\033[K" + line);
            console.err().flush();
        } else {
            console.say(line);
        }
        shown = true;
    }

    private static double usedMegabytes() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
    }
}
