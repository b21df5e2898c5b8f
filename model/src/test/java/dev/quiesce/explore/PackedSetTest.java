package dev.quiesce.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A set of packed states")
class PackedSetTest {
    private static final int THREADS = 4;
    private static final int BATCHES = 700;
    private static final int BATCH = 150;
    private static final int VALUES = 200_000;

    @Test
    @DisplayName("refuses more states than can be numbered, and still knows those that it has")
    void refusesTooMany() {
        PackedSet set = new PackedSet(4, 1000);
        PackedSet.Adder adder = set.new Adder();
        for (int i = 0; i < 1000; i++) {
            assertEquals(i, add(adder, i, 4));
        }
        assertThrows(OutOfMemoryError.class, () -> add(adder, 1000, 4));
        assertEquals(~999, add(adder, 999, 4));
        assertEquals(1000, set.size());
    }

    /** A state of so many halves of words for a value. */
    private static long[] state(int value, int halves) {
        long[] state = new long[words(halves)];
        state[0] = value;
        if (state.length > 1) {
            state[1] = value * 0x9E3779B97F4A7C15L >>> (4 - halves) * Integer.SIZE;
        }
        return state;
    }

    private static int words(int halves) {
        return halves + 1 >> 1;
    }

    private static long hash(long[] state) {
        return PackedSet.hash(state, 0, state.length);
    }

    private static int add(PackedSet.Adder adder, int value, int halves) {
        long[] state = state(value, halves);
        return adder.add(state, 0, hash(state));
    }

    private static int find(PackedSet set, int value, int halves) {
        long[] state = state(value, halves);
        return set.find(state, 0, hash(state));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    @DisplayName("gives each state one number, whoever adds it, and tells who brings an old one")
    void numbersEachOnce(int halves) throws Exception {
        for (int round = 0; round < 4; round++) {
            numberEachOnce(halves, round);
        }
    }

    private static void numberEachOnce(int halves, int round) throws Exception {
        PackedSet set = new PackedSet(halves, Integer.MAX_VALUE);
        List<PackedSet.Adder> adders = new ArrayList<>(List.of(set.new Adder()));
        for (int old = 1; old <= 100; old++) {
            add(adders.getFirst(), old, halves);
        }
        set.age();
        while (adders.size() < THREADS) {
            adders.add(set.new Adder());
        }
        List<Map<Integer, Integer>> told = new ArrayList<>();
        List<Future<Set<Integer>>> running = new ArrayList<>();
        boolean together = round % 2 == 0;
        CyclicBarrier step = new CyclicBarrier(THREADS);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (int t = 0; t < THREADS; t++) {
                PackedSet.Adder adder = adders.get(t);
                Map<Integer, Integer> numbers = new HashMap<>();
                told.add(numbers);
                Random random = new Random(together ? round : round * THREADS + t);
                boolean bringsOld = together || t == round % THREADS;
                running.add(threads.submit(() -> bring(adder, halves, random, bringsOld, numbers, together ? step : null)));
            }
        }
        Set<Integer> all = new HashSet<>();
        for (Future<Set<Integer>> r : running) {
            all.addAll(r.get());
        }
        for (int old = 1; old <= 100; old++) {
            all.add(old);
        }
        assertEquals(all.size(), set.size());
        assertEquals(all.size() - 100, told.stream().mapToInt(Map::size).sum(), "states that somebody was told of");
        BitSet used = new BitSet();
        long[] state = new long[words(halves)];
        for (int value : all) {
            int number = find(set, value, halves);
            assertTrue(number >= 0, "a state that was brought");
            assertFalse(used.get(number), "a number that another has");
            used.set(number);
            set.get(number, state);
            assertArrayEquals(state(value, halves), state);
            long tellers = told.stream().filter(numbers -> numbers.getOrDefault(value, -1) == number).count();
            assertEquals(value <= 100 ? 0 : 1, tellers, "who was told of it");
        }
        assertEquals(-1, find(set, VALUES + 101, halves));
        repack(set, halves, all, 2);
        repack(set, halves, all, 3);
    }

    /**
     * Adds much, of which some is new, and now and then something old if that is wanted. Answers what it brought.
     *
     * @param step if not null, threads wait for each other before each batch: they bring the same, and vie for each entry
     */
    private static Set<Integer> bring(PackedSet.Adder adder, int halves, Random random, boolean old, Map<Integer, Integer> numbers,
            CyclicBarrier step) throws Exception {
        Set<Integer> brought = new HashSet<>();
        long[] entries = new long[BATCH * 3];
        long[] hashes = new long[BATCH];
        for (int b = 0; b < BATCHES; b++) {
            boolean anyOld = old && b % 100 == 50;
            for (int i = 0; i < BATCH; i++) {
                int value = anyOld && i == BATCH / 2 ? 1 + random.nextInt(100) : 101 + random.nextInt(VALUES);
                brought.add(value);
                long[] state = state(value, halves);
                System.arraycopy(state, 0, entries, 3 * i, state.length);
                entries[3 * i + 2] = b;
                hashes[i] = hash(state);
            }
            if (step != null) {
                step.await(1, TimeUnit.MINUTES);
            }
            boolean known = adder.addAll(entries, hashes, BATCH, 3,
                (number, at) -> assertEquals(null, numbers.put((int) entries[at], number), "told twice"));
            assertEquals(anyOld, known, "whether one was old");
        }
        return brought;
    }

    /** What is packed anew keeps its numbers, can be found and added to. */
    private static void repack(PackedSet set, int before, Set<Integer> all, int halves) {
        PackedSet packed = new PackedSet(set, halves);
        for (int value : all) {
            packed.rows().set(find(set, value, before), state(-value, halves), 0);
        }
        packed.make();
        assertEquals(all.size(), packed.size());
        for (int value : all) {
            assertEquals(find(set, value, before), find(packed, -value, halves));
        }
        for (int a = 0; a < THREADS; a++) {
            PackedSet.Adder adder = packed.adders().get(a);
            int size = adder.shelf.size();
            int some = all.iterator().next();
            assertEquals(~find(packed, -some, halves), add(adder, -some, halves));
            int number = add(adder, VALUES + 200 + a, halves);
            long[] state = new long[words(halves)];
            packed.get(number, state);
            assertArrayEquals(state(VALUES + 200 + a, halves), state);
            assertEquals(size + 1, adder.shelf.size());
            assertEquals(number, adder.shelf.number(size));
        }
    }

    @Test
    @DisplayName("takes the state that is all zeros for a new one only if it is")
    void zeros() {
        for (int words = 1; words <= 2; words++) {
            PackedSet set = new PackedSet(2 * words, Integer.MAX_VALUE);
            PackedSet.Adder adder = set.new Adder();
            long[] states = {5, 5, 0, 0, 0, 0};
            long[] hashes = {PackedSet.hash(states, 0, words), PackedSet.hash(states, 2, words), PackedSet.hash(states, 4, words)};
            assertFalse(adder.addAll(states, hashes, 3, 2, null));
            assertEquals(2, set.size());
            set.age();
            assertTrue(adder.addAll(states, hashes, 3, 2, null));
        }
    }

    @Test
    @DisplayName("has its first state before several threads add")
    void beginsAlone() {
        PackedSet set = new PackedSet(2, Integer.MAX_VALUE);
        set.new Adder();
        assertThrows(IllegalStateException.class, () -> set.new Adder());
    }
}
