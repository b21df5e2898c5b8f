package dev.quiesce.check;

import dev.quiesce.explore.Checkpoint;
import dev.quiesce.simulate.Image;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where searches keep what they find, a file for each.
 *
 * @param origin     tells models of the same name apart: where this one comes from, in whatever words
 * @param resume     go on from the files that are there
 * @param complaints told in words what is wrong with a file
 */
public record Checkpoints(Path folder, String origin, boolean resume, Consumer<String> complaints) {
    /** Of the origin's digest that are part of a file's name. */
    private static final int ORIGIN_BYTES = 4;
    private static final String ENDING = ".checkpoint";
    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9._]+");
    /** Of a file that a site is in. */
    private static final Pattern FOLDERS = Pattern.compile("site=[^:,\\]]*/");

    /** The checkpoint of one search. If it shall go on from one that there is not, complains about that. */
    Checkpoint of(Image image, Options options) {
        String name = OTHERS.matcher(String.join("-", image.program().model(), image.scenario().name(),
            image.program().variant(), options.memory().orElse(image.scenario().memory()).option()
            + (image.storeBuffers() ? "-buffered" : ""))).replaceAll("-");
        Path file = folder.resolve(name + "-" + HexFormat.of().formatHex(digest(origin), 0, ORIGIN_BYTES) + ENDING);
        if (resume && !Files.exists(file)) {
            complaints.accept(folder + ": " + missing(name, file.getFileName()));
        }
        return new Checkpoint(file, identity(image, options), resume, complaints);
    }

    /** In words, the same for all searches but where there is one of a model of the same name. */
    private String missing(String name, Path file) {
        List<String> others = List.of();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                others = files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(ENDING)).sorted().toList();
            } catch (IOException e) {
                return "cannot be read (" + e.getMessage() + "); searches start from the beginning";
            }
        }
        return others.stream().filter(f -> f.startsWith(name + "-") && f.length() == file.toString().length()).findFirst()
            .map(f -> "no " + file + " is there, so its search starts from the beginning; " + f
                + " is that of a model in another place: if that was moved here, rename it to go on from it")
            .orElse(others.isEmpty() ? "no checkpoint is there; searches start from the beginning"
                : "not every search has a checkpoint there; those without start from the beginning");
    }

    /** Everything that decides which states there are and what is found in them, wherever the model lies. */
    private static byte[] identity(Image image, Options options) {
        String all = String.join("\n", image.program().toString(), image.scenario().toString(),
            Boolean.toString(image.storeBuffers()), Boolean.toString(options.failAllocations()),
            Boolean.toString(options.strictRaces()), Boolean.toString(options.all()),
            options.reductions().stream().sorted().toList().toString());
        return digest(FOLDERS.matcher(all).replaceAll("site="));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
