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
            Layout old = new Layout(spare);
            int[] needed = Arrays.copyOf(before, before.length + random.nextInt(4));
            for (int more = random.nextInt(4); more > 0; more--) {
                needed[random.nextInt(needed.length)]++;
            }
            Layout layout = old.extended(needed);
            if (layout != null) {
                extended++;
                assertEquals(old.words(), layout.words());
                int[] vector = numbers(random, before, needed.length);
                long[] state = new long[old.words()];
                old.pack(vector, state);
                assertEquals(vector, layout, state);
                int[] after = numbers(random, needed, needed.length);
                layout.pack(after, state);
                assertEquals(after, layout, state);
            }
        }
        assertTrue(extended > TRIES / 4 && extended < TRIES, extended + " of " + TRIES);
    }

    private static void assertEquals(int[] vector, Layout layout, long[] state) {
        int[] unpacked = new int[vector.length];
        layout.unpack(state, unpacked);
        assertArrayEquals(vector, unpacked);
    }

    private static void assertEquals(int expected, int found) {
        org.junit.jupiter.api.Assertions.assertEquals(expected, found);
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
