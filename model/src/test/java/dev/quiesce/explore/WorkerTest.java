package dev.quiesce.explore;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A worker")
class WorkerTest {
    @Test
    @DisplayName("takes no state for one that was added lately where none was, not even one that is all zeros")
    void tellsStatesFromNothing() {
        for (int words = 1; words <= 70; words++) {
            for (int rows = 2; rows <= 256; rows *= 2) {
                check(rows, words, words);
                check(rows, words, 1);
            }
        }
    }

    private static void check(int rows, int words, int keyWords) {
        long[] recent = new long[rows * words];
        Arrays.fill(recent, 7);
        Worker.clear(recent, words, keyWords);
        for (int row = 0; row < rows; row++) {
            assertNotEquals(row, Worker.row(PackedSet.hash(recent, row * words, keyWords), rows - 1),
                rows + " rows of " + words + " words");
        }
    }
}
