package dev.quiesce.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.Golden;
import dev.quiesce.report.Samples;
import dev.quiesce.simulate.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    private final Cli cli = new Cli();

    @TempDir
    private Path folder;
    private String file;

    @BeforeEach
    void record() {
        file = folder.resolve("flow.json").toString();
        cli.run("check", "flow", "--format", "json", "--output", file);
    }

    @Test
    void a_recorded_violation_is_shown_again_as_it_was() {
        Terminal.Ran checked = cli.run("check", "flow");
        Terminal.Ran replayed = cli.run("replay", file);
        assertEquals(0, replayed.code(), replayed.err());
        String picture = checked.out().substring(checked.out().indexOf("       CPU0"), checked.out().indexOf("  4 steps"));
        assertTrue(replayed.out().contains(picture), replayed.out());
        Golden.check("cli/replay-flow.text", replayed.out());
    }

    @Test
    void a_schedule_on_the_command_line_gives_the_same_text() {
        Terminal.Ran given = cli.run("replay", "flow", "flow_teardown", "--variant", "buggy", "worker del*2 worker");
        assertEquals(0, given.code(), given.err());
        assertEquals(cli.run("replay", file).out(), given.out());
    }

    @Test
    void in_json_a_replayed_file_is_the_violations_of_that_file() throws IOException {
        Path again = folder.resolve("again.json");
        cli.run("replay", file, "--format", "json", "--output", again.toString());
        assertEquals(1, Files.readString(again).lines().filter(line -> line.contains("\"verdict\"")).count());
        assertTrue(Files.readString(Path.of(file)).startsWith(Files.readString(again).replaceFirst("\n  ]\n}\n$", "")));
        assertEquals(Files.readString(again), cli.run("replay", again.toString(), "--format", "json").out());
    }

    @Test
    void a_model_that_cannot_follow_says_at_which_step_and_why() {
        Terminal.Ran ran = cli.run("replay", "flow", "flow_teardown", "--variant", "buggy", "nobody");
        assertEquals(1, ran.code());
        assertEquals("", ran.out());
        assertEquals("quiesce: net/flow.c flow_teardown [buggy]: the schedule does not fit the model: step 3: nobody cannot move, it has finished\n",
            ran.err());
    }

    @Test
    void a_model_that_follows_but_does_something_else_says_where() {
        cli.replaying(_ -> Samples.nested().trace());
        Terminal.Ran other = cli.run("replay", file);
        assertEquals(1, other.code());
        assertTrue(other.err().contains("step 1 is input: !READ_ONCE(x->dead); it was init: tbl->flow"), other.err());
        Trace trace = Samples.flow().trace();
        cli.replaying(_ -> new Trace(trace.columns(), trace.steps(), trace.switches(), trace.schedule(), null, List.of()));
        Terminal.Ran harmless = cli.run("replay", file);
        assertEquals(1, harmless.code());
        assertTrue(harmless.err().contains("they no longer end in USE_AFTER_FREE"), harmless.err());
    }

    @Test
    void steps_are_shown_one_by_one_until_the_user_has_seen_enough() {
        Terminal.Ran all = cli.run("replay", file, "--step");
        assertEquals(0, all.code());
        Golden.check("cli/replay-step.text", all.out());
        Terminal.Ran some = cli.runWith("\n\nq\n", "replay", file, "--step");
        assertTrue(all.out().startsWith(some.out()) && some.out().length() < all.out().length());
    }

    @Test
    void what_is_no_result_file_is_refused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.json"), "not json");
        for (String wrong : List.of(text.toString(), folder.resolve("missing.json").toString())) {
            Terminal.Ran ran = cli.run("replay", wrong);
            assertEquals(64, ran.code());
            assertTrue(ran.err().contains("cannot read"), ran.err());
        }
        Path other = Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");
        assertTrue(cli.run("replay", other.toString()).err().contains("no results of quiesce check"));
        Path none = folder.resolve("none.json");
        cli.run("check", "flush", "--format", "json", "--output", none.toString());
        assertTrue(cli.run("replay", none.toString()).err().contains("no violation to replay"));
    }

    @Test
    void what_is_not_in_the_model_is_refused_with_what_is() {
        assertTrue(cli.run("replay", "flow", "flow_teardwn", "x").err().contains("did you mean flow_teardown?"));
        assertTrue(cli.run("replay", "flow", "flow_teardown", "x").err().contains("name one with --variant: buggy, fixed"));
        Terminal.Ran ran = cli.run("replay", "flow", "flow_teardown", "x", "--variant", "y");
        assertEquals(64, ran.code());
        assertTrue(ran.err().contains("variants: buggy, fixed"), ran.err());
        assertEquals(64, cli.run("replay", "xfrm", "a", "b").code());
        assertEquals(64, cli.run("replay", "flow", "flow_teardown").code());
    }

    @Test
    void a_schedule_that_violates_nothing_shows_its_picture_and_says_so() {
        Trace trace = Samples.flow().trace();
        cli.replaying(_ -> new Trace(trace.columns(), trace.steps(), trace.switches(), trace.schedule(), null, List.of()));
        Terminal.Ran ran = cli.run("replay", "flow", "flow_teardown", "worker", "--variant", "buggy");
        assertEquals(0, ran.code());
        assertTrue(ran.out().contains("CPU0 (del)") && ran.out().contains("one interleaving"), ran.out());
        assertFalse(ran.out().contains("NOT AS EXPECTED"));
    }
}
