package dev.quiesce.lang;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.stream.Stream;

/** The files that come with the checker: headers under {@code include/}, models under {@code models/}. */
public final class Bundled {
    public static final String HEADERS = "include/";
    public static final String MODELS = "models/";

    /** The list of what is in a folder, which the build adds: to look for it among all classes takes long. */
    private static final String INDEX = "INDEX";

    private Bundled() {}

    /** The text of a bundled file, {@code name} counted from the root of the resources; null if there is none. */
    public static String text(String name) {
        try (InputStream in = Bundled.class.getClassLoader().getResourceAsStream(name)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files below {@code folder} whose names end in {@code suffix}, counted from that folder, in order. */
    public static List<String> list(String folder, String suffix) {
        String index = text(folder + INDEX);
        if (index != null) {
            return index.lines().filter(n -> n.endsWith(suffix)).toList();
        }
        URL marker = Bundled.class.getClassLoader().getResource(folder + "README.md");
        if (marker == null) {
            return List.of();
        }
        try {
            URLConnection connection = marker.openConnection();
            if (connection instanceof JarURLConnection jar) {
                return jar.getJarFile().stream().map(JarEntry::getName).filter(n -> n.startsWith(folder))
                        .map(n -> n.substring(folder.length())).filter(n -> n.endsWith(suffix)).sorted().toList();
            }
            Path root = Path.of(marker.toURI()).getParent();
            TreeSet<String> names = new TreeSet<>();
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(Files::isRegularFile).forEach(f -> names.add(root.relativize(f).toString()));
            }
            return names.stream().filter(n -> n.endsWith(suffix)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
