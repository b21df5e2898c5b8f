package dev.quiesce.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.Models;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Program;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Reduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths through levels of so many states that several workers keep them at the same time. */
@DisplayName("A shortest path")
class ShortestPathsTest {
    /** Every state lies on a shortest path to the only error, which comes once all are done. */
    private static final String MODEL = """
        #include <quiesce.h>
        #include <linux/atomic.h>

        static atomic_t all;
        static int a, b, c, d, e;

        #define THREAD(name, own) \\
        static void name(void) \\
        { \\
            WRITE_ONCE(own, 1); \\
            WRITE_ONCE(own, 2); \\
            WRITE_ONCE(own, 3); \\
            WRITE_ONCE(own, 4); \\
            if (atomic_inc_return(&all) == 5) \\
                assert(0); \\
        }
        THREAD(first, a)
        THREAD(second, b)
        THREAD(third, c)
        THREAD(fourth, d)
        THREAD(fifth, e)

        struct scenario five = { .threads = { first, second, third, fourth, fifth }, .expect = ASSERTION };
        """;
    private static final int RUNS = 5;

    @TempDir
    private Path folder;

    private static String path(Image image, int workers) {
        Exploration found = new Explorer(image, false, Reduction.without(Set.of(Reduction.OWN_WORDS)), true,
            Explorer.RacePolicy.IGNORE, Limits.NONE, workers, (states, transitions, frontier, depth) -> { }).sharing(1).explore();
        assertEquals(List.of(Finding.ASSERTION), found.errors().stream().map(Exploration.Error::finding).toList());
        assertTrue(found.states() > 5_000, () -> found.states() + " states");
        return found.errors().getFirst().path().stream().map(m -> m.slot() + Arrays.toString(m.choices()))
            .collect(Collectors.joining(" "));
    }

    @Test
    @DisplayName("is the same for any number of workers, as often as it is looked for")
    void doesNotDependOnWorkers() throws IOException {
        Program program = Models.read(Files.writeString(folder.resolve("five.c"), MODEL), Map.of()).getFirst();
        Image image = new Image(program, program.scenarios().getFirst());
        String one = path(image, 1);
        for (int run = 0; run < RUNS; run++) {
            for (int workers = 2; workers <= 4; workers++) {
                assertEquals(one, path(image, workers), workers + " workers");
            }
        }
    }
}
