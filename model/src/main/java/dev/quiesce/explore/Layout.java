package dev.quiesce.explore;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Where in a state's 64-bit words the number of each component lies. Components of no bits are always 0 and lie nowhere.
 * None straddles two words; the widest are placed first, each where it first fits. Of the last word
 * only the low half need be stored if nothing lies in the other.
 */
final class Layout {
    /** Bits to be left over, so that the next layout is not needed soon. */
    private static final int SPARE = 8;

    private final int[] bits;
    private final int[] word;
    private final int[] shift;
    private final long[] mask;
    private final int words;
    /** Whether components have, or may get, bits of the low half of the last word only. */
    private final boolean half;

    /** @param bits of each component, 0 to 31 */
    Layout(int[] bits) {
        this(bits, 1);
    }

    /** @param least words, even if fewer would do: so there is room for what comes */
    Layout(int[] bits, int least) {
        this.bits = bits.clone();
        int n = bits.length;
        word = new int[n];
        shift = new int[n];
        mask = new long[n];
        int[] used = new int[n + 1];
        int most = least;
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
        half = false;
    }

    private Layout(int[] bits, int[] word, int[] shift, int words, boolean half) {
        this.half = half;
        this.bits = bits;
        this.word = word;
        this.shift = shift;
        this.words = words;
        mask = Arrays.stream(bits).mapToLong(b -> (1L << b) - 1).toArray();
    }

    static Layout read(DataInputStream in) throws IOException {
        int n = in.readInt();
        int words = in.readInt();
        int[] bits = new int[n];
        int[] word = new int[n];
        int[] shift = new int[n];
        for (int c = 0; c < n; c++) {
            bits[c] = in.readUnsignedByte();
            word[c] = in.readUnsignedShort();
            shift[c] = in.readUnsignedByte();
        }
        return new Layout(bits, word, shift, words, false);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(bits.length);
        out.writeInt(words);
        for (int c = 0; c < bits.length; c++) {
            out.writeByte(bits[c]);
            out.writeShort(word[c]);
            out.writeByte(shift[c]);
        }
    }

    /**
     * A layout with more room, in which whatever has been anything but 0 lies where it lies here, so that states packed by this
     * one are packed by that one as well. Null if there is none with as many words.
     *
     * @param needed bits of each component, those that have room here and those that have none yet; what else they have here
     *               has always been 0, and may go to others
     */
    Layout extended(int[] needed) {
        int n = needed.length;
        Room room = new Room(words);
        if (half) {
            room.take(words - 1, Integer.SIZE, Integer.SIZE);
        }
        int[] has = new int[n];
        int[] in = Arrays.copyOf(word, n);
        int[] at = Arrays.copyOf(shift, n);
        for (int c = 0; c < bits.length; c++) {
            has[c] = Math.min(bits[c], needed[c]);
            room.take(in[c], at[c], has[c]);
        }
        for (int c = 0; c < n; c++) {
            if (has[c] == 0 && needed[c] > 0) {
                int place = room.find(needed[c]);
                if (place < 0) {
                    return null;
                }
                in[c] = place / Long.SIZE;
                at[c] = place % Long.SIZE;
                has[c] = needed[c];
                room.take(in[c], at[c], has[c]);
            }
            while (has[c] < needed[c]) {
                if (!room.isFree(in[c], at[c] + has[c])) {
                    return null;
                }
                room.take(in[c], at[c] + has[c]++, 1);
            }
        }
        for (int c = 0; c < n; c++) {
            while (has[c] > 0 && has[c] < Math.max(needed[c] + 1, bits(c)) && room.isFree(in[c], at[c] + has[c])) {
                room.take(in[c], at[c] + has[c]++, 1);
            }
        }
        return new Layout(has, in, at, words, half);
    }

    /** The same without the high half of the last word, if bits of the low one are left over then; else as it is. */
    Layout trimmed() {
        return words > 1 && used() + SPARE <= Integer.SIZE ? new Layout(bits, word, shift, words, true) : this;
    }

    /** Bits of the last word up to the highest that some component has. */
    private int used() {
        int used = 0;
        for (int c = 0; c < bits.length; c++) {
            used = word[c] == words - 1 ? Math.max(used, shift[c] + bits[c]) : used;
        }
        return used;
    }

    /** A layout for other bits of which no more is stored; null if there is none. */
    Layout with(int[] others) {
        Layout made = new Layout(others);
        if (made.words != words || half && made.used() > Integer.SIZE) {
            return null;
        }
        return new Layout(made.bits, made.word, made.shift, words, half);
    }

    /** The same with half as many words again, or one more, for what comes. */
    Layout roomier() {
        return new Layout(bits, words + Math.max(1, words / 2));
    }

    /** Which bits of some words are taken. */
    private record Room(long[] taken) {
        Room(int words) {
            this(new long[words]);
        }

        void take(int word, int shift, int bits) {
            taken[word] |= ((1L << bits) - 1) << shift;
        }

        boolean isFree(int word, int bit) {
            return bit < Long.SIZE && (taken[word] >>> bit & 1) == 0;
        }

        /** The first place with so many free bits side by side, counted through all words; -1 if there is none. */
        int find(int bits) {
            long mask = (1L << bits) - 1;
            for (int place = 0; place < taken.length * Long.SIZE; place++) {
                int bit = place % Long.SIZE;
                if (bit + bits <= Long.SIZE && (taken[place / Long.SIZE] >>> bit & mask) == 0) {
                    return place;
                }
            }
            return -1;
        }
    }

    /** Words a state takes, at least 1. */
    int words() {
        return words;
    }

    /** Halves of words that have to be stored of a state: all, or all but the last. */
    int halves() {
        return 2 * words - (half ? 1 : 0);
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
