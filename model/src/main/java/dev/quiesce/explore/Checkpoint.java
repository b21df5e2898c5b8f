package dev.quiesce.explore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Where a search keeps what it has found, level by level, so that another can go on from there.
 *
 * @param file       is made, or begun anew unless {@code resume}; taken away when nothing is left to search
 * @param identity   32 bytes that are the same for the same search only: the model and all that changes what it means
 * @param resume     go on from what the file holds, if there is one
 * @param complaints is told in words what is wrong with a file that can still be used, or that no more can be written to
 */
public record Checkpoint(Path file, byte[] identity, boolean resume, Consumer<String> complaints) {
    /** A checkpoint that cannot be gone on from; the message says why, and names the file. */
    public static final class UnusableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableException(Path file, String why) {
            super(file + ": " + why);
        }
    }

    /** True if there is one: a file that nothing has been written to yet is none. */
    boolean exists() {
        try {
            return Files.size(file) > 0;
        } catch (IOException _) {
            return false;
        }
    }

    UnusableException unusable(String why) {
        return new UnusableException(file, why);
    }
}
