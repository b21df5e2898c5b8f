package dev.quiesce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A golden file holds what a test prints, to be read by a person as a diff. {@code -Dgolden.update=true} writes them
 * anew.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /** Fails unless {@code actual} is what the golden file {@code name} holds. */
    public static void check(String name, String actual) {
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            } else if (!Files.exists(file)) {
                fail("no golden file " + file + "; make it with -Dgolden.update=true:\n" + actual);
            } else {
                assertEquals(Files.readString(file), actual, file + " differs; if it should, refresh with -Dgolden.update=true");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
