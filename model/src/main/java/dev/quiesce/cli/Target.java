package dev.quiesce.cli;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A target is one model file that a command is about.
 *
 * @param name as reports show it and as a replay finds it again: a path from where the user stands, or a bundled name
 * @param file where it lies; null if it is bundled
 */
record Target(String name, Path file) {
    static Target bundled(String name) {
        return new Target(name, null);
    }

    /** The file at {@code path}; its name has no root, so that results can be compared between machines. */
    static Target of(Path path) {
        Path here = Path.of("").toAbsolutePath().normalize();
        Path there = path.toAbsolutePath().normalize();
        boolean related = here.getRoot() != null && here.getRoot().equals(there.getRoot());
        Path shown = path.isAbsolute() && related ? here.relativize(there) : path.normalize();
        return new Target(shown.toString().replace('\\', '/'), path);
    }

    /** The same for the same file, however it was named; another for any other. */
    String origin() {
        if (file == null) {
            return name;
        }
        try {
            return file.toRealPath().toString();
        } catch (IOException _) {
            return file.toAbsolutePath().normalize().toString();
        }
    }

    boolean isLitmus() {
        return name.endsWith(".litmus");
    }
}
