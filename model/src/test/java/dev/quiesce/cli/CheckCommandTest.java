package dev.quiesce.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.quiesce.Golden;
import dev.quiesce.check.Options;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.report.Samples;
import dev.quiesce.simulate.Reduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private final Cli cli = new Cli();

    @TempDir
    private Path folder;

    @Test
    void without_arguments_every_bundled_model_is_checked_and_all_is_as_expected() {
        Terminal.Ran ran = cli.run("check");
        assertEquals(0, ran.code());
        assertTrue(ran.out().endsWith("5 rows: 4 proved, 1 violated, 0 bounded; 0 not as expected\n"), ran.out());
        assertEquals("", ran.err());
    }

    @Test
    void the_variants_of_a_scenario_stand_side_by_side() {
        Golden.check("cli/check-flow.text", cli.run("check", "flow").out());
    }

    @Test
    void models_are_found_by_name_group_and_path() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/mine.c"), "");
        Files.writeString(folder.resolve("sub/notes.txt"), "");
        assertTrue(cli.run("check", "xfrm/flush").out().contains("namespace_exit"));
        assertTrue(cli.run("check", "flush.c").out().contains("namespace_exit"));
        assertTrue(cli.run("check", "xfrm").out().contains("2 rows"));
        assertTrue(cli.run("check", folder.toString()).out().contains("1 row:"));
        assertTrue(cli.run("check", folder.resolve("sub/mine.c").toString()).out().contains("1 row:"));
    }

    @Test
    void a_name_that_nothing_has_is_refused_with_what_it_may_have_been() {
        Terminal.Ran ran = cli.run("check", "xfrm/flsh");
        assertEquals(64, ran.code());
        assertEquals("", ran.out());
        assertEquals("""
            quiesce: 'xfrm/flsh' is no file, no folder and no bundled model; did you mean xfrm/flush?
            'quiesce models' lists those that are bundled, and 'quiesce new NAME' writes one to start from
            """, ran.err());
    }

    @Test
    void an_unknown_scenario_or_variant_is_refused_with_the_known_ones() {
        Terminal.Ran scenario = cli.run("check", "flow", "--scenario", "flow_teardwn");
        assertEquals(64, scenario.code());
        assertTrue(scenario.err().contains("did you mean flow_teardown?\nscenarios: flow_teardown, flow_again"), scenario.err());
        Terminal.Ran variant = cli.run("check", "flow", "--variant", "fixd");
        assertEquals(64, variant.code());
        assertTrue(variant.err().contains("did you mean fixed?\nvariants: buggy, fixed"), variant.err());
    }

    @Test
    void a_violation_that_nobody_expects_is_1_and_so_is_a_proof_where_a_violation_is_expected() {
        assertEquals(1, cli.answering(_ -> Samples.nested()).run("check", "flush").code());
        assertEquals(1, cli.answering(_ -> Samples.provedInVain()).run("check", "flush").code());
        assertEquals(1, cli.answering(_ -> Samples.error()).run("check", "flush").code());
    }

    @Test
    void a_bound_is_5_unless_something_worse_happened() {
        assertEquals(5, cli.answering(_ -> Samples.bounded()).run("check", "flush").code());
        assertEquals(1, cli.answering(scenario -> scenario.name().equals("namespace_exit") ? Samples.bounded() : Samples.nested())
            .run("check").code());
    }

    @Test
    void a_model_that_does_not_compile_is_65_and_the_others_are_checked_all_the_same() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.c"), "");
        Terminal.Ran ran = cli.run("check", broken.toString(), "flow", "--format", "json");
        assertEquals(65, ran.code());
        assertTrue(ran.err().contains("broken.c:7:2: error: expected ';'\n"), ran.err());
        assertTrue(ran.err().contains("    write u8\n"), ran.err());
        JsonNode results = new JsonMapper().readTree(ran.out()).path("results");
        assertEquals(4, results.size());
        assertEquals("ERROR", results.at("/0/verdict").asText());
        assertTrue(results.at("/0/message").asText().contains("expected ';'"));
    }

    @Test
    void memory_that_runs_out_is_a_bound() {
        Terminal.Ran ran = cli.answering(_ -> {
            throw new OutOfMemoryError("Java heap space");
        }).run("check", "flush");
        assertEquals(5, ran.code());
        assertTrue(ran.out().contains("BOUNDED") && ran.out().contains("bound: memory"), ran.out());
        assertFalse(ran.err().contains("OutOfMemoryError"));
    }

    @Test
    void an_internal_error_is_one_line_and_what_to_do_and_70() {
        cli.answering(_ -> {
            throw new IllegalStateException("no such register");
        });
        Terminal.Ran ran = cli.run("check", "flush");
        assertEquals(70, ran.code());
        assertEquals(2, ran.err().lines().count(), ran.err());
        assertTrue(ran.err().contains("checking xfrm/flush.c namespace_exit: IllegalStateException: no such register"));
        Terminal.Ran debugged = cli.run("check", "flush", "--debug");
        assertTrue(debugged.err().contains("\tat dev.quiesce"), debugged.err());
    }

    @Test
    void a_wrong_command_line_is_told_without_the_words_of_its_parser() {
        Cli cli = new Cli();
        assertEquals("quiesce: there is no command 'chek'\nDid you mean: quiesce check or quiesce help?\n", cli.run("chek").err());
        assertEquals("quiesce: 'more' is one argument too many\nTry 'quiesce new --help'.\n", cli.run("new", "model", "more").err());
        assertEquals("quiesce: Invalid value for option '--workers': 'x' is not a whole number\nTry 'quiesce check --help'.\n",
            cli.run("check", "--workers", "x").err());
        assertEquals("quiesce: the name of a model is empty; '.' is the current folder\n", cli.run("check", "").err());
    }

    @Test
    void help_lists_the_commands_that_the_launcher_adds() {
        Terminal.Ran ran = new Cli().run("--help");
        assertTrue(ran.out().contains("\n  stress  Runs a model on real cores"), ran.out());
    }

    @Test
    void a_bad_option_is_64_with_a_suggestion() {
        Terminal.Ran option = cli.run("check", "--scenrio", "x");
        assertEquals(64, option.code());
        assertTrue(option.err().contains("--scenario"), option.err());
        Terminal.Ran command = cli.run("chekc");
        assertEquals(64, command.code());
        assertTrue(command.err().contains("check"), command.err());
        Terminal.Ran format = cli.run("check", "--format", "jsno");
        assertEquals(64, format.code());
        assertTrue(format.err().contains("unknown format 'jsno'; did you mean json?"), format.err());
        assertEquals(64, cli.run("check", "--timeout", "soon").code());
        assertEquals(64, cli.run("check", "--workers", "0").code());
        assertEquals(64, cli.run("check", "-D", "1x").code());
        assertEquals(64, cli.run().code());
    }

    @Test
    void options_reach_the_engine() {
        cli.run("check", "flush", "--memory", "sc,tso", "--max-states", "20m", "--max-memory", "2g", "--timeout", "5m",
            "--workers", "3", "--unroll", "7", "--all", "--fail-alloc", "--strict-races", "--no-reduction");
        assertEquals(2, cli.asked().size());
        assertEquals(Set.of(Optional.of(MemoryModel.SC), Optional.of(MemoryModel.TSO)),
            cli.asked().stream().map(Options::memory).collect(Collectors.toSet()));
        assertEquals(20_000_000, cli.asked().getFirst().maxStates());
        assertEquals(2L << 30, cli.asked().getFirst().maxMemory());
        assertEquals(Duration.ofMinutes(5), cli.asked().getFirst().timeout());
        assertEquals(3, cli.asked().getFirst().workers());
        assertEquals(7, cli.asked().getFirst().unroll());
        assertTrue(cli.asked().getFirst().all() && cli.asked().getFirst().failAllocations());
        assertTrue(cli.asked().getFirst().strictRaces() && cli.asked().getFirst().reductions().equals(Reduction.NEEDED));
    }

    @Test
    void what_changes_a_models_meaning_stands_in_the_replay_command() {
        assertTrue(cli.run("check", "flow", "-D", "N=2", "--fail-alloc").out().replaceAll("\\\\\n *", "")
            .contains("--variant buggy -D N=2 --fail-alloc 'worker del*2 worker'"));
    }

    @Test
    void a_timeout_of_ages_can_be_counted_in_nanoseconds() {
        cli.run("check", "flush", "--timeout", "9999999999h");
        assertTrue(System.nanoTime() + cli.asked().getFirst().timeout().toNanos() > 0);
    }

    @Test
    void output_goes_to_a_file_and_nothing_to_standard_output() throws IOException {
        Path file = folder.resolve("out.json");
        Terminal.Ran ran = cli.run("check", "flow", "--format", "json", "--output", file.toString());
        assertEquals("", ran.out());
        assertTrue(Files.readString(file).startsWith("{"));
        assertEquals(64, cli.run("check", "flow", "--output", folder.resolve("no/such/folder").toString()).code());
    }

    @Test
    void the_selftest_format_exits_as_selftests_do() {
        assertEquals(0, cli.run("check", "--format", "ksft").code());
        assertEquals(4, cli.answering(_ -> Samples.bounded()).run("check", "flush", "--format", "ksft").code());
        assertEquals(3, cli.answering(_ -> Samples.provedInVain()).run("check", "flush", "--format", "ksft").code());
        assertEquals(1, cli.answering(_ -> Samples.nested()).run("check", "flush", "--format", "ksft").code());
    }
}
