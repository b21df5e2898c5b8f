package dev.quiesce.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A result that is lost is never taken for one that all is well. */
class OutputTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** The exit code of a check that is all as expected, where writing fails as {@code why} says. */
    private int checkInto(String why) {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(why);
            }
        };
        Console console = new Console(new BufferedReader(new StringReader("")), new ResultStream(broken), new ResultStream(err), false,
            false, false);
        Cli cli = new Cli();
        return Main.run(new Tools(console, cli, cli), "check", "flow");
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_full_disk_behind_standard_output_is_told_and_is_no_success() {
        assertEquals(64, checkInto("No space left on device"));
        assertEquals("quiesce: cannot write to standard output: no space left on device\n", said());
    }

    @Test
    void whoever_stops_reading_is_not_bothered() {
        assertEquals(0, checkInto("Broken pipe"));
        assertEquals("", said());
    }

    @Test
    void what_is_wrong_with_a_model_is_said_once_where_both_streams_are_read() throws IOException {
        Path deep = Files.createDirectory(folder.resolve("a-folder-with-a-name-for-which-a-line-of-a-mail-has-no-room-at-all"));
        String model = Files.writeString(deep.resolve("broken.c"), "").toString();
        for (boolean together : new boolean[] {false, true}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            err.reset();
            Console console = new Console(new BufferedReader(new StringReader("")), new ResultStream(out), new ResultStream(err), false,
                false, false, together);
            Cli cli = new Cli();
            assertEquals(65, Main.run(new Tools(console, cli, cli), "check", model));
            assertTrue(out.toString(StandardCharsets.UTF_8).contains(".c:7:2: error: expected ';'\n"), out::toString);
            assertEquals(!together, said().contains("expected ';'"), this::said);
            assertEquals(65, Main.run(new Tools(console, cli, cli), "check", model, "--format", "dot"));
            assertTrue(said().contains("expected ';'"), "a drawing does not say it");
        }
    }

    @Test
    void a_file_that_cannot_be_written_is_refused_before_anything_is_checked() {
        String missing = folder.resolve("missing").toString();
        for (String command : new String[] {"check", "fuzz"}) {
            Cli cli = new Cli();
            Terminal.Ran ran = cli.run(command, "flow", "--output", missing + "/result.json");
            assertEquals(64, ran.code());
            assertEquals("quiesce: cannot write " + missing + "/result.json: there is no folder " + missing + "\n", ran.err());
            assertEquals("quiesce: cannot write " + folder + ": it is a folder\n", cli.run(command, "flow", "-o", folder.toString()).err());
            assertTrue(cli.asked().isEmpty());
        }
    }

    @Test
    void a_device_that_is_full_is_told_in_the_words_of_a_shell() {
        if (Path.of("/dev/full").toFile().exists()) {
            Terminal.Ran ran = new Cli().run("check", "flow", "-o", "/dev/full");
            assertEquals("64 quiesce: cannot write /dev/full: no space left on device\n", ran.code() + " " + ran.err());
        }
    }

    @Test
    void a_model_that_cannot_be_written_is_told_so() {
        Terminal.Ran ran = Terminal.real().run("new", folder.resolve("missing/model").toString());
        assertEquals(64, ran.code());
        assertTrue(ran.err().endsWith("model.c: no such file or folder\n"), ran.err());
    }
}
