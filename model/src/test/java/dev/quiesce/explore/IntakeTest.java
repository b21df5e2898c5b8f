package dev.quiesce.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The way into a set for several workers")
class IntakeTest {
    private static final int WORKERS = 4;
    private static final int BATCHES = 2000;
    private static final int BATCH = 16;

    @Test
    @DisplayName("adds what all of them bring, each once, one of them at a time, and tells somebody of what was known")
    void addsEverything() throws Exception {
        for (int round = 0; round < 10; round++) {
            addEverything(round);
        }
    }

    private static void addEverything(int round) throws Exception {
        Intake intake = new Intake();
        PackedSet set = new PackedSet(2);
        int before = 100;
        for (int i = 0; i < before; i++) {
            add(set, i);
        }
        Set<Integer> brought = ConcurrentHashMap.newKeySet();
        AtomicInteger adding = new AtomicInteger();
        AtomicInteger adders = new AtomicInteger();
        Intake.Adder adder = (entries, hashes, count) -> {
            assertEquals(1, adding.incrementAndGet(), "workers that add");
            boolean known = set.addAll(entries, hashes, count, before);
            adding.decrementAndGet();
            adders.addAndGet(count);
            return known;
        };
        CyclicBarrier start = new CyclicBarrier(WORKERS);
        List<Future<Boolean>> running = new ArrayList<>();
        int old = round % 2 == 0 ? -1 : 7;
        try (var threads = Executors.newFixedThreadPool(WORKERS)) {
            for (int w = 0; w < WORKERS; w++) {
                Random random = new Random(round * WORKERS + w);
                int known = w == 1 ? old : -1;
                running.add(threads.submit(() -> {
                    start.await();
                    boolean told = false;
                    for (int b = 0; b < BATCHES; b++) {
                        told |= bring(intake, adder, random, b == BATCHES / 2 ? known : -1, brought);
                    }
                    return told;
                }));
            }
        }
        boolean told = false;
        for (Future<Boolean> r : running) {
            told |= r.get();
        }
        assertEquals(old >= 0, told, "whether a state was known before");
        assertEquals(WORKERS * BATCHES * BATCH, adders.get(), "states that were added");
        Set<Integer> all = new HashSet<>(brought);
        for (int i = 0; i < before; i++) {
            all.add(i);
        }
        assertEquals(all.size(), set.size());
        for (int i : all) {
            long[] state = {i, -i};
            assertTrue(set.find(state, 0, PackedSet.hash(state, 0, 2)) >= 0, "a state that was brought");
        }
    }

    private static boolean bring(Intake intake, Intake.Adder adder, Random random, int known, Set<Integer> brought) {
        long[] entries = new long[(BATCH + 1) * 2];
        long[] hashes = new long[BATCH + 1];
        for (int i = 0; i < BATCH; i++) {
            int value = i == 0 && known >= 0 ? known : 100 + random.nextInt(50_000);
            brought.add(value);
            entries[2 * i] = value;
            entries[2 * i + 1] = -value;
            hashes[i] = PackedSet.hash(entries, 2 * i, 2);
        }
        return intake.add(adder, entries, hashes, BATCH, 2);
    }

    private static void add(PackedSet set, int i) {
        long[] state = {i, -i};
        set.add(state, 0, PackedSet.hash(state, 0, 2));
    }

    @Test
    @DisplayName("lets the next one add when memory ran out for the one before")
    void survivesLackOfMemory() {
        Intake intake = new Intake();
        assertThrows(OutOfMemoryError.class, () -> intake.add((e, h, n) -> { throw new OutOfMemoryError(); }, new long[2],
            new long[1], 1, 2));
        assertTrue(intake.add((e, h, n) -> true, new long[2], new long[1], 1, 2));
        assertFalse(intake.add((e, h, n) -> false, new long[2], new long[1], 1, 2));
    }
}
