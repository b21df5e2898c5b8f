package dev.quiesce.stress.run;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each outcome was seen. */
public record Tally(SortedMap<String, Long> times) {
    public Tally {
        times = Collections.unmodifiableSortedMap(new TreeMap<>(times));
    }

    /** Times that {@code outcome} was seen. */
    public long of(String outcome) {
        return times.getOrDefault(outcome, 0L);
    }

    /** Samples in all. */
    public long samples() {
        return times.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Both together. */
    public Tally plus(Tally other) {
        Map<String, Long> sum = new TreeMap<>(times);
        other.times.forEach((outcome, n) -> sum.merge(outcome, n, Long::sum));
        return new Tally(new TreeMap<>(sum));
    }

    /** Nothing seen. */
    public static Tally none() {
        return new Tally(new TreeMap<>());
    }
}
