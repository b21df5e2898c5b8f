package dev.quiesce.explore;

import dev.quiesce.program.Finding;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.Move;
import dev.quiesce.simulate.Mutability;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.Reduction;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a search came to.
 *
 * @param errors      the first error of each kind that was found, best one first
 * @param bound       the bound that stopped the search, empty if it was complete (or stopped at an error)
 * @param completions final states reached
 * @param discards    steps that an {@code assume} discarded
 * @param reached     instructions executed, by number
 * @param covered     covers reached, by position
 * @param mutability  the words that change while threads run, which decides where steps end
 * @param bytes       memory that the states took, in bytes
 * @param reductions  those that were in force: what cannot be told to be sound for the program is not
 * @param missed      the probability that a state was missed is at most this; 0 where states are stored and not only
 *                    their fingerprints
 * @param unsought    livelocks were not looked for although there may be some
 * @param outcomes    observed outcomes with the number of final states that have each
 */
public record Exploration(List<Error> errors, String bound, long states, long transitions, int depth,
                          long completions, long discards, BitSet reached, BitSet covered,
                          Map<String, Long> outcomes, List<RacingPair> races, Mutability mutability,
                          long bytes, Set<Reduction> reductions, double missed, boolean unsought) {
    /** What a bound says before the words for what was seen of which no run can be shown. */
    public static final String NOT_SHOWN = "; seen but not shown: ";

    /** The same with paths. */
    Exploration with(List<Error> traced, List<RacingPair> pairs) {
        return new Exploration(traced, bound, states, transitions, depth, completions, discards, reached, covered, outcomes,
            pairs, mutability, bytes, reductions, missed, unsought);
    }

    /**
     * The same, if it was ended by a limit before it came as far as another that it took the place of, with the counts of that.
     *
     * @param before what it is, and in place of the bound what there is to say of it; null if there was none
     */
    Exploration after(Exploration before) {
        return before == null || !errors.isEmpty() || before.states <= states ? this
            : new Exploration(errors, bound + "; " + before.bound, before.states, before.transitions, before.depth, completions,
                discards, reached, covered, outcomes, races, mutability, before.bytes, reductions, before.missed, unsought);
    }

    /** The same, which {@code limit} ended. */
    Exploration bounded(String limit) {
        return new Exploration(errors, limit, states, transitions, depth, completions, discards, reached, covered, outcomes,
            races, mutability, bytes, reductions, missed, unsought);
    }

    /**
     * An error with the run that leads to it.
     *
     * @param slot the thread whose next step is the error, -1 if nobody can move
     */
    public record Error(Finding finding, List<Move> path, int slot, Outcome.Failed failure, RacingPair race) {}

    /** A data race between the threads in two slots, both possible next after {@code path}. */
    public record RacingPair(Outcome.Access first, int firstSlot, Outcome.Access second, int secondSlot,
                             Site firstSite, Site secondSite, List<Move> path) {}
}
