package dev.quiesce.explore;

import dev.quiesce.program.Finding;
import dev.quiesce.simulate.Move;
import dev.quiesce.simulate.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The runs that lead to what a search has found. */
final class Counterexamples {
    private final Plan plan;
    private final StateStore store;
    private final Expander expander;
    private final Crew crew;
    private final List<Map.Entry<Finding, Tally.Errors>> kinds;
    private final List<Races.Places> places;
    /** Those of the errors, and after them those of the races. */
    private final List<Targets> targets = new ArrayList<>();

    /** @param crew whose workers look for them */
    Counterexamples(Plan plan, StateStore store, Expander expander, Crew crew, Tally tally, Races races) {
        this.plan = plan;
        this.store = store;
        this.expander = expander;
        this.crew = crew;
        kinds = tally.errors.entrySet().stream().sorted(
            Comparator.<Map.Entry<Finding, Tally.Errors>>comparingInt(e -> e.getValue().length())
                .thenComparing(Map.Entry::getKey)).toList();
        places = List.copyOf(races.found().keySet());
        kinds.forEach(k -> targets.add(k.getValue().targets()));
        places.forEach(p -> targets.add(races.found().get(p)));
    }

    /** True if there is nothing that a run leads to. */
    boolean isEmpty() {
        return targets.isEmpty();
    }

    /** The kinds of errors. */
    Set<Finding> kinds() {
        return kinds.stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** In words. */
    @Override
    public String toString() {
        return (kinds.isEmpty() ? Finding.DATA_RACE.words() + "s"
            : kinds.stream().map(k -> k.getKey().words()).collect(Collectors.joining(", "))) + ", at depth " + deepest();
    }

    /** The deepest level that shows an error or a race. */
    int deepest() {
        return targets.stream().mapToInt(Targets::level).max().orElse(0);
    }

    /**
     * What a search came to, with them. Where memory does not suffice for the best paths, it lets go of what the search has
     * stored beside the states on the way, so that this is the last that is done with it, and finds shortest ones.
     *
     * @throws Guide.LostException if one of them cannot be walked
     */
    Exploration in(Exploration found) {
        if (isEmpty()) {
            return found;
        }
        try {
            return found(found, store.keepsStates() ? paths(false) : new Trails(store, expander).to(targets));
        } catch (OutOfMemoryError e) {
            if (!store.keepsStates()) {
                throw e;
            }
        }
        store.strip(deepest() + 1);
        return found(found, paths(true));
    }

    private List<ShortestPaths.Path> paths(boolean narrow) {
        return new ShortestPaths(new Sweep(store, expander, crew), expander.guide(), narrow ? Integer.MAX_VALUE : plan.room(), narrow)
            .to(targets);
    }

    private Exploration found(Exploration found, List<ShortestPaths.Path> paths) {
        List<Exploration.Error> errors = new ArrayList<>();
        List<Exploration.RacingPair> pairs = new ArrayList<>();
        Guide guide = expander.guide();
        for (int i = 0; i < targets.size(); i++) {
            ShortestPaths.Path path = paths.get(i);
            if (i < kinds.size()) {
                errors.add(error(kinds.get(i).getKey(), path, guide));
            } else {
                pairs.add(pair(Races.shown(guide, path.end(), places.get(i - kinds.size())).orElseThrow(), path.moves()));
            }
        }
        return found.with(errors, pairs);
    }

    private static Exploration.Error error(Finding finding, ShortestPaths.Path path, Guide guide) {
        if (path.slot() < 0) {
            return new Exploration.Error(finding, path.moves(), -1, null, null);
        }
        if (finding == Finding.DATA_RACE) {
            return new Exploration.Error(finding, path.moves(), path.slot(), null,
                pair(Races.shown(guide, path.end(), null).orElseThrow(), path.moves()));
        }
        for (Outcome o : guide.step(path.end(), path.slot())) {
            if (o instanceof Outcome.Failed f && f.finding() == finding) {
                return new Exploration.Error(finding, path.moves(), path.slot(), f, null);
            }
        }
        throw new IllegalStateException("an error is no more where it was found: " + finding);
    }

    private static Exploration.RacingPair pair(Races.Pair p, List<Move> path) {
        return new Exploration.RacingPair(p.first(), p.firstSlot(), p.second(), p.secondSlot(), p.first().site(),
            p.second().site(), path);
    }
}
