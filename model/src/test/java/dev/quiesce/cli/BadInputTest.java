package dev.quiesce.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input gets a clear message and the right exit code; nothing hangs and nobody sees a stack trace. */
class BadInputTest {
    private static final String HEAD = "#include <quiesce.h>\nstatic int x;\n";

    @TempDir
    private Path folder;

    private Terminal.Ran check(String text, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("model.c"), text);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "check";
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        Terminal.Ran ran = Terminal.real().run(arguments);
        assertFalse(ran.err().contains("\tat "), ran.err());
        return ran;
    }

    private void refused(String text, String line, String message) throws IOException {
        Terminal.Ran ran = check(text);
        assertEquals(65, ran.code(), ran.out() + ran.err());
        assertTrue(ran.err().contains("model.c:" + line) && ran.err().contains(message), ran.err());
    }

    @Test
    void a_syntax_error() throws IOException {
        refused(HEAD + "static void go(void)\n{\n\tx = 1\n}\nstruct scenario s = { .threads = { go } };\n", "5:", "error:");
    }

    @Test
    void an_unknown_header() throws IOException {
        refused("#include <linux/slob.h>\n" + HEAD, "1:", "linux/slab.h");
    }

    @Test
    void a_construct_that_is_not_supported() throws IOException {
        refused(HEAD + "static void go(void)\n{\n\tfloat f = 1;\n}\nstruct scenario s = { .threads = { go } };\n", "5:",
            "error:");
    }

    @Test
    void a_scenario_in_which_nothing_runs() throws IOException {
        refused(HEAD + "struct scenario s = { .about = \"nothing\" };\n", "3:", "error:");
    }

    @Test
    void a_file_without_a_scenario() throws IOException {
        Terminal.Ran ran = check(HEAD);
        assertEquals(65, ran.code());
        assertTrue(ran.err().contains("no scenario"), ran.err());
    }

    @Test
    void a_byte_order_mark_is_passed_over_as_compilers_do() throws IOException {
        assertEquals(0, check("\uFEFF" + HEAD + "static void go(void)\n{\n\tWRITE_ONCE(x, 1);\n}\nstruct scenario s = { .threads = { go } };\n")
            .code());
    }

    @Test
    void a_file_that_is_no_text() throws IOException {
        Terminal.Ran ran = check("\177ELF\0\0\0\n");
        assertEquals(65, ran.code());
        assertTrue(ran.err().endsWith("model.c: error: is no text in UTF-8\n"), ran.err());
    }

    @Test
    void of_very_many_errors_the_first_are_shown() throws IOException {
        Terminal.Ran ran = check(HEAD + "static void go(void)\n{\n" + "\ty = 1;\n".repeat(200)
            + "}\nstruct scenario s = { .threads = { go } };\n");
        assertEquals(65, ran.code());
        assertTrue(ran.err().contains("model.c: error: 180 more errors that are not shown"), ran.err());
        assertTrue(ran.err().lines().count() < 45, ran.err());
    }

    @Test
    void a_missing_file() {
        Terminal.Ran ran = Terminal.real().run("check", folder.resolve("missing.c").toString());
        assertEquals(64, ran.code());
        assertTrue(ran.err().contains("is no file, no folder and no bundled model"), ran.err());
    }

    @Test
    void a_loop_that_never_ends() throws IOException {
        Terminal.Ran ran = check(HEAD + """
            static void go(void)
            {
            	for (;;)
            		WRITE_ONCE(x, !READ_ONCE(x));
            }
            struct scenario s = { .threads = { go } };
            """);
        assertEquals(1, ran.code(), ran.out() + ran.err());
        assertTrue(ran.out().contains("livelock"), ran.out());
    }

    @Test
    void what_breaks_beside_a_loop_that_is_given_up_is_found() throws IOException {
        Terminal.Ran ran = check(HEAD + """
            static void go(void)
            {
            	int n = 0, chosen = choose(0, 1);
            	if (!chosen)
            		for (;;)
            			n = n * 3 + 1;
            	BUG_ON(chosen);
            }
            struct scenario s = { .threads = { go } };
            """);
        assertEquals(1, ran.code(), ran.out() + ran.err());
        assertTrue(ran.out().contains("VIOLATED  assertion failed by go"), ran.out());
    }

    @Test
    void an_allocation_that_fails_fails_again_in_a_replay() throws IOException {
        Path file = folder.resolve("result.json");
        String model = "#include <quiesce.h>\n#include <linux/slab.h>\n" + """
            static int *p;
            static int n;
            static void go(void)
            {
            	p = kzalloc(sizeof(*p), GFP_KERNEL);
            	WRITE_ONCE(n, READ_ONCE(n) + choose(1, 2, 3));
            	*p = 1;
            	kfree(p);
            }
            static void other(void)
            {
            	int *q = kmalloc(sizeof(*q), GFP_KERNEL);

            	WRITE_ONCE(n, 1);
            	kfree(q);
            }
            struct scenario s = { .threads = { go, other } };
            """;
        Terminal.Ran checked = check(model, "--fail-alloc", "--format", "json", "--output", file.toString());
        assertEquals(1, checked.code(), checked.err());
        Terminal.Ran ran = Terminal.real().run("replay", file.toString());
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().contains("null pointer dereference by go") && ran.out().contains("<-- allocation fails"), ran.out());
        Terminal.Ran without = Terminal.real().run("replay", folder.resolve("model.c").toString(), "s", "other go*9");
        assertEquals(1, without.code(), without.out());
        assertTrue(without.err().contains("the schedule does not fit the model"), without.err());
    }

    @Test
    void a_result_of_another_version_is_not_taken_for_one_without_violations() throws IOException {
        Path file = Files.writeString(folder.resolve("result.json"), "{\"schema\": 2, \"results\": []}");
        Terminal.Ran ran = Terminal.real().run("replay", file.toString());
        assertEquals(64, ran.code());
        assertTrue(ran.err().contains("it has schema 2, and this version reads schema 1"), ran.err());
    }

    @Test
    void a_race_that_is_a_violation_is_replayed_up_to_where_it_happens() throws IOException {
        Path file = folder.resolve("result.json");
        check(HEAD + """
            static void w(void) { x = 1; }
            static void r(void) { int y = x; (void)y; }
            struct scenario s = { .threads = { w, r } };
            """, "--strict-races", "--format", "json", "--output", file.toString());
        Terminal.Ran ran = Terminal.real().run("replay", file.toString());
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().contains("the way to the recorded DATA_RACE"), ran.out());
    }

    @Test
    void a_loop_that_does_nothing_and_never_ends() throws IOException {
        Terminal.Ran ran = check(HEAD + """
            static void go(void)
            {
            	for (;;)
            		;
            }
            struct scenario s = { .threads = { go } };
            """);
        assertTrue(ran.code() == 1 || ran.code() == 5, ran.out() + ran.err());
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size(), all.toString());
            return all.getFirst();
        }
    }

    @Test
    void a_checkpoint_that_is_of_no_use() throws IOException {
        String model = HEAD + "static void go(void)\n{\n\tfor (int i = 0; i < 9; i++)\n\t\tWRITE_ONCE(x, READ_ONCE(x) + 1);\n}\n"
            + "struct scenario s = { .threads = { go, go } };\n";
        String kept = folder.resolve("kept").toString();
        assertEquals(64, check(model, "--resume").code());
        Terminal.Ran stopped = check(model, "--max-states", "50", "--checkpoint", kept);
        assertEquals(5, stopped.code(), stopped.out());
        Terminal.Ran other = check(model.replace("i < 9", "i < 8"), "--checkpoint", kept, "--resume");
        assertEquals(64, other.code(), other.out());
        assertTrue(other.err().contains("is the checkpoint of another model"), other.err());
        Path file = onlyFile(folder.resolve("kept"));
        byte[] content = Files.readAllBytes(file);
        Files.writeString(file, "not a checkpoint");
        Terminal.Ran corrupt = check(model, "--checkpoint", kept, "--resume");
        assertEquals(64, corrupt.code(), corrupt.out());
        assertTrue(corrupt.err().contains("is no checkpoint"), corrupt.err());
        Files.write(file, content);
        assertEquals(0, check(model, "--checkpoint", kept, "--resume").code());
        assertFalse(Files.exists(file), "nothing is left to search");
    }

    @Test
    void a_state_space_larger_than_the_bounds() throws IOException {
        String counter = HEAD + """
            static unsigned long n;
            static void go(void)
            {
            	for (;;)
            		WRITE_ONCE(n, READ_ONCE(n) + 1);
            }
            struct scenario s = { .threads = { go, go }, .endless = true };
            """;
        for (String[] bound : new String[][] {{"--max-states", "1000"}, {"--timeout", "1s"}, {"--max-memory", "64m"}}) {
            Terminal.Ran ran = check(counter, bound);
            assertEquals(5, ran.code(), ran.out() + ran.err());
            assertTrue(ran.out().contains("BOUNDED") && ran.out().contains("bound: "), ran.out());
        }
    }
}
