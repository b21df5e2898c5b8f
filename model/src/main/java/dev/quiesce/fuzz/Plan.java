package dev.quiesce.fuzz;

import java.time.Duration;
import java.util.List;

/**
 * A plan says how many random runs to make and how to draw them.
 *
 * @param runs       at most that many, at least 1
 * @param time       stop drawing after that wall time; zero for never. A plan that is ended by time covers what it comes to
 * @param seed       decides every schedule and every choice
 * @param strategies how to draw schedules, one after the other in turn
 * @param depth      of PCT, 1 to 60: bugs that need that many orderings are found with a probability that is known
 * @param maxSteps   steps after which a run is given up, at least 1
 * @param countAll   go on after the first finding and count how many runs end in one
 */
public record Plan(long runs, Duration time, long seed, List<Strategy> strategies, int depth, int maxSteps,
                   boolean countAll) {
    public Plan {
        if (runs < 1 || depth < 1 || depth > 60 || maxSteps < 1 || strategies.isEmpty()) {
            throw new IllegalArgumentException("runs, depth (at most 60) and steps are at least 1, and there is a strategy");
        }
        strategies = List.copyOf(strategies);
    }
}
