package dev.quiesce.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.Models;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.Slice;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches that are stopped, or killed while they write, and gone on with. */
@DisplayName("A search that goes on from a checkpoint")
class CheckpointTest {
    private static final Path BUNDLED = Path.of("src", "main", "resources", "models");
    private static final Path CONFORMANCE = Path.of("src", "test", "resources", "conformance");
    private static final byte[] IDENTITY = new byte[32];

    @TempDir
    private Path folder;

    private static List<Image> images(String model) {
        List<Image> images = new ArrayList<>();
        for (Program program : Models.read((model.startsWith("xfrm") ? BUNDLED : CONFORMANCE).resolve(model), Map.of())) {
            for (Scenario scenario : program.scenarios()) {
                images.add(new Image(Slice.of(program, scenario), scenario));
            }
        }
        return images;
    }

    /** Two workers fold their states, one does not: a checkpoint is the same. */
    private static Explorer explorer(Image image, long states, int workers) {
        return new Explorer(image, false, Reduction.ALL, true, Explorer.RacePolicy.COLLECT,
            new Limits(states, 0, Long.MAX_VALUE), workers, (s, transitions, frontier, depth) -> { }).sharing(workers > 1 ? 50
                : Long.MAX_VALUE).foldingAbove(workers > 1 ? 0 : 2);
    }

    private Checkpoint checkpoint(boolean resume, byte[] identity, List<String> complaints) {
        return new Checkpoint(folder.resolve("search"), identity, resume, complaints::add);
    }

    private Exploration search(Image image, long states, int workers, boolean resume, List<String> complaints) {
        return explorer(image, states, workers).keeping(checkpoint(resume, IDENTITY, complaints)).explore();
    }

    /** All that a report tells. */
    private static List<Object> told(Exploration e) {
        return List.of(e.states(), e.transitions(), e.depth(), e.completions(), e.discards(), e.outcomes(), e.reached(),
            e.covered(), e.bound(), e.errors().stream().map(error -> error.finding() + moves(error)).toList(),
            e.races().stream().map(r -> r.firstSite() + " " + r.secondSite() + r.path().size()).toList());
    }

    private static String moves(Exploration.Error error) {
        return error.path().stream().map(m -> " " + m.slot() + Arrays.toString(m.choices())).collect(Collectors.joining());
    }

    @DisplayName("finds what one finds that is never stopped")
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"xfrm/bond_failover.c", "xfrm/unhash.c", "xfrm/flush.c", "heap/queue.c", "heap/operations.c"})
    void findsTheSame(String model) throws IOException {
        for (Image image : images(model)) {
            List<Object> whole = told(explorer(image, 0, 1).explore());
            List<String> complaints = new ArrayList<>();
            search(image, 10, 1, false, complaints);
            int workers = 1;
            for (long states = 40; Files.exists(folder.resolve("search")); states *= 4) {
                workers = 3 - workers;
                Exploration part = search(image, states, workers, true, complaints);
                if (part.bound().isEmpty()) {
                    assertEquals(whole, told(part), () -> image.scenario().name());
                    assertFalse(Files.exists(folder.resolve("search")), "a checkpoint that nothing is left of");
                }
            }
            assertEquals(List.of(), complaints);
        }
    }

    @Test
    @DisplayName("begins anew if no level was done")
    void beginsAnew() throws IOException {
        Image image = images("xfrm/bond_failover.c").getFirst();
        List<Object> whole = told(explorer(image, 0, 1).explore());
        assertEquals(1, search(image, 1, 1, false, new ArrayList<>()).states());
        List<String> complaints = new ArrayList<>();
        assertEquals(whole, told(search(image, 0, 1, true, complaints)));
        assertEquals(List.of(), complaints);
    }

    @Test
    @DisplayName("does so wherever the process was killed")
    void survivesAKill() throws IOException {
        Image image = images("xfrm/bond_failover.c").getFirst();
        List<Object> whole = told(explorer(image, 0, 1).explore());
        search(image, 200, 1, false, new ArrayList<>());
        byte[] kept = Files.readAllBytes(folder.resolve("search"));
        int start = 0;
        for (int length = kept.length; length > 0; length -= 1 + kept.length / 23) {
            Files.write(folder.resolve("search"), Arrays.copyOf(kept, length));
            List<String> complaints = new ArrayList<>();
            try {
                assertEquals(whole, told(search(image, 0, 1, true, complaints)));
                assertEquals(length == kept.length ? 0 : 1, complaints.size(), complaints::toString);
            } catch (Checkpoint.UnusableException e) {
                start = Math.max(start, length);
            }
        }
        assertTrue(start < kept.length / 10, start + " of " + kept.length);
    }

    @Test
    @DisplayName("goes on from before the damage")
    void goesOnFromBeforeDamage() throws IOException {
        Image image = images("xfrm/bond_failover.c").getFirst();
        List<Object> whole = told(explorer(image, 0, 1).explore());
        search(image, 200, 1, false, new ArrayList<>());
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("search").toFile(), "rw")) {
            file.seek(file.length() * 2 / 3);
            int was = file.read();
            file.seek(file.length() * 2 / 3);
            file.write(was ^ 0x10);
        }
        List<String> complaints = new ArrayList<>();
        assertEquals(whole, told(search(image, 0, 1, true, complaints)));
        assertEquals(1, complaints.size(), complaints::toString);
    }

    @Test
    @DisplayName("refuses what another search has left, and what is no checkpoint")
    void refusesOthers() throws IOException {
        Image image = images("xfrm/bond_failover.c").getFirst();
        search(image, 200, 1, false, new ArrayList<>());
        byte[] other = IDENTITY.clone();
        other[7] = 1;
        Explorer resuming = explorer(image, 0, 1);
        Checkpoint foreign = checkpoint(true, other, new ArrayList<>());
        String said = assertThrows(Checkpoint.UnusableException.class, () -> resuming.keeping(foreign).explore()).getMessage();
        assertTrue(said.contains("another model"), said);
        Files.writeString(folder.resolve("search"), "no checkpoint at all, but long enough to be taken for one");
        Checkpoint text = checkpoint(true, IDENTITY, new ArrayList<>());
        said = assertThrows(Checkpoint.UnusableException.class, () -> resuming.keeping(text).explore()).getMessage();
        assertTrue(said.contains("is no checkpoint"), said);
    }
}
