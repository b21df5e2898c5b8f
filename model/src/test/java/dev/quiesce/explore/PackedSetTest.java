package dev.quiesce.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A set of packed states")
class PackedSetTest {
    @Test
    @DisplayName("refuses more states than can be numbered, and still knows those that it has")
    void refusesTooMany() {
        PackedSet set = new PackedSet(2, 1000);
        for (int i = 0; i < 1000; i++) {
            assertEquals(i, add(set, i));
        }
        assertThrows(OutOfMemoryError.class, () -> add(set, 1000));
        assertEquals(~999, add(set, 999));
        assertEquals(1000, set.size());
    }

    private static int add(PackedSet set, int i) {
        long[] state = {i, -i};
        return set.add(state, 0, PackedSet.hash(state, 0, 2));
    }
}
