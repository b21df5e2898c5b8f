package dev.quiesce.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzCommandTest {
    private final Terminal terminal = Terminal.real();

    @TempDir
    private Path folder;

    @Test
    void what_is_found_is_shown_shrunk_and_replays() {
        Path file = folder.resolve("result.json");
        Terminal.Ran found = terminal.run("fuzz", "xfrm/lower_handle", "resolve_vs_free", "--variant", "as_posted", "--seed",
            "1", "--format", "json", "--output", file.toString());
        assertEquals(0, found.code(), found.err());
        Terminal.Ran replayed = terminal.run("replay", file.toString());
        assertEquals(0, replayed.code(), replayed.err());
        assertTrue(replayed.out().contains("VIOLATED  use-after-free"), replayed.out());
        Terminal.Ran text = terminal.run("fuzz", "xfrm/lower_handle", "resolve_vs_free", "--variant", "as_posted", "--seed", "1");
        assertTrue(text.out().contains(", shrunk from "), text.out());
        assertTrue(text.out().contains("--every-access"), text.out());
    }

    @Test
    void nothing_found_is_bounded_and_says_what_was_covered() {
        Terminal.Ran ran = terminal.run("fuzz", "xfrm/lower_handle", "resolve_vs_free", "--variant", "repaired", "--seed", "1",
            "--runs", "50");
        assertEquals(5, ran.code(), ran.err());
        assertTrue(ran.out().contains("BOUNDED  nothing found so far\n  bound: runs (raise with --runs)\n"), ran.out());
        assertTrue(ran.out().contains("50 runs") && ran.out().contains("lines reached: ")
            && ran.out().contains("conflicting accesses seen"), ran.out());
    }

    @Test
    void runs_that_break_it_are_counted() {
        Terminal.Ran ran = terminal.run("fuzz", "xfrm/lower_handle", "resolve_vs_free", "--variant", "as_posted", "--seed", "1",
            "--runs", "50", "--count");
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().replaceAll("\\s+", " ").matches(".*which [0-9]+ of 50 runs break.*"), ran.out());
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertRefused("unknown strategy 'unifrom'", "fuzz", "xfrm/flush", "--strategy", "unifrom");
        assertRefused("must be at least 1", "fuzz", "xfrm/flush", "--runs", "0");
        assertRefused("is a litmus test", "fuzz", "litmus/PLAIN-race");
        assertRefused("no scenario 'unregster'", "fuzz", "xfrm/flush", "unregster");
        assertRefused("no scenario 'unregster'", "fuzz", "xfrm/flush", "--scenario", "unregster");
    }

    private void assertRefused(String message, String... arguments) {
        Terminal.Ran ran = terminal.run(arguments);
        assertEquals(64, ran.code(), ran.out() + ran.err());
        assertTrue(ran.err().contains(message), ran.err());
    }
}
