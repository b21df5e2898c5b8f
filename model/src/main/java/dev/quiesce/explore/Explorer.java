package dev.quiesce.explore;

import dev.quiesce.program.Finding;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Mutability;
import dev.quiesce.simulate.Reduction;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Breadth-first search over all states of a scenario, level by level, with an exact visited set: the first error found
 * has a shortest counterexample. Whatever it finds is the same for any number of workers; only where time or
 * memory ends it in the middle of a level depends on who was faster.
 */
public final class Explorer {
    /** Is told now and then how far the search is. */
    @FunctionalInterface
    public interface Watcher {
        void progress(long states, long transitions, long frontier, int depth);
    }

    /** What to do about data races. */
    public enum RacePolicy { IGNORE, COLLECT, FAIL }

    private static final long FIRST_RESTART_AT = 1 << 12;
    private static final int RESTART_GROWTH = 4;
    private static final long SHARE_AT = 1 << 13;

    private final Plan plan;
    private final int workers;

    /**
     * @param all     go on after the first error and find one of each kind
     * @param workers threads that search, at least 1
     */
    public Explorer(Image image, boolean failAllocations, Set<Reduction> reductions, boolean all, RacePolicy racePolicy,
                    Limits limits, int workers, Watcher watcher) {
        this(new Plan(image, failAllocations, reductions, all, racePolicy, limits, watcher, false, SHARE_AT,
            Optional.empty(), Storage.DEFAULT, Integer.MAX_VALUE, Integer.MAX_VALUE, new Company(workers).join()), workers);
    }

    private Explorer(Plan plan, int workers) {
        this.plan = plan;
        this.workers = workers;
    }

    /**
     * The same search, in which every step that is remembered is interpreted as well and compared, until a guess of what
     * is constant proves wrong: from then on steps end elsewhere than the remembered ones, and the search starts again.
     */
    public Explorer crossChecking() {
        return new Explorer(plan.crossChecking(), workers);
    }

    /** The same search, in which several workers share levels of at least that many states. */
    public Explorer sharing(long states) {
        return new Explorer(plan.sharing(states), workers);
    }

    /** The same search, in which states of more than that many words are folded. */
    public Explorer foldingAbove(int words) {
        return new Explorer(plan.storing(new Storage(words, 0, false)), workers);
    }

    /**
     * The same search, which has room for that many states of a level on the best paths to what it finds: where they are more,
     * a path is a shortest one, but need not be one with the fewest switches.
     */
    public Explorer tracingWithin(int states) {
        return new Explorer(plan.tracingWithin(states), workers);
    }

    /**
     * The same search, which stores fingerprints of states instead of states: it may take one state for another. Whatever
     * it finds is exact, and its paths are shortest ones, if not with the fewest switches. It does not look for livelocks
     * and keeps no checkpoint.
     *
     * @param bits of a fingerprint, 1 to 64
     */
    public Explorer fingerprinting(int bits) {
        return new Explorer(plan.storing(new Storage(plan.storage().whole(), bits, false)), workers);
    }

    /** The same search, which has at most as many workers as it is left by those that go on beside it. */
    public Explorer in(Company.Member member) {
        return new Explorer(plan.in(member), workers);
    }

    /** The same search, which keeps what it finds at the ends of levels, or goes on from what another has kept. */
    public Explorer keeping(Checkpoint where) {
        return new Explorer(plan.keeping(where), workers);
    }

    /**
     * Searches until everything is explored, an error is found or a limit is hit.
     *
     * @throws Checkpoint.UnusableException if what it shall go on from is of no use
     * @throws Company.CrowdedException     if it is to become large beside another one that is
     */
    public Exploration explore() {
        Optional<Checkpoint> left = plan.checkpoint().filter(c -> c.resume() && c.exists());
        left.ifPresent(_ -> plan.member().workers()); // most likely large: to read it twice would take long
        Optional<Logbook> book = left.map(Logbook::open);
        Optional<Logbook.Start> start = book.map(Logbook::start);
        boolean committing = start.map(Logbook.Start::committing).orElse(plan.commits());
        Mutability mutability = start.map(Logbook.Start::mutability).orElseGet(() -> scouted(committing));
        return explore(book, committing, mutability);
    }

    /** What a few runs tell of what is not constant. */
    private Mutability scouted(boolean committing) {
        Mutability mutability = new Mutability();
        if (plan.scouts()) {
            Machine scout = new Machine(plan.image(), plan.failAllocations(), plan.reductions(), committing, false,
                mutability);
            new Scouting(scout, mutability).run();
        }
        return mutability;
    }

    private Exploration explore(Optional<Logbook> left, boolean committingFirst, Mutability knownFirst) {
        Optional<Logbook> book = left;
        boolean committing = committingFirst;
        Mutability mutability = knownFirst;
        int searchers = workers;
        long restartAt = FIRST_RESTART_AT;
        Exploration before = null; // the largest search that had to be begun again
        while (true) {
            Mutability known = mutability.copy();
            Search search = new Search(plan, committing, mutability, searchers, restartAt, book);
            book = Optional.empty();
            Search.End end = search.run();
            if (end == Search.End.DONE) {
                return search.result().bound().startsWith(Limits.OUT_OF_TIME) ? search.result().after(before) : search.result();
            }
            before = before == null || before.states() < search.size() ? search.begunAgain() : before;
            switch (end) {
                case DONE -> throw new IllegalStateException("a search that is done is not begun again");
                case GUESSED_WRONG -> {
                    searchers = workers;
                    // So that many restarts cost little more than the last search.
                    restartAt = Math.max(RESTART_GROWTH * restartAt, 2 * search.size());
                }
                case GUESSED_WRONG_TOGETHER -> {
                    // What several workers learn before all of them have stopped depends on who was faster.
                    mutability = known;
                    searchers = 1;
                }
                case MUST_COMMIT -> committing = true;
                case MUST_TRACE -> {
                    Exploration without = search.untraced();
                    Counterexamples found = search.found();
                    Set<Finding> kinds = found.kinds();
                    String words = found.toString();
                    Plan again = plan.tracing(found.deepest());
                    search = null; // its memory is needed
                    found = null;
                    return traced(without, kinds, words, again, committing, mutability);
                }
            }
        }
    }

    /** Finds again what was found, now with the paths that lead there. */
    private static Exploration traced(Exploration without, Set<Finding> kinds, String words, Plan again, boolean committing,
                                      Mutability mutability) {
        Search search;
        do {
            search = new Search(again, committing, mutability, 1, FIRST_RESTART_AT, Optional.empty());
        } while (search.run() != Search.End.DONE);
        Exploration paths = search.result();
        if (!paths.errors().stream().map(Exploration.Error::finding).collect(Collectors.toSet()).containsAll(kinds)) {
            return without.bounded((paths.bound().isEmpty() ? Limits.outOfMemory() : paths.bound())
                + Exploration.NOT_SHOWN + words);
        }
        return without.with(paths.errors(), paths.races());
    }
}
