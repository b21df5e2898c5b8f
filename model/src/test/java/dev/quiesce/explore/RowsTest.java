package dev.quiesce.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Rows")
class RowsTest {
    private static final int CHUNK_BITS = 4;
    private static final int COUNT = 100;

    /** A row in the middle of an array, at 1. */
    private static long[] random(SplittableRandom random, int halves) {
        long[] row = random.longs((halves + 1 >> 1) + 2).toArray();
        if (halves % 2 != 0) {
            row[row.length - 2] &= (1L << Integer.SIZE) - 1;
        }
        return row;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7})
    @DisplayName("hold what was put and what was set, and tell it from what differs in one bit")
    void hold(int halves) {
        SplittableRandom random = new SplittableRandom(halves);
        Rows rows = Rows.of(halves, CHUNK_BITS, 2);
        Rows.Shelf shelf = rows.new Shelf();
        long[][] put = new long[COUNT][];
        for (int i = 0; i < COUNT; i++) {
            put[i] = random(random, halves);
            assertEquals(i, shelf.put(random(random, halves), 1)); // not kept: the next takes its place
            assertEquals(i, shelf.put(put[i], 1));
            shelf.keep();
        }
        check(rows, halves, put);
        for (int i = 0; i < COUNT; i += 3) {
            put[i] = random(random, halves);
            rows.set(i, put[i], 1);
        }
        check(rows, halves, put);
        assertEquals(4L * halves * (rows.limit()), rows.bytes());
    }

    private static void check(Rows rows, int halves, long[][] put) {
        long[] row = new long[rows.words()];
        for (int i = 0; i < put.length; i++) {
            rows.get(i, row);
            long[] expected = new long[row.length];
            System.arraycopy(put[i], 1, expected, 0, row.length);
            assertArrayEquals(expected, row);
            assertEquals(expected[0], rows.first(i));
            if (row.length > 1) {
                assertEquals(expected[1], rows.second(i));
            }
            assertTrue(rows.same(i, put[i], 1));
            for (int bit = 0; bit < halves * Integer.SIZE; bit++) {
                put[i][1 + bit / Long.SIZE] ^= 1L << bit;
                assertFalse(rows.same(i, put[i], 1));
                put[i][1 + bit / Long.SIZE] ^= 1L << bit;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    @DisplayName("are made blank for other halves, with the same numbers and room")
    void blank(int halves) {
        SplittableRandom random = new SplittableRandom(halves);
        Rows rows = Rows.of(halves, CHUNK_BITS, 2);
        Rows.Shelf shelf = rows.new Shelf();
        for (int i = 0; i < COUNT; i++) {
            shelf.put(random(random, halves), 1);
            shelf.keep();
        }
        Rows made = rows.blank(halves + 1);
        Rows.Shelf other = shelf.in(made);
        assertEquals(rows.limit(), made.limit());
        long[][] put = new long[2 * COUNT][];
        for (int i = 0; i < put.length; i++) {
            put[i] = random(random, halves + 1);
            if (i < COUNT) {
                made.set(shelf.number(i), put[i], 1);
            } else {
                assertEquals(i, other.put(put[i], 1));
                other.keep();
            }
        }
        check(made, halves + 1, put);
    }
}
