package dev.quiesce.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.Models;
import dev.quiesce.program.Program;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Mutability;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.Slice;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The runs before a search")
class ScoutingTest {
    private static final Path QUEUES = Path.of("..", "bench", "models", "queues.c");

    private static Image queues(String slots) {
        Program program = Models.read(QUEUES, Map.of("QUEUES", "1", "SLOTS", slots, "KINDS", "1")).getFirst();
        return new Image(Slice.of(program, program.scenarios().getFirst()), program.scenarios().getFirst());
    }

    private static Mutability scouted(Image image) {
        Mutability mutability = new Mutability();
        new Scouting(new Machine(image, false, Reduction.ALL, false, false, mutability), mutability).run();
        return mutability;
    }

    @Test
    @DisplayName("go through all of a large array, so that the search need not begin again")
    void goThroughAnArray() {
        Image image = queues("128");
        Exploration all = new Explorer(image, false, Reduction.ALL, false, Explorer.RacePolicy.IGNORE, Limits.NONE, 1,
            (states, transitions, frontier, depth) -> { }).explore();
        assertTrue(all.mutability().version() > 2 * 128, "words of the array change and are shared");
        assertEquals(all.mutability().version(), scouted(image).version());
    }
}
