package dev.quiesce.program;

import java.util.List;
import java.util.Objects;

/**
 * A scenario says which functions of a program run, in what context, and what is expected of them. Functions are
 * numbers of {@link Program#functions()}; -1 stands for none.
 *
 * @param init     runs first and alone
 * @param threads  run concurrently after {@code init}, in process context
 * @param softirqs the same in softirq context
 * @param exit     runs last and alone
 * @param endless  threads may run for ever: no exit, no livelock check
 * @param unroll   loop bound for checks that need one; 0 for the default
 */
public record Scenario(String name, String about, int init, List<Integer> threads, List<Integer> softirqs, int exit,
                       MemoryModel memory, Finding expect, boolean endless, Races races, int unroll, Site site) {
    public Scenario {
        Objects.requireNonNull(name);
        Objects.requireNonNull(about);
        threads = List.copyOf(threads);
        softirqs = List.copyOf(softirqs);
        Objects.requireNonNull(memory);
        Objects.requireNonNull(expect);
        Objects.requireNonNull(races);
        Objects.requireNonNull(site);
        if (init < 0 && exit < 0 && threads.isEmpty() && softirqs.isEmpty()) {
            throw new IllegalArgumentException("scenario " + name + " runs nothing");
        }
    }
}
