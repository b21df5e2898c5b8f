package dev.quiesce.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.Models;
import dev.quiesce.program.Program;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.Slice;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A search that stores fingerprints of states")
class FingerprintTest {
    private static final Path MODEL = Path.of("src", "main", "resources", "models", "xfrm", "bond_failover.c");

    private static Explorer explorer() {
        Program program = Models.read(MODEL, Map.of()).getLast();
        Image image = new Image(Slice.of(program, program.scenarios().getFirst()), program.scenarios().getFirst());
        return new Explorer(image, false, Reduction.NEEDED, true, Explorer.RacePolicy.IGNORE, Limits.NONE, 1,
            (states, transitions, frontier, depth) -> { });
    }

    @Test
    @DisplayName("misses states when they are short, and says that it is likely to")
    void missesStates() {
        Exploration exact = explorer().explore();
        long most = 0;
        for (int bits = 1; bits <= 12; bits++) {
            Exploration printed = explorer().fingerprinting(bits).explore();
            assertTrue(printed.states() <= 1L << bits, bits + " bits: " + printed.states() + " states");
            assertTrue(printed.states() < exact.states(), bits + " bits: " + printed.states() + " states");
            assertTrue(printed.missed() > 0.05, bits + " bits: " + printed.missed());
            most = Math.max(most, printed.states());
        }
        assertTrue(most > 100, "a search that ends at once shows nothing: " + most);
        assertEquals(0, exact.missed());
        Exploration whole = explorer().fingerprinting(64).explore();
        assertEquals(exact.states(), whole.states());
        double bound = (double) exact.states() * exact.states() / Math.pow(2, 65);
        assertTrue(whole.missed() >= bound && whole.missed() < bound * 1.1, whole.missed() + " for " + bound);
    }

    @Test
    @DisplayName("has the same ones however the states are packed, and step by step as at once")
    void doNotDependOnTheLayout() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 300; i++) {
            int[] bits = random.ints(40, 0, 20).toArray();
            int[] wider = Arrays.stream(bits).map(b -> b + random.nextInt(4)).toArray();
            Layout layout = new Layout(bits);
            Layout other = new Layout(Arrays.copyOf(wider, 44));
            int[] vector = new int[44];
            long[] blank = new long[layout.words()];
            long[] before = blank.clone();
            long print = 0;
            for (int step = 0; step < 20; step++) {
                int c = random.nextInt(40);
                vector[c] = random.nextInt(1 << bits[c]);
                long[] state = new long[layout.words()];
                layout.pack(vector, state);
                print = new Fingerprint(layout, 64).after(print, before, state);
                before = state;
                assertEquals(new Fingerprint(layout, 64).after(0, blank, state), print);
                long[] elsewhere = new long[other.words()];
                other.pack(vector, elsewhere);
                assertEquals(print, new Fingerprint(other, 64).after(0, new long[other.words()], elsewhere));
                assertEquals(print & 0xFFF, new Fingerprint(other, 12).after(0, new long[other.words()], elsewhere));
            }
            assertNotEquals(0, print);
        }
    }
}
