package dev.quiesce.explore;

/**
 * Folds states of many words to roots of one, exactly. The words are taken two by two, and each two are {@linkplain Pairs
 * numbered}; the numbers are taken two by two and numbered again, until one is left. A part that many states have in common
 * is stored once, so that a state takes little more than its root. This is the tree compression of Laarman, van de Pol and
 * Weber, "Parallel Recursive State Compression for Free" (SPIN 2011), with a table for each node of the tree.
 *
 * <p>The first word, where a {@link Layout} puts what has the most values, is numbered alone and is one half of the root,
 * all others are the other half: what nearly every step changes would be numbered again at each node above it if it lay
 * deeper.
 */
final class Folding {
    private final int words;
    private final int leaves;
    /** Leaves first, children before parents; the two last, or the only one, are the root. */
    private final Pairs[] tables;
    private final int[] left;
    private final int[] right;
    private int nodes;

    /** @param words of a state, at least 1 */
    Folding(int words) {
        this.words = words;
        leaves = 1 + (words >> 1);
        int most = leaves == 1 ? 1 : 2 * leaves - 2;
        tables = new Pairs[most];
        left = new int[most];
        right = new int[most];
        for (int leaf = 0; leaf < leaves; leaf++) {
            add(-1, -1);
        }
        if (leaves > 1) {
            join(1, leaves);
        }
    }

    /** Two zeros have number 0 everywhere, so that the state that is all zeros consists of zeros all the way up. */
    private int add(int first, int second) {
        left[nodes] = first;
        right[nodes] = second;
        tables[nodes] = new Pairs(first < 0 && nodes > 0 ? 2 : 1);
        tables[nodes].number(0, 0);
        return nodes++;
    }

    /** The node above some leaves. */
    private int join(int from, int to) {
        if (to - from == 1) {
            return from;
        }
        int middle = from + to >>> 1;
        return add(join(from, middle), join(middle, to));
    }

    /** Bytes in use. */
    long bytes() {
        long bytes = 0;
        for (Pairs table : tables) {
            bytes += table.bytes();
        }
        return bytes;
    }

    private static long pair(int first, int second) {
        return first | (long) second << Integer.SIZE;
    }

    /**
     * Folds and unfolds for one thread. States are mostly like the one unfolded last, as successors are like the state
     * that they come from: what they have in common with it is not looked up again.
     */
    final class Hand {
        /** The state unfolded last, and the numbers of its nodes. */
        private final long[] last = new long[2 * leaves - 1];
        private final int[] known = new int[tables.length];
        private final int[] folded = new int[tables.length];

        /** The root of a state, which is remembered with all its parts. */
        long fold(long[] state) {
            fold(state, true);
            return root();
        }

        /** Works out the root of a state; false if the state has a part that no state folded so far has. */
        boolean find(long[] state) {
            return fold(state, false);
        }

        /** The root worked out last. */
        long root() {
            return leaves == 1 ? folded[0] : pair(folded[0], folded[tables.length - 1]);
        }

        private boolean fold(long[] state, boolean adding) {
            for (int i = 0; i < tables.length; i++) {
                int number = i < leaves ? leaf(state, i, adding) : inner(i, adding);
                if (number < 0) {
                    return false;
                }
                folded[i] = number;
            }
            return true;
        }

        private int leaf(long[] state, int i, boolean adding) {
            int at = i == 0 ? 0 : 2 * i - 1;
            long first = state[at];
            long second = i == 0 || at + 1 == words ? 0 : state[at + 1];
            return first == last[at] && (i == 0 || second == last[at + 1]) ? known[i] : number(i, first, second, adding);
        }

        private int inner(int i, boolean adding) {
            int first = folded[left[i]];
            int second = folded[right[i]];
            return first == known[left[i]] && second == known[right[i]] ? known[i] : number(i, pair(first, second), 0, adding);
        }

        private int number(int i, long first, long second, boolean adding) {
            return adding ? tables[i].number(first, second) : tables[i].find(first, second);
        }

        /** Writes the state that has the root to {@code state}. */
        void unfold(long root, long[] state) {
            unfold(0, (int) root);
            if (leaves > 1) {
                unfold(tables.length - 1, (int) (root >>> Integer.SIZE));
            }
            System.arraycopy(last, 0, state, 0, words);
        }

        private void unfold(int node, int number) {
            if (known[node] == number) {
                return;
            }
            known[node] = number;
            long first = tables[node].first(number);
            if (node == 0) {
                last[0] = first;
            } else if (node < leaves) {
                last[2 * node - 1] = first;
                last[2 * node] = tables[node].second(number);
            } else {
                unfold(left[node], (int) first);
                unfold(right[node], (int) (first >>> Integer.SIZE));
            }
        }
    }
}
