package dev.quiesce.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The folder in which the project lies, found from wherever a test was started. */
final class Checkout {
    private Checkout() {}

    static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        throw new IllegalStateException("not within a checkout: " + Path.of("").toAbsolutePath());
    }

    /** The files under version control; where git cannot say, all that are neither built nor git's own. */
    static List<Path> files() {
        Path root = root();
        return tracked(root).orElseGet(() -> walked(root)).stream().filter(Files::isRegularFile).toList();
    }

    private static Optional<List<Path>> tracked(Path root) {
        try {
            Process git = new ProcessBuilder("git", "ls-files", "-z")
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() != 0 || names.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(Arrays.stream(names.split("\0")).map(root::resolve).toList());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> walked(Path root) {
        try (var files = Files.walk(root)) {
            return files.filter(file -> !isHidden(root.relativize(file))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isHidden(Path file) {
        for (Path part : file) {
            if (part.toString().equals("target") || part.toString().equals(".git")) {
                return true;
            }
        }
        return false;
    }
}
