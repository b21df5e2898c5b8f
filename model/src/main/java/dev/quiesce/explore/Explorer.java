package dev.quiesce.explore;

import dev.quiesce.program.Finding;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Move;
import dev.quiesce.simulate.Mutability;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.Reduction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Breadth-first search over all states of a scenario, level by level, with an exact visited set: the first error found
 * has a shortest counterexample.
 */
public final class Explorer {
    /** Is told now and then how far the search is. */
    @FunctionalInterface
    public interface Watcher {
        void progress(long states, long transitions, long frontier, int depth);
    }

    /** What to do about data races. */
    public enum RacePolicy { IGNORE, COLLECT, FAIL }

    private static final int CHECK_EVERY = 1 << 12;
    private static final int MOST_CANDIDATES = 256;
    /** States after which a search that guessed wrong does not go on to learn more before it starts again. */
    private static final int RESTART_AT = 4096;

    private final Image image;
    private Machine machine;
    private Expander expander;
    private StateStore store = new StateStore();
    private final Limits limits;
    private final Watcher watcher;
    private final RacePolicy racePolicy;
    private final boolean all;
    private final boolean failAllocations;
    private final Set<Reduction> reductions;
    private final boolean commit;
    private final boolean crossCheck;
    private final Mutability mutability;
    private final int knownAtStart;
    private final Races races = new Races();
    /** The errors of each kind that have the shortest paths, at most {@link #MOST_CANDIDATES}. */
    private final Map<Finding, List<Candidate>> candidates = new EnumMap<>(Finding.class);
    private final List<Integer> levels = new ArrayList<>();
    private final int[] vector = new int[StateStore.MAX_COMPONENTS];
    private final Map<String, Long> outcomes = new TreeMap<>();
    private long transitions;
    private long completions;
    private long discards;
    private boolean backEdges;
    private String bound = "";

    /** An error seen while expanding a state, before its path is worked out. */
    private record Candidate(Finding finding, int length, int state, int slot, Outcome.Failed failure,
                             Races.Pair race) {}

    /**
     * @param all go on after the first error and find one of each kind
     */
    public Explorer(Image image, boolean failAllocations, Set<Reduction> reductions, boolean all, RacePolicy racePolicy,
                    Limits limits, Watcher watcher) {
        this(image, failAllocations, reductions, !reductions.contains(Reduction.LATE_CHOICES) || image.asksIdle(), all,
            racePolicy, limits, watcher, new Mutability(), false);
    }

    /**
     * The same search, in which every step that is remembered is interpreted as well and compared, until a guess of what
     * is constant proves wrong: from then on steps end elsewhere than the remembered ones, and the search starts again.
     */
    public Explorer crossChecking() {
        return new Explorer(image, failAllocations, reductions, commit, all, racePolicy, limits, watcher, new Mutability(),
            true);
    }

    private Explorer(Image image, boolean failAllocations, Set<Reduction> reductions, boolean commit, boolean all,
                     RacePolicy racePolicy, Limits limits, Watcher watcher, Mutability mutability,
                     boolean crossCheck) {
        this.crossCheck = crossCheck;
        this.mutability = mutability;
        if (reductions.contains(Reduction.CONSTANTS) && mutability.version() == 0) {
            new Scouting(new Machine(image, failAllocations, reductions, commit, false, mutability), mutability).run();
        }
        knownAtStart = mutability.version();
        this.image = image;
        this.all = all;
        this.racePolicy = racePolicy;
        this.limits = limits;
        this.watcher = watcher;
        this.failAllocations = failAllocations;
        this.reductions = reductions;
        this.commit = commit;
        machine = new Machine(image, failAllocations, reductions, commit, racePolicy != RacePolicy.IGNORE, mutability);
        expander = new Expander(image, machine, () -> crossCheck && !guessedWrong());
    }

    /** Searches until everything is explored, an error is found or a limit is hit. */
    public Exploration explore() {
        int depth = 0;
        try {
            store.add(vector, expander.encode(machine.initial(), vector), -1);
            int begin = 0;
            while (begin < store.size() && bound.isEmpty()) {
                int end = store.size();
                levels.add(begin);
                level(begin, end, depth);
                if (done(depth)) {
                    break;
                }
                begin = end;
                depth++;
                if (guessedWrong() && store.size() > RESTART_AT) {
                    return again(commit);
                }
            }
            if (guessedWrong()) {
                return again(commit);
            }
            if (candidates.isEmpty() && bound.isEmpty() && backEdges && !image.scenario().endless()) {
                if (!commit && expander.choosesToWait()) {
                    return again(true);
                }
                livelock();
            }
        } catch (Vectors.TooWide e) {
            bound = "parts of a state: " + StateStore.MAX_COMPONENTS;
        } catch (OutOfMemoryError e) {
            bound = "memory (raise with --max-memory)";
        }
        return result(depth);
    }

    private boolean guessedWrong() {
        return (reductions.contains(Reduction.CONSTANTS) || image.storeBuffers()) && mutability.version() != knownAtStart;
    }

