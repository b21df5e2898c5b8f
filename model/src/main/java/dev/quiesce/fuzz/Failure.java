package dev.quiesce.fuzz;

import dev.quiesce.program.Finding;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.Move;
import dev.quiesce.simulate.Outcome;
import java.util.List;

/**
 * A failure is a run that ends in a finding.
 *
 * @param moves   all its moves; the last one is the error, unless nobody can move after it
 * @param outcome what the last move came to, null if nobody can move
 */
public record Failure(Finding finding, List<Move> moves, Outcome.Failed outcome) {
    public Failure {
        moves = List.copyOf(moves);
    }

    /** The moves before the error. */
    public List<Move> path() {
        return outcome == null ? moves : moves.subList(0, moves.size() - 1);
    }

    /** The thread whose move is the error, -1 if nobody can move. */
    public int slot() {
        return outcome == null ? -1 : moves.getLast().slot();
    }

    /** True if {@code other} is the same finding at the same place. */
    boolean same(Failure other) {
        return other != null && finding == other.finding && site().equals(other.site());
    }

    private Site site() {
        return outcome == null ? Site.NONE : outcome.site();
    }

    /** How often somebody else moves than before. */
    public int switches() {
        int count = 0;
        for (int n = 1; n < moves.size(); n++) {
            count += moves.get(n).slot() == moves.get(n - 1).slot() ? 0 : 1;
        }
        return count;
    }
}
