package dev.quiesce.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.Models;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Program;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.Slice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches whose time is up at a certain place, as who watches them there waits until it is. */
@DisplayName("A search whose time is up")
class TimeUpTest {
    private static final Path CONFORMANCE = Path.of("src", "test", "resources", "conformance");
    /** More than any of them takes. */
    private static final long TIME = TimeUnit.SECONDS.toNanos(3);

    @TempDir
    private Path folder;

    private static Image image(String model, String variant) {
        Program program = Models.read(CONFORMANCE.resolve(model), Map.of()).stream()
            .filter(p -> p.variant().equals(variant)).findFirst().orElseThrow();
        return new Image(Slice.of(program, program.scenarios().getFirst()), program.scenarios().getFirst());
    }

    /** Where time is up. */
    private interface Place {
        boolean is(long transitions, long frontier, int depth);
    }

    private static Explorer explorer(Image image, Set<Reduction> reductions, int workers, Place place) {
        long deadline = System.nanoTime() + TIME;
        return new Explorer(image, false, reductions, true, Explorer.RacePolicy.COLLECT, new Limits(0, 0, deadline), workers,
            (states, transitions, frontier, depth) -> {
                while (place.is(transitions, frontier, depth) && System.nanoTime() <= deadline) {
                    Thread.onSpinWait();
                }
            }).sharing(workers > 1 ? 1 : Long.MAX_VALUE);
    }

    @DisplayName("while it looks for livelocks says so, has found none, and can be gone on with")
    @ParameterizedTest(name = "{0}, {1} workers")
    @CsvSource({"in_the_end,1", "in_the_end,2", "ended,2"})
    void sayThatItLookedForLivelocks(String variant, int workers) {
        Image image = image("finding/livelock.c", variant);
        List<String> complaints = new ArrayList<>();
        Path file = folder.resolve("search");
        Set<Reduction> reductions = Reduction.NEEDED;
        Exploration whole = explorer(image, reductions, workers, (transitions, frontier, depth) -> false).explore();
        Exploration late = explorer(image, reductions, workers, (transitions, frontier, depth) ->
            transitions == whole.transitions() && frontier == 0)
            .keeping(new Checkpoint(file, new byte[32], false, complaints::add)).explore();
        assertEquals("time (raise with --timeout), while livelocks were looked for", late.bound());
        assertEquals(List.of(), late.errors());
        assertEquals(whole.states(), late.states());
        assertTrue(Files.exists(file));
        Exploration resumed = explorer(image, reductions, workers, (transitions, frontier, depth) -> false)
            .keeping(new Checkpoint(file, new byte[32], true, complaints::add)).explore();
        assertEquals("", resumed.bound());
        assertEquals(variant.equals("ended") ? List.of() : List.of(Finding.LIVELOCK),
            resumed.errors().stream().map(Exploration.Error::finding).toList());
        assertEquals(whole.states(), resumed.states());
        assertFalse(Files.exists(file));
        assertEquals(List.of(), complaints);
    }

    @Test
    @DisplayName("when it has to be begun again says how far it had come, and that it had to")
    void saysThatItHadToBeBegunAgain() {
        Set<Reduction> guessing = EnumSet.of(Reduction.COLLECTED_GARBAGE, Reduction.THREAD_SYMMETRY);
        Exploration late = explorer(image("symmetry/numbered.c", "not_on_third_cpu"), guessing, 1,
            (transitions, frontier, depth) -> depth == 3).explore();
        assertEquals("time (raise with --timeout); the counts are of a search that had to be begun again", late.bound());
        assertEquals(List.of(), late.errors());
        assertEquals(4, late.depth());
        assertTrue(late.states() > 10, () -> late.states() + " states");
    }
}
