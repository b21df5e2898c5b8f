package dev.quiesce.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The C compiler that our reading of C is compared with; tests that need it are skipped where it is missing. */
final class Gcc {
    static final Path INCLUDE = Path.of("src", "main", "resources", "include").toAbsolutePath();

    private Gcc() {}

    static void assumeThere() {
        boolean there;
        try {
            there = run(Path.of("."), List.of("gcc", "--version")).status == 0;
        } catch (UncheckedIOException e) {
            there = false;
        }
        assumeTrue(there, "no gcc here");
    }

    private record Result(int status, String output) {}

    /** Compiles {@code texts}, which call each other, and gives what the program prints. */
    static String run(Path folder, String... texts) {
        List<String> command = new ArrayList<>(List.of("gcc", "-std=gnu11", "-w", "-fwrapv", "-O0", "-I", INCLUDE.toString(),
                "-o", "program"));
        try {
            for (int i = 0; i < texts.length; i++) {
                Files.writeString(folder.resolve("part" + i + ".c"), texts[i]);
                command.add("part" + i + ".c");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Result compiled = run(folder, command);
        assertEquals(0, compiled.status, compiled.output);
        Result ran = run(folder, List.of(folder.resolve("program").toString()));
        assertEquals(0, ran.status, ran.output);
        return ran.output.strip();
    }

    private static Result run(Path folder, List<String> command) {
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
