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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The files that come with the checker: headers under {@code include/}, models under {@code models/}. */
public final class Bundled {
    public static final String HEADERS = "include/";
    public static final String MODELS = "models/";

    private static final Map<String, List<String>> LISTS = new ConcurrentHashMap<>();

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
        URL marker = Bundled.class.getClassLoader().getResource(folder + "README.md");
        if (marker == null) {
            return List.of();
        }
        try {
            URLConnection connection = marker.openConnection();
            if (connection instanceof JarURLConnection jar) {
                return below(folder, jar.getJarFile()).stream().filter(n -> n.endsWith(suffix)).toList();
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

    /** The names are looked up once: the list is among all classes, and takes as long to go through as a model to read. */
    private static List<String> below(String folder, JarFile jar) {
        return LISTS.computeIfAbsent(folder, _ -> {
            List<String> names = new ArrayList<>();
            Enumeration<JarEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                String name = entries.nextElement().getName();
                if (name.startsWith(folder)) {
                    names.add(name.substring(folder.length()));
                }
            }
            Collections.sort(names);
            return names;
        });
    }
}
