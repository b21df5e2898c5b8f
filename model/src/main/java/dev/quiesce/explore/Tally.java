package dev.quiesce.explore;

import dev.quiesce.program.Finding;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What was seen while states were expanded. */
final class Tally {
    long transitions;
    long completions;
    long discards;
    boolean backEdges;
    /** Observed outcomes, with the number of final states that have each. */
    final Map<String, Long> outcomes = new TreeMap<>();
    /** The errors of each kind that have the shortest paths. */
    final Map<Finding, Errors> errors = new EnumMap<>(Finding.class);

    /** Errors of one kind with paths of {@code length} steps. */
    record Errors(int length, Targets targets) {}

    void error(Finding finding, int length, int level, Target target) {
        Errors known = errors.get(finding);
        if (known == null || known.length > length) {
            known = new Errors(length, new Targets(level));
            errors.put(finding, known);
        }
        if (known.length == length) {
            known.targets.add(target);
        }
    }

    /** Takes over what {@code other} has seen, which is forgotten there. */
    void take(Tally other) {
        transitions += other.transitions;
        completions += other.completions;
        discards += other.discards;
        backEdges |= other.backEdges;
        other.outcomes.forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
        other.errors.forEach((finding, e) -> e.targets.all().forEach(
            t -> error(finding, e.length, e.targets.level(), t)));
        other.transitions = 0;
        other.completions = 0;
        other.discards = 0;
        other.backEdges = false;
        other.outcomes.clear();
        other.errors.clear();
    }
}
