package dev.quiesce.explore;

import java.util.stream.IntStream;

/**
 * Fingerprints of states packed by one layout: the sum of a word for each component that is not 0, which its index and its
 * number are mixed to. So it does not depend on the layout, and that of a successor follows from what has changed.
 */
final class Fingerprint {
    private final Layout layout;
    private final long mask;
    /** By word: the components that lie there. */
    private final int[][] components;

    /** @param bits of a fingerprint, 1 to 64 */
    Fingerprint(Layout layout, int bits) {
        this.layout = layout;
        mask = -1L >>> Long.SIZE - bits;
        components = new int[layout.words()][];
        for (int w = 0; w < components.length; w++) {
            int word = w;
            components[w] = IntStream.range(0, layout.components())
                .filter(c -> layout.bits(c) > 0 && layout.word(c) == word).toArray();
        }
    }

    /** The fingerprint of {@code state}, given that of {@code before}; that of the state that is all zeros is 0. */
    long after(long fingerprint, long[] before, long[] state) {
        long sum = fingerprint;
        for (int w = 0; w < components.length; w++) {
            long changed = before[w] ^ state[w];
            if (changed != 0) {
                for (int c : components[w]) {
                    if ((changed >>> layout.shift(c) & layout.mask(c)) != 0) {
                        sum += mix(c, layout.number(state, c)) - mix(c, layout.number(before, c));
                    }
                }
            }
        }
        return sum & mask;
    }

    /** 0 for the number 0; else like a random word, by the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    private static long mix(int component, int number) {
        if (number == 0) {
            return 0;
        }
        long z = ((long) component << Integer.SIZE | number) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
