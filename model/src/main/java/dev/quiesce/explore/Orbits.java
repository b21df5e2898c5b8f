package dev.quiesce.explore;

import dev.quiesce.simulate.Renaming;
import dev.quiesce.simulate.Symmetry;
import java.util.List;

/**
 * The orbit of a state is what the permutations of like threads make of it. One member represents it: that in which the
 * threads of each kind stand in order of their {@linkplain Component#rank ranks}, and of those, where threads have the
 * same rank, the one with the least numbers. For use by one thread at a time, and by one layout.
 */
final class Orbits {
    private static final int DIGIT = 3;

    private final Vectors vectors;
    private final Layout layout;
    private final List<int[]> classes;
    private final Renaming[] permutations;
    /** By class and order of its threads, as digits: the permutation that sorts them, as an index in those of the class. */
    private final int[][] sorting;
    private final int[] ranks = new int[Long.SIZE];
    private final int[] order = new int[Long.SIZE];
    private final long[] best;
    private final long[] other;
    /** Null if objects keep their names. */
    private final Namer namer;

    Orbits(Vectors vectors, Layout layout, Symmetry symmetry, Namer namer) {
        this.vectors = vectors;
        this.namer = namer;
        this.layout = layout;
        classes = symmetry.classes();
        permutations = symmetry.permutations().toArray(Renaming[]::new);
        best = new long[layout.words()];
        other = new long[layout.words()];
        sorting = new int[classes.size()][];
        for (int c = 0; c < sorting.length; c++) {
            sorting[c] = new int[1 << DIGIT * classes.get(c).length];
        }
        for (int p = permutations.length - 1; p >= 0; p--) {
            for (int c = 0; c < sorting.length; c++) {
                // Among those that do the same to this class the first moves nothing of the others.
                sorting[c][code(classes.get(c), permutations[p])] = p;
            }
        }
    }

    /** Which thread of a class a permutation puts in each place, as digits. */
    private static int code(int[] alike, Renaming permutation) {
        int code = 0;
        for (int from = 0; from < alike.length; from++) {
            for (int to = 0; to < alike.length; to++) {
                code |= permutation.slot(alike[from]) == alike[to] ? from << DIGIT * to : 0;
            }
        }
        return code;
    }

    /**
     * Makes of a state the representative of its orbit. Answers the permutation that did, null if the layout has no room for
     * what it comes to.
     */
    Renaming represent(long[] state) {
        boolean ties = false;
        int chosen = 0;
        for (int c = 0; c < sorting.length; c++) {
            int[] alike = classes.get(c);
            for (int i = 0; i < alike.length; i++) {
                int rank = vectors.rank(layout, state, alike[i]);
                ranks[alike[i]] = rank;
                int to = i;
                while (to > 0 && ranks[alike[order[to - 1]]] > rank) {
                    order[to] = order[to - 1];
                    to--;
                }
                order[to] = i;
                ties |= to > 0 && ranks[alike[order[to - 1]]] == rank;
            }
            int code = 0;
            for (int place = 0; place < alike.length; place++) {
                code |= order[place] << DIGIT * place;
            }
            chosen += sorting[c][code];
        }
        boolean named = namer != null && namer.concerns(state);
        if (ties && (named || vectors.tellsApart(layout, state))) {
            chosen = least(state, named);
        } else if (named) {
            chosen = become(state, chosen) ? chosen : -1;
        } else if (chosen != 0) {
            vectors.rename(layout, state, chosen, best);
        }
        if (chosen > 0 || named && chosen == 0) {
            System.arraycopy(best, 0, state, 0, best.length);
        }
        return chosen < 0 ? null : permutations[chosen];
    }

    /** Writes to {@link #best} what a permutation and canonical names make of a state. */
    private boolean become(long[] state, int permutation) {
        vectors.rename(layout, state, permutation, best);
        return namer.name(best);
    }

    /**
     * The permutation that sorts the threads and leads to the least numbers, which it leaves in {@link #best}; -1 if the layout has no
     * room for one of those that come into question.
     */
    private int least(long[] state, boolean named) {
        int chosen = -1;
        for (int p = 0; p < permutations.length; p++) {
            if (sorts(permutations[p])) {
                vectors.rename(layout, state, p, other);
                if (named && !namer.name(other)) {
                    return -1;
                }
                if (chosen < 0 || layout.compare(other, best) < 0) {
                    System.arraycopy(other, 0, best, 0, best.length);
                    chosen = p;
                }
            }
        }
        return chosen;
    }

    private boolean sorts(Renaming permutation) {
        boolean sorts = true;
        for (int[] alike : classes) {
            for (int slot : alike) {
                order[permutation.slot(slot)] = ranks[slot];
            }
            for (int i = 1; i < alike.length; i++) {
                sorts &= order[alike[i - 1]] <= order[alike[i]];
            }
        }
        return sorts;
    }
}
