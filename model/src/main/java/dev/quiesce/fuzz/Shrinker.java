package dev.quiesce.fuzz;

import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Move;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a failure short: the same finding at the same place in fewer steps, in as many with fewer context switches, or with
 * smaller choices. Every candidate is run again; one that is better replaces the failure and all begins anew, until nothing
 * helps or the steps that may be spent are spent. Leaves out pieces, long ones first (Zeller, Hildebrandt, Simplifying and
 * Isolating Failure-Inducing Input, TSE 2002), moves pieces next to others of the same thread, and takes first alternatives.
 */
final class Shrinker {
    private static final long MOST_STEPS = 3_000_000;

    private final Rerun rerun;
    private Failure best;

    Shrinker(Machine machine) {
        rerun = new Rerun(machine);
    }

    /** A failure like {@code found} that is at most as long. */
    Failure shrink(Failure found) {
        best = found;
        boolean better = true;
        while (better && rerun.steps() < MOST_STEPS) {
            better = withoutThread() | withoutPiece() | withBlockMoved() | withFirstChoices();
        }
        return best;
    }

    /** Runs a candidate and keeps it if it is better. */
    private boolean tried(List<Move> candidate) {
        if (rerun.steps() >= MOST_STEPS) {
            return false;
        }
        Failure now = rerun.of(candidate);
        boolean better = best.same(now) && compare(now, best) < 0;
        best = better ? now : best;
        return better;
    }

    private static int compare(Failure a, Failure b) {
        int steps = Integer.compare(a.moves().size(), b.moves().size());
        int switches = steps != 0 ? steps : Integer.compare(a.switches(), b.switches());
        return switches != 0 ? switches : Long.compare(choices(a), choices(b));
    }

    private static long choices(Failure failure) {
        return failure.moves().stream().flatMapToInt(move -> Arrays.stream(move.choices())).asLongStream().sum();
    }

    private boolean withoutThread() {
        boolean better = false;
        for (int slot : best.moves().stream().mapToInt(Move::slot).distinct().toArray()) {
            Predicate<Move> others = move -> move.slot() != slot;
            better |= tried(best.moves().stream().filter(others).toList());
        }
        return better;
    }

    private boolean withoutPiece() {
        boolean better = false;
        for (int length = Math.max(1, best.moves().size() / 2); length > 0; length /= 2) {
            for (int at = 0; at < best.moves().size();) {
                List<Move> candidate = new ArrayList<>(best.moves());
                candidate.subList(at, Math.min(at + length, candidate.size())).clear();
                boolean shorter = tried(candidate);
                better |= shorter;
                at += shorter ? 0 : length;
            }
        }
        return better;
    }

    /** A block is what a thread does in a row: brings two of the same thread together. */
    private boolean withBlockMoved() {
        boolean better = false;
        boolean again = true;
        while (again) {
            again = false;
            List<List<Move>> blocks = blocks(best.moves());
            for (int i = 0; i < blocks.size() && !again; i++) {
                for (int j = i + 2; j < blocks.size() && !again; j++) {
                    if (blocks.get(i).getFirst().slot() == blocks.get(j).getFirst().slot()) {
                        again = tried(moved(blocks, j, i + 1)) || tried(moved(blocks, i, j - 1));
                    }
                }
            }
            better |= again;
        }
        return better;
    }

    private static List<List<Move>> blocks(List<Move> moves) {
        List<List<Move>> blocks = new ArrayList<>();
        for (Move move : moves) {
            if (blocks.isEmpty() || blocks.getLast().getLast().slot() != move.slot()) {
                blocks.add(new ArrayList<>());
            }
            blocks.getLast().add(move);
        }
        return blocks;
    }

    /** The moves with block {@code from} taken out and put in at position {@code to} of what is left. */
    private static List<Move> moved(List<List<Move>> blocks, int from, int to) {
        List<List<Move>> order = new ArrayList<>(blocks);
        order.add(to, order.remove(from));
        return order.stream().flatMap(List::stream).toList();
    }

    private boolean withFirstChoices() {
        boolean better = false;
        for (int n = 0; n < best.moves().size(); n++) {
            if (Arrays.stream(best.moves().get(n).choices()).anyMatch(choice -> choice != 0)) {
                List<Move> candidate = new ArrayList<>(best.moves());
                candidate.set(n, new Move(candidate.get(n).slot(), new int[0]));
                better |= tried(candidate);
            }
        }
        return better;
    }
}
