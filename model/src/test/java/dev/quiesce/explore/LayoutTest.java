package dev.quiesce.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A layout")
class LayoutTest {
    private static final int TRIES = 20_000;

    private static int[] random(SplittableRandom random, int count, int most) {
        return random.ints(count, 0, most + 1).toArray();
    }

    /** Numbers of the bits that each component needs. */
    private static int[] numbers(SplittableRandom random, int[] needed, int length) {
        int[] numbers = new int[length];
        for (int c = 0; c < needed.length; c++) {
            numbers[c] = random.nextInt(1 << needed[c]);
        }
        return numbers;
    }

    @Test
    @DisplayName("that is extended has room for more, and states packed before mean the same")
    void extended() {
        SplittableRandom random = new SplittableRandom(7);
        int extended = 0;
        for (int i = 0; i < TRIES; i++) {
            int[] before = random(random, random.nextInt(1, 30), 6);
            int[] spare = Arrays.stream(before).map(b -> b + random.nextInt(3)).toArray();
            Layout old = random.nextBoolean() ? new Layout(spare) : new Layout(spare).trimmed();
            int[] needed = Arrays.copyOf(before, before.length + random.nextInt(4));
            Arrays.setAll(needed, c -> c < before.length ? before[c] : random.nextInt(14));
            for (int more = random.nextInt(4); more > 0; more--) {
                int c = random.nextInt(needed.length);
                needed[c] = Math.min(needed[c] + 1, Integer.SIZE - 2);
            }
            Layout layout = old.extended(needed);
            if (layout != null) {
                extended++;
                assertEquals(old.words(), layout.words());
                assertEquals(old.halves(), layout.halves());
                int[] vector = numbers(random, before, needed.length);
                long[] state = new long[old.words()];
                old.pack(vector, state);
                assertEquals(vector, layout, state);
                int[] after = numbers(random, needed, needed.length);
                layout.pack(after, state);
                assertEquals(after, layout, state);
                assertTrue(isStored(layout, state));
            }
        }
        assertTrue(extended > TRIES / 5 && extended < TRIES, extended + " of " + TRIES);
    }

    private static void assertEquals(int[] vector, Layout layout, long[] state) {
        int[] unpacked = new int[vector.length];
        layout.unpack(state, unpacked);
        assertArrayEquals(vector, unpacked);
    }

    private static void assertEquals(int expected, int found) {
        org.junit.jupiter.api.Assertions.assertEquals(expected, found);
    }

    /** True if no half beyond those that are stored is anything but 0. */
    private static boolean isStored(Layout layout, long[] state) {
        return layout.halves() == 2 * layout.words() || state[layout.words() - 1] >>> Integer.SIZE == 0;
    }

    @Test
    @DisplayName("that is trimmed stores few bytes more than it needs, and has the same for other bits or no room for them")
    void trimmed() {
        SplittableRandom random = new SplittableRandom(11);
        int smaller = 0;
        int others = 0;
        for (int i = 0; i < TRIES; i++) {
            int[] bits = random(random, random.nextInt(1, 40), 8);
            Layout whole = new Layout(bits);
            Layout trimmed = whole.trimmed();
            assertEquals(whole.words(), trimmed.words());
            assertTrue(trimmed.halves() <= whole.halves());
            smaller += trimmed.halves() < whole.halves() ? 1 : 0;
            assertTrue(whole.words() > 1 || trimmed.halves() == 2);
            int[] vector = numbers(random, bits, bits.length);
            long[] state = new long[trimmed.words()];
            trimmed.pack(vector, state);
            assertEquals(vector, trimmed, state);
            assertTrue(isStored(trimmed, state));
            int used = Arrays.stream(bits).sum();
            assertTrue(trimmed.words() != 2 || trimmed.halves() * Integer.SIZE >= Math.min(used + 8, 2 * Long.SIZE));
            bits[random.nextInt(bits.length)] += 1 + random.nextInt(20);
            Layout other = trimmed.with(bits);
            if (other != null) {
                others++;
                assertEquals(trimmed.halves(), other.halves());
                other.pack(Arrays.stream(bits).map(b -> (1 << b) - 1).toArray(), state);
                assertTrue(isStored(other, state));
            }
        }
        assertTrue(smaller > TRIES / 4 && others > TRIES / 4 && others < TRIES, smaller + " and " + others);
    }

    @Test
    @DisplayName("is read as it was written, however it came about")
    void isReadAsWritten() throws IOException {
        Layout extended = new Layout(new int[] {3, 5, 1}).extended(new int[] {3, 5, 2, 31, 7});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        extended.write(new DataOutputStream(bytes));
        Layout read = Layout.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        int[] vector = {5, 30, 2, 1 << 30, 100};
        long[] state = new long[1];
        extended.pack(vector, state);
        assertEquals(vector, read, state);
    }
}
