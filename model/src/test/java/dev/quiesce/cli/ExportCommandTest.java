package dev.quiesce.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    private final Terminal terminal = Terminal.real();

    @TempDir
    private Path folder;

    @Test
    void a_counterexample_is_the_test_that_a_check_writes_of_it() {
        String[] row = {"xfrm/lower_handle", "--scenario", "torn_triple", "--variant", "as_posted"};
        Terminal.Ran exported = run("junit", row);
        assertEquals(0, exported.code(), exported.err());
        assertEquals(terminal.run("check", row[0], row[1], row[2], row[3], row[4], "--format", "java").out(), exported.out());
    }

    @Test
    void where_nothing_breaks_there_is_no_test_of_it() {
        Terminal.Ran ran = run("junit", "xfrm/lower_handle", "--scenario", "torn_triple", "--variant", "repaired");
        assertEquals(65, ran.code());
        assertTrue(ran.err().matches("xfrm/lower_handle\\.c:\\d+:\\d+: error: there is no interleaving to make a test of: "
            + "torn_triple \\[repaired\\] is PROVED\n    export a row .*\n"), ran.err());
        assertEquals("", ran.out());
    }

    @Test
    void a_model_of_several_rows_says_how_to_name_one() {
        Terminal.Ran ran = run("promela", "xfrm/flush", "--scenario", "user_flush");
        assertEquals(64, ran.code());
        assertTrue(ran.err().startsWith("quiesce: xfrm/flush.c has 4 rows; name one with\n  --scenario user_flush --variant D0\n"), ran.err());
    }

    @Test
    void tests_for_jcstress_are_written_by_stress() {
        Terminal.Ran ran = run("jcstress", "xfrm/flush", "--scenario", "user_flush", "--variant", "D0");
        assertEquals(64, ran.code());
        assertTrue(ran.err().contains("quiesce stress xfrm/flush.c user_flush --variant D0 --emit FOLDER"), ran.err());
    }

    @Test
    void what_another_language_cannot_say_is_an_error() {
        Terminal.Ran ran = run("promela", "litmus/LOOP-wait");
        assertEquals(65, ran.code());
        assertTrue(ran.err().startsWith("litmus/LOOP-wait.litmus: error: a litmus test asks about final values"), ran.err());
        assertEquals("", ran.out());
    }

    @Test
    void names_that_nobody_knows_get_suggestions() {
        assertTrue(run("promella", "xfrm/flush").err().contains("did you mean promela?"));
        assertTrue(run("promela", "xfrm/flush", "--variant", "D1").err().contains("no variant 'D1'"));
        assertTrue(terminal.run("export", "xfrm/flush").err().contains("--to"));
        assertEquals(64, terminal.run("export").code());
    }

    @Test
    void a_model_that_does_not_compile_is_complained_of_as_in_a_check() throws IOException {
        Path model = Files.writeString(folder.resolve("typo.c"), "#include <quiesce.h>\nstatic int x\nstatic int y;\n");
        Terminal.Ran ran = run("promela", model.toString());
        assertEquals(65, ran.code());
        assertTrue(ran.err().contains("typo.c:2:12: error: missing ';'"), ran.err());
    }

    @Test
    void a_file_that_cannot_be_written_is_refused_first() {
        Terminal.Ran ran = run("promela", "no_such_model", "-o", folder.toString());
        assertEquals(64, ran.code());
        assertTrue(ran.err().contains("it is a folder"), ran.err());
    }

    private Terminal.Ran run(String format, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "export";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--to";
        all[all.length - 1] = format;
        return terminal.run(all);
    }
}
