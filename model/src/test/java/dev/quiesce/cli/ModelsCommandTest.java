package dev.quiesce.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.Golden;
import org.junit.jupiter.api.Test;

class ModelsCommandTest {
    private final Cli cli = new Cli();

    @Test
    void all_models_are_listed_with_what_is_expected_of_them() {
        Golden.check("cli/models.text", cli.run("models").out());
    }

    @Test
    void a_name_prints_the_model() {
        assertEquals("/* xfrm/flush.c */\n", cli.run("models", "flush").out());
        Terminal.Ran ran = cli.run("models", "flosh");
        assertEquals(64, ran.code());
        assertTrue(ran.err().contains("did you mean flush"), ran.err());
    }
}
