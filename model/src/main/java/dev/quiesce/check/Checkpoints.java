package dev.quiesce.check;

import dev.quiesce.explore.Checkpoint;
import dev.quiesce.simulate.Image;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.regex.Pattern;

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
    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9._]+");

    /** The checkpoint of one search. */
    Checkpoint of(Image image, Options options) {
        String name = String.join("-", image.program().model(), image.scenario().name(), image.program().variant(),
            options.memory().orElse(image.scenario().memory()).option() + (image.storeBuffers() ? "-buffered" : ""),
            HexFormat.of().formatHex(digest(origin), 0, ORIGIN_BYTES));
        return new Checkpoint(folder.resolve(OTHERS.matcher(name).replaceAll("-") + ".checkpoint"),
            identity(image, options), resume, complaints);
    }

    /** Everything that decides which states there are and what is found in them. */
    private static byte[] identity(Image image, Options options) {
        String all = String.join("\n", image.program().toString(), image.scenario().toString(),
            Boolean.toString(image.storeBuffers()), Boolean.toString(options.failAllocations()),
            Boolean.toString(options.strictRaces()), Boolean.toString(options.all()),
            options.reductions().stream().sorted().toList().toString());
        return digest(all);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