    private Exploration again(boolean committing) {
        machine = null;
        expander = null;
        store = null;
        return new Explorer(image, failAllocations, reductions, committing, all, racePolicy, limits, watcher, mutability,
            crossCheck).explore();
    }

    /** True if nothing better can come: all errors found have at most as many steps as any further one would. */
    private boolean done(int depth) {
        if (all || candidates.isEmpty()) {
            return false;
        }
        Candidate best = best();
        return best.length <= depth || best.finding.ordinal() < Finding.DEADLOCK.ordinal();
    }

    private Candidate best() {
        Candidate best = null;
        for (List<Candidate> kind : candidates.values()) {
            Candidate c = kind.getFirst();
            if (best == null || c.length < best.length
                || c.length == best.length && c.finding.ordinal() < best.finding.ordinal()) {
                best = c;
            }
        }
        return best;
    }

    private void level(int begin, int end, int depth) {
        Step step = new Step(depth, end);
        for (int n = begin; n < end; n++) {
            if ((n & CHECK_EVERY - 1) == 0) {
                bound = limits.hit(store.size());
                watcher.progress(store.size(), transitions, end - n, depth);
                if (!bound.isEmpty()) {
                    return;
                }
            }
            step.expand(n);
            if (!bound.isEmpty()) {
                return;
            }
        }
    }

    /** Expands states of one level. */
    private final class Step implements Expander.Sink {
        private final int depth;
        private final int levelEnd;
        private int from;

        Step(int depth, int levelEnd) {
            this.depth = depth;
            this.levelEnd = levelEnd;
        }

        void expand(int n) {
            from = n;
            store.get(n, vector);
            if (expander.complete(vector)) {
                completions++;
                outcomes.merge(expander.decode(vector).observed(image), 1L, Long::sum);
                return;
            }
            races.beginState(n);
            expander.expand(vector, this);
            if (expander.stuck()) {
                offer(new Candidate(Finding.DEADLOCK, depth, n, -1, null, null));
            }
            if (racePolicy != RacePolicy.IGNORE) {
                Races.Pair race = races.endState();
                if (race != null && racePolicy == RacePolicy.FAIL) {
                    offer(new Candidate(Finding.DATA_RACE, depth + 1, n, race.firstSlot(), null, race));
                }
            }
        }

        @Override
        public void moved(int slot, int[] successor, int length, Outcome.Access[] footprint) {
            transitions++;
            int number = store.add(successor, length, from);
            if (number < 0 && ~number < levelEnd) {
                backEdges = true;
            }
            races.add(slot, footprint);
        }

        @Override
        public void failed(int slot, Outcome.Failed failure) {
            transitions++;
            offer(new Candidate(failure.finding(), depth + 1, from, slot, failure, null));
        }

        @Override
        public void discarded(int slot) {
            discards++;
        }

        @Override
        public void endless(int slot, Outcome.Endless end) {
            bound = end.limit() + ", at " + end.site().position() + " (a loop without end?)";
        }
    }

    private void offer(Candidate c) {
        List<Candidate> known = candidates.computeIfAbsent(c.finding, f -> new ArrayList<>());
        if (known.isEmpty() || c.length == known.getFirst().length && known.size() < MOST_CANDIDATES) {
            known.add(c);
        }
    }

    private void livelock() {
        int state = new Livelocks(store, expander).find();
        if (state >= 0) {
            offer(new Candidate(Finding.LIVELOCK, 0, state, -1, null, null));
        }
    }

    private Exploration result(int depth) {
        List<Exploration.Error> errors = new ArrayList<>();
        Paths paths = new Paths(store, expander, machine);
        candidates.values().stream()
            .sorted((a, b) -> a.getFirst().length != b.getFirst().length
                ? a.getFirst().length - b.getFirst().length : a.getFirst().finding.compareTo(b.getFirst().finding))
            .forEach(kind -> errors.add(error(kind, paths)));
        List<Exploration.RacingPair> pairs = races.all().stream().map(p -> pair(p, paths)).toList();
        return new Exploration(errors, bound, store.size(), transitions, depth, completions, discards,
            machine.reached(), machine.covered(), outcomes, pairs, mutability);
    }

    private Exploration.Error error(List<Candidate> kind, Paths paths) {
        Candidate c = kind.getFirst();
        List<Move> path;
        if (c.finding == Finding.LIVELOCK && c.slot < 0 || store.size() > ShortestPaths.MOST_STATES) {
            path = paths.to(c.state);
        } else {
            ShortestPaths.Path best = new ShortestPaths(store, expander, levels)
                .fewestSwitches(kind.stream().map(k -> new ShortestPaths.Target(k.state, k.slot)).toList());
            c = kind.get(best.target());
            path = paths.along(best.states(), best.slots());
        }
        return new Exploration.Error(c.finding, path, c.slot, c.failure, c.race == null ? null : pair(c.race, paths));
    }

    private static Exploration.RacingPair pair(Races.Pair p, Paths paths) {
        return new Exploration.RacingPair(p.first(), p.firstSlot(), p.second(), p.secondSlot(), p.first().site(),
            p.second().site(), paths.to(p.state()));
    }
}
