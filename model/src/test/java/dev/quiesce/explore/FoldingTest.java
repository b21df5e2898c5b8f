package dev.quiesce.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("States that are folded")
class FoldingTest {
    private static final int STATES = 3000;

    /** States that differ from one another in few words of few values, as those of a search do. */
    private static List<long[]> states(int words, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<long[]> states = new ArrayList<>();
        states.add(new long[words]);
        for (int i = 1; i < STATES; i++) {
            long[] state = states.get(random.nextInt(states.size())).clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                long value = random.nextInt(5);
                state[random.nextInt(words)] = random.nextInt(50) == 0 ? random.nextLong() : value << random.nextInt(64);
            }
            states.add(state);
        }
        return states;
    }

    @DisplayName("come back as they were, with roots that are equal for equal ones only")
    @ParameterizedTest(name = "of {0} words")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17, 31})
    void comeBack(int words) {
        Folding folding = new Folding(words);
        Folding.Hand hand = folding.new Hand();
        Map<List<Long>, Long> roots = new HashMap<>();
        Map<Long, long[]> states = new HashMap<>();
        SplittableRandom random = new SplittableRandom(words);
        long[] back = new long[words];
        List<Long> known = new ArrayList<>();
        for (long[] state : states(words, words)) {
            List<Long> key = Arrays.stream(state).boxed().toList();
            assertEquals(roots.containsKey(key), hand.find(state) && states.containsKey(hand.root()));
            long root = hand.fold(state);
            assertEquals(root, roots.computeIfAbsent(key, s -> root));
            assertArrayEquals(state, states.computeIfAbsent(root, r -> state));
            assertTrue(hand.find(state));
            assertEquals(root, hand.root());
            known.add(root);
            long other = known.get(random.nextInt(known.size()));
            hand.unfold(other, back);
            assertArrayEquals(states.get(other), back);
        }
        assertTrue(roots.size() > 100);
    }

    @Test
    @DisplayName("have the same root whichever of several threads folds them first")
    void areSharedByThreads() throws Exception {
        int words = 9;
        Folding folding = new Folding(words);
        List<long[]> states = states(words, 1);
        List<Future<long[]>> folded = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int t = 0; t < 4; t++) {
                int start = t * STATES / 7;
                folded.add(threads.submit(() -> {
                    Folding.Hand hand = folding.new Hand();
                    long[] roots = new long[STATES];
                    IntStream.range(0, STATES).map(i -> (start + i) % STATES).forEach(i -> roots[i] = hand.fold(states.get(i)));
                    return roots;
                }));
            }
            for (Future<long[]> other : folded) {
                assertArrayEquals(folded.getFirst().get(), other.get());
            }
        }
        long[] back = new long[words];
        Folding.Hand hand = folding.new Hand();
        for (int i = 0; i < STATES; i++) {
            hand.unfold(folded.getFirst().get()[i], back);
            assertArrayEquals(states.get(i), back);
        }
    }

    @Test
    @DisplayName("take little more than their roots when their parts repeat")
    void takeLittle() {
        int words = 12;
        Folding folding = new Folding(words);
        Folding.Hand hand = folding.new Hand();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 100_000; i++) {
            long[] state = new long[words];
            state[0] = random.nextInt(300);
            Arrays.fill(state, 1, words, random.nextInt(300));
            hand.fold(state);
        }
        assertTrue(folding.bytes() < 100_000, () -> folding.bytes() + " bytes");
    }
}
