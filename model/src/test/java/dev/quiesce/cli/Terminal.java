package dev.quiesce.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/** A terminal in a test: a command is run in this process with its streams caught. */
record Terminal(Library library, Engine engine) {
    /** What a command came to. */
    record Ran(int code, String out, String err) {}

    /** With the real models and the real checker. */
    static Terminal real() {
        return new Terminal(Library.ofResources(), Engine.checker());
    }

    Ran run(String... arguments) {
        return run("", arguments);
    }

    /** Runs one command line, with a person who types {@code input} if there is any. */
    Ran run(String input, String[] arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(new BufferedReader(new StringReader(input)), new ResultStream(out), new ResultStream(err), false, false,
            !input.isEmpty());
        int code = Main.run(new Tools(console, library, engine), arguments);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A console that nobody looks at. */
    Console console() {
        ResultStream nowhere = new ResultStream(new ByteArrayOutputStream());
        return new Console(new BufferedReader(new StringReader("")), nowhere, nowhere, false, false, false);
    }
}
