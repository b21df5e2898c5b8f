package dev.quiesce.lang;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.cdt.core.index.IIndexFileLocation;
import org.eclipse.cdt.core.parser.FileContent;
import org.eclipse.cdt.internal.core.parser.IMacroDictionary;
import org.eclipse.cdt.internal.core.parser.scanner.InternalFileContent;
import org.eclipse.cdt.internal.core.parser.scanner.InternalFileContentProvider;

/**
 * The files of one translation unit: the model itself, the user's headers beside it, the bundled headers. The
 * preprocessor knows them by paths of our making, reports by the names that the user gave.
 */
final class SourceFiles extends InternalFileContentProvider {
    /** The folder that {@code #include <…>} searches. */
    static final String HEADERS = "/:include";

    private static final String MODELS = "/:models";
    private static final Pattern INCLUDE = Pattern.compile("(?m)^#include <([^>]+)>");
    private static final Map<String, String> BUNDLED = new ConcurrentHashMap<>();

    private final Source source;
    private final String root;
    private final String main;
    private final Map<String, String> texts = new HashMap<>();
    private final Leniency leniency;
    private final Pruning pruning;

    SourceFiles(Source source, Leniency leniency) {
        this(source, leniency, Pruning.NONE);
    }

    SourceFiles(Source source, Leniency leniency, Pruning pruning) {
        this.source = source;
        this.leniency = leniency;
        this.pruning = pruning;
        String base = source.name().substring(source.name().lastIndexOf('/') + 1);
        int slash = source.name().lastIndexOf('/');
        this.root = source.folder() != null ? source.folder().toString()
                : MODELS + (slash < 0 ? "" : "/" + source.name().substring(0, slash));
        this.main = root + "/" + base;
        texts.put(main, source.text());
    }

    /** The model's own text. */
    FileContent content() {
        return FileContent.create(main, leniency.divert(source.text()).toCharArray());
    }

    /** The paths of the files that are the user's. */
    List<String> users() {
        return texts.keySet().stream().filter(path -> !isLibrary(path)).sorted().toList();
    }

    /** The paths of all files that were read. */
    List<String> read() {
        return texts.keySet().stream().sorted().toList();
    }

    /** The text of a file that was read. */
    String text(String path) {
        return texts.get(path);
    }

    /** True for a bundled header. */
    boolean isLibrary(String path) {
        return path.startsWith(HEADERS + "/");
    }

    /** The path of the file that was asked for. */
    String main() {
        return main;
    }

    /** True for the file that was asked for. */
    boolean isMain(String path) {
        return path.equals(main);
    }

    /** How reports name the model. */
    String shown() {
        return source.name();
    }

    /** How reports name the file at {@code path}. */
    String shown(String path) {
        if (path.equals(main)) {
            return source.name();
        }
        if (isLibrary(path)) {
            return path.substring(HEADERS.length() + 1);
        }
        if (source.folder() == null) {
            return path.startsWith(MODELS) ? path.substring(MODELS.length() + 1) : path;
        }
        String folder = source.name().substring(0, source.name().lastIndexOf('/') + 1);
        return path.startsWith(root + "/") ? folder + path.substring(root.length() + 1) : path;
    }

    @Override
    public boolean getInclusionExists(String path) {
        return find(path) != null;
    }

    @Override
    public InternalFileContent getContentForInclusion(String path, IMacroDictionary macros) {
        String text = find(path);
        return text == null ? null : new InternalFileContent(path, pruning.cut(path, text));
    }

    @Override
    public InternalFileContent getContentForInclusion(IIndexFileLocation location, String path) {
        return getContentForInclusion(path, null);
    }

    private String find(String path) {
        String known = texts.get(path);
        if (known != null) {
            return known;
        }
        String text = onceFound(path);
        if (path.endsWith(Leniency.DIVERTED)) {
            text = leniency.includes(path.substring(HEADERS.length() + 1));
        }
        if (text != null) {
            if (isLibrary(path)) {
                text = leniency.hide(text);
            }
            texts.put(path, text);
        }
        return text;
    }

    /** The text of the file at {@code path}, whether it is included or not; null if there is none. */
    String onceFound(String path) {
        return path.startsWith("/:") ? bundled(path.substring(2)) : onDisk(path);
    }

    private static String bundled(String name) {
        String text = BUNDLED.computeIfAbsent(name, n -> n.endsWith("/") ? "" : read(n));
        return text.isEmpty() ? null : text;
    }

    private static String read(String name) {
        String text = Bundled.text(name);
        return text == null ? "" : text;
    }

    private String onDisk(String path) {
        Path file = Path.of(path);
        if (source.folder() == null || !Files.isRegularFile(file)) {
            return null;
        }
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return null;
        }
    }

    /** The headers that {@code #include <…>} finds; those that are parts of others are not told. */
    static List<String> known() {
        return Bundled.list(Bundled.HEADERS, ".h").stream()
                .filter(name -> !name.equals("quiesce_builtin.h") && !name.contains("/__q_")).toList();
    }

    /** The headers that are parts of others, each with the one that it is a part of: it includes that one first. */
    static Map<String, String> parts() {
        Map<String, String> parts = new TreeMap<>();
        for (String name : Bundled.list(Bundled.HEADERS, ".h")) {
            Matcher whole = name.contains("/__q_") ? INCLUDE.matcher(Bundled.text(Bundled.HEADERS + name)) : null;
            if (whole != null && whole.find() && !whole.group(1).contains("/__q_") && !whole.group(1).startsWith("quiesce")) {
                parts.put(name, whole.group(1));
            }
        }
        return parts;
    }
}
