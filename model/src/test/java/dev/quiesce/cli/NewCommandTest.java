package dev.quiesce.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewCommandTest {
    private final Cli cli = new Cli();

    @TempDir
    private Path folder;

    @Test
    void a_new_model_is_named_and_nothing_is_overwritten() throws IOException {
        Path file = folder.resolve("my-model.c");
        String name = file.toString().replaceFirst("\\.c$", "");
        assertEquals(0, cli.run("new", name).code());
        assertTrue(Files.readString(file).contains("struct scenario my_model = {"));
        Terminal.Ran again = cli.run("new", name);
        assertEquals(64, again.code());
        assertTrue(again.err().contains("is there already"), again.err());
    }
}
