package dev.quiesce.explore;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Where in a state's 64-bit words the number of each component lies. Components of no bits are always 0 and lie nowhere.
 * None straddles two words; the widest are placed first, each where it first fits.
 */
final class Layout {
    private final int[] bits;
    private final int[] word;
    private final int[] shift;
    private final long[] mask;
    private final int words;

    /** @param bits of each component, 0 to 31 */
    Layout(int[] bits) {
        this.bits = bits.clone();
        int n = bits.length;
        word = new int[n];
        shift = new int[n];
        mask = new long[n];
        int[] used = new int[n + 1];
        int most = 1;
        int[] widestFirst = IntStream.range(0, n).boxed().sorted((a, b) -> bits[b] - bits[a]).mapToInt(i -> i).toArray();
        for (int c : widestFirst) {
            int w = 0;
            while (used[w] + bits[c] > Long.SIZE) {
                w++;
            }
            word[c] = w;
            shift[c] = used[w] & Long.SIZE - 1;
            mask[c] = (1L << bits[c]) - 1;
            used[w] += bits[c];
            most = Math.max(most, w + 1);
        }
        words = most;
    }

    static Layout read(DataInputStream in) throws IOException {
        int[] bits = new int[in.readInt()];
        for (int c = 0; c < bits.length; c++) {
            bits[c] = in.readUnsignedByte();
        }
        return new Layout(bits);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(bits.length);
        for (int b : bits) {
            out.writeByte(b);
        }
    }

    /** Words a state takes, at least 1. */
    int words() {
        return words;
    }

    /** Components it has room for; those beyond are always 0. */
    int components() {
        return bits.length;
    }

    int bits(int component) {
        return component < bits.length ? bits[component] : 0;
    }

    int word(int component) {
        return component < bits.length ? word[component] : 0;
    }

    int shift(int component) {
        return component < bits.length ? shift[component] : 0;
    }

    /** The bits of the component, at the low end. */
    long mask(int component) {
        return component < bits.length ? mask[component] : 0;
    }

    boolean fits(int component, int number) {
        return number >>> bits(component) == 0;
    }

    /** The number of a component in a state. */
    int number(long[] state, int component) {
        return component < bits.length ? (int) (state[word[component]] >>> shift[component] & mask[component]) : 0;
    }

    /** Sets components one by one; the state's words are zero before. */
    void put(long[] state, int component, int number) {
        if (number != 0) {
            state[word[component]] |= (long) number << shift[component];
        }
    }

    /** Sets a component to 0. */
    void clear(long[] state, int component) {
        if (component < bits.length) {
            state[word[component]] &= ~(mask[component] << shift[component]);
        }
    }

    /** Compares states by the numbers of their components, in order: the same in any layout that has room for them. */
    int compare(long[] one, long[] other) {
        if (!Arrays.equals(one, other)) {
            for (int c = 0; c < bits.length; c++) {
                int difference = number(one, c) - number(other, c);
                if (difference != 0) {
                    return difference;
                }
            }
        }
        return 0;
    }

    /** Numbers of all components; {@code vector} is at least as long as there are any. */
    void unpack(long[] state, int[] vector) {
        for (int c = 0; c < bits.length; c++) {
            vector[c] = (int) (state[word[c]] >>> shift[c] & mask[c]);
        }
    }

    /** @throws IllegalStateException if a number does not fit */
    void pack(int[] vector, long[] state) {
        Arrays.fill(state, 0, words, 0);
        for (int c = 0; c < bits.length; c++) {
            if (!fits(c, vector[c])) {
                throw new IllegalStateException("a state does not fit its layout");
            }
            state[word[c]] |= (long) vector[c] << shift[c];
        }
    }
}
