package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.ScenarioResult.Found;
import dev.quiesce.axiomatic.ScenarioResult.Race;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what a check of a scenario finds. */
final class ScenarioTally {
    private final boolean all;
    private final Finding expected;
    private final Map<Finding, Found> findings = new EnumMap<>(Finding.class);
    private final Map<List<Site>, Race> races = new TreeMap<>(Comparator.comparing(List::toString));
    private final SortedMap<String, Long> outcomes = new TreeMap<>();
    private final Set<String> covers = new HashSet<>();
    private final Set<Site> cuts = new LinkedHashSet<>();
    private String doubt;
    private long executions;
    private long partial;

    /**
     * @param all      whether to go on when something was found
     * @param expected what is meant to be found; until it is, others do not end the search
     */
    ScenarioTally(boolean all, Finding expected) {
        this.all = all;
        this.expected = expected;
    }

    boolean done() {
        return !all && (findings.containsKey(expected) || expected == Finding.HOLDS && !findings.isEmpty());
    }

    void add(Found found) {
        findings.merge(found.finding(), found,
            (a, b) -> b.graph() != null && a.graph() != null && b.graph().events().size() < a.graph().events().size() ? b : a);
    }

    /** What may only come of what execution graphs let happen besides. */
    void doubt(Found found, String cause) {
        doubt = doubt == null ? found.finding().words() + " at " + found.site().position() + ", perhaps only because "
            + cause : doubt;
    }

    Optional<String> doubt() {
        return Optional.ofNullable(doubt);
    }

    void add(Race race) {
        races.putIfAbsent(List.of(race.first(), race.second()), race);
    }

    /** Some execution reaches the bound of a loop. */
    void cut(Site loop) {
        cuts.add(loop);
    }

    /** The loops whose bounds are reached. */
    Set<Site> cuts() {
        return cuts;
    }

    void cover(List<String> names) {
        covers.addAll(names);
    }

    void partial() {
        partial++;
    }

    void complete(String outcome) {
        executions++;
        if (!outcome.isEmpty()) {
            outcomes.merge(outcome, 1L, Long::sum);
        }
    }

    /** Findings, the expected one first, then the one with the smallest execution. */
    List<Found> findings() {
        List<Found> sorted = new ArrayList<>(findings.values());
        sorted.sort(Comparator.comparing((Found found) -> found.finding() != expected).thenComparingInt(found -> found.graph() == null ? 0 : found.graph().events().size()));
        return sorted;
    }

    List<Race> races() {
        return List.copyOf(races.values());
    }

    SortedMap<String, Long> outcomes() {
        return outcomes;
    }

    Set<String> covers() {
        return covers;
    }

    long executions() {
        return executions;
    }

    long partials() {
        return partial;
    }
}
