package dev.quiesce.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes a failing history minimal: takes away ever smaller pieces, as in Zeller and Hildebrandt, "Simplifying and Isolating
 * Failure-Inducing Input" (IEEE TSE 28(2), 2002), then pairs, and replaces what is left by something simpler. jqwik would
 * take away one after the other, which is cubic: hours for hundreds of operations in which packets go on.
 *
 * @param run     runs a history; empty if it holds
 * @param simpler what an element may be replaced by, the simplest first
 */
record Minimal<T>(Function<List<T>, Optional<Broken>> run, Function<T, List<T>> simpler) {
    private static final int PAIRS = 16;

    /** What is left of a history that fails. */
    Broken of(List<T> failing) {
        List<T> smallest = withoutPieces(failing);
        for (List<T> smaller = changed(smallest); smaller != null; smaller = changed(smallest)) {
            smallest = withoutPieces(smaller);
        }
        return run.apply(smallest).orElseThrow();
    }

    private List<T> withoutPieces(List<T> failing) {
        List<T> smallest = failing;
        for (int piece = failing.size(); piece > 0; piece /= 2) {
            for (int from = smallest.size() - piece; from > -piece; from -= piece) {
                List<T> fewer = without(smallest, Math.max(from, 0), piece);
                if (fails(fewer)) {
                    smallest = fewer;
                }
            }
        }
        return smallest;
    }

    /** A history without a pair or with something simpler, null if none fails. */
    private List<T> changed(List<T> failing) {
        List<T> fewer = failing.size() <= PAIRS ? withoutAPair(failing) : null;
        return fewer != null ? fewer : simplified(failing);
    }

    private boolean fails(List<T> history) {
        return run.apply(history).isPresent();
    }

    private List<T> without(List<T> all, int from, int piece) {
        List<T> fewer = new ArrayList<>(all);
        fewer.subList(from, Math.min(from + piece, all.size())).clear();
        return fewer;
    }

    private List<T> withoutAPair(List<T> failing) {
        for (int one = 0; one < failing.size(); one++) {
            for (int other = one + 1; other < failing.size(); other++) {
                List<T> fewer = without(without(failing, other, 1), one, 1);
                if (fails(fewer)) {
                    return fewer;
                }
            }
        }
        return null;
    }

    private List<T> simplified(List<T> failing) {
        for (int n = 0; n < failing.size(); n++) {
            for (T element : simpler.apply(failing.get(n))) {
                List<T> changed = new ArrayList<>(failing);
                changed.set(n, element);
                if (fails(changed)) {
                    return changed;
                }
            }
        }
        return null;
    }
}
