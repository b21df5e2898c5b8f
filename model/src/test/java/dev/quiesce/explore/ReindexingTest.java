package dev.quiesce.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@DisplayName("An index in the making")
class ReindexingTest {
    private static final int BITS = 15;
    private static final int NUMBER_BITS = 20;
    private static final int SHELVES = 4;

    @RepeatedTest(10)
    @DisplayName("has room for all states where several threads make it, all of which begin at the same entry")
    void severalVie() throws Exception {
        Rows rows = Rows.of(1);
        List<Rows.Shelf> shelves = new ArrayList<>();
        long value = 0;
        for (int s = 0; s < SHELVES; s++) {
            Rows.Shelf shelf = rows.new Shelf();
            while (shelf.size() < 1000) {
                value = next(value);
                put(shelf, value);
            }
            shelves.add(shelf);
        }
        Reindexing made = new Reindexing(rows, shelves, BITS, NUMBER_BITS);
        CyclicBarrier start = new CyclicBarrier(SHELVES);
        List<Future<?>> running = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(SHELVES)) {
            for (int t = 0; t < SHELVES; t++) {
                running.add(threads.submit(() -> {
                    start.await();
                    made.help(new long[32]);
                    return null;
                }));
            }
        }
        for (Future<?> r : running) {
            r.get();
        }
        assertComplete(made, shelves);
    }

    /** The next value that has its place at the very beginning. */
    private static long next(long value) {
        long next = value + 1;
        while (PackedSet.place(PackedSet.hash(new long[] {next}, 0, 1), (1 << BITS) - 1) >= 2) {
            next++;
        }
        return next;
    }

    private static void put(Rows.Shelf shelf, long value) {
        shelf.put(new long[] {value}, 0);
        shelf.keep();
    }

    @Test
    @DisplayName("consists of pieces, of shelves that are empty, small and large")
    void pieces() {
        Rows rows = Rows.of(1);
        List<Rows.Shelf> shelves = new ArrayList<>();
        for (int size : new int[] {0, 10_000, 1, 0, 8192, 0}) {
            Rows.Shelf shelf = rows.new Shelf();
            for (int i = 0; i < size; i++) {
                put(shelf, rows.limit() + i);
            }
            shelves.add(shelf);
        }
        Reindexing made = new Reindexing(rows, shelves, BITS, NUMBER_BITS);
        assertFalse(made.done());
        made.help(new long[100]);
        assertComplete(made, shelves);
    }

    private static void assertComplete(Reindexing made, List<Rows.Shelf> shelves) {
        assertTrue(made.done());
        BitSet expected = new BitSet();
        for (Rows.Shelf shelf : shelves) {
            shelf.ranges(0, shelf.size()).forEach(r -> expected.set(r.begin(), r.end()));
        }
        BitSet numbers = new BitSet();
        int entries = 0;
        for (int entry : made.index) {
            if (entry != 0) {
                numbers.set((entry & (1 << NUMBER_BITS) - 1) - 1);
                entries++;
            }
        }
        assertEquals(expected, numbers);
        assertEquals(expected.cardinality(), entries);
    }
}
