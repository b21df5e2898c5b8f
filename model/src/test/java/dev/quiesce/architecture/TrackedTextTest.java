package dev.quiesce.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * No file may depend on the machine or the network of whoever wrote it: which mirror a build downloads from is the business
 * of the settings of the machine, and a folder of one machine is not there on the next.
 */
@DisplayName("No tracked text file names")
class TrackedTextTest {
    /** Taken apart, so that this file passes its own test. */
    private static final Pattern REGISTRY = anyOf(
            Stream.of(
                    List.of("repo", "maven", "apache", "org"),
                    List.of("repo1", "maven", "org"),
                    List.of("central", "sonatype"),
                    List.of("oss", "sonatype", "org"),
                    List.of("plugins", "gradle", "org"),
                    List.of("maven", "pkg", "github", "com"),
                    List.of("registry", "npmjs", "org"),
                    List.of("pypi", "org"),
                    List.of("pythonhosted", "org"),
                    List.of("proxy", "golang", "org"),
                    List.of("crates", "io"),
                    List.of("docker", "io"))
                    .map(parts -> Pattern.quote(String.join(".", parts))));

    /** At the start of a path: a folder within one may have any name. */
    private static final Pattern PLACE =
            anyOf(Stream.of("work", "root", "Users").map(folder -> "(?<![\\w.~*}$-])/" + folder + "/"));

    private static final int ENOUGH_TO_TELL = 8000;

    @Test
    @DisplayName("the host of a package registry")
    void registries() throws IOException {
        assertEquals("", String.join("\n", linesWith(REGISTRY)));
    }

    @Test
    @DisplayName("a folder of one machine")
    void places() throws IOException {
        assertEquals("", String.join("\n", linesWith(PLACE)));
    }

    @Test
    @DisplayName("them, and the patterns would notice")
    void patterns() {
        assertTrue(REGISTRY.matcher("https://repo1" + ".maven.org/maven2").find());
        assertTrue(PLACE.matcher("see /" + "root/.m2").find());
        assertTrue(PLACE.matcher("\"/" + "work/main\"").find());
        assertTrue(Stream.of("kernel/work/queue.c", "${base}/root/x", "../work/x").noneMatch(PLACE.asPredicate()));
    }

    private static List<String> linesWith(Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : Checkout.files()) {
            int number = 0;
            for (String line : text(file).split("\n", -1)) {
                number++;
                if (pattern.matcher(line).find()) {
                    found.add("%s:%d: %s".formatted(Checkout.root().relativize(file), number, line.strip()));
                }
            }
        }
        return found;
    }

    /** The text of a file; of one that holds something else, nothing. */
    private static String text(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        return text.substring(0, Math.min(text.length(), ENOUGH_TO_TELL)).indexOf('\0') < 0 ? text : "";
    }

    private static Pattern anyOf(Stream<String> alternatives) {
        return Pattern.compile(String.join("|", alternatives.toList()));
    }
}
