package dev.quiesce.lang;

import dev.quiesce.lang.Outline.Piece;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.cdt.internal.core.parser.scanner.CharArray;

/**
 * Pruning blanks out what the bundled headers define and a model cannot name: macros and functions whose names occur neither in
 * its files, nor on the command line, nor in what these name in turn, conditionals and all. What is left keeps its place,
 * character for character. Most of the time of reading a small model would otherwise go into headers.
 *
 * <p>What is blanked out cannot be expanded or called: an identifier gets into a translation unit by being written in it, or
 * by {@code ##}, whose known sides are looked for in all names. A model that is refused with pruned headers is read again with
 * whole ones, for the message's sake.
 */
final class Pruning {
    /** Blanks out nothing. */
    static final Pruning NONE = new Pruning(Map.of(), Set.of());

    private static final Pattern INCLUDE = Pattern.compile("#\\s*include\\s*([<\"])([^>\"\\n]+)[>\"]\\s*");
    private static final Map<String, Outline> HEADERS = new ConcurrentHashMap<>();

    private final Map<String, Outline> headers;
    private final Set<Piece> kept;
    private final Map<String, CharArray> texts = new ConcurrentHashMap<>();

    private Pruning(Map<String, Outline> headers, Set<Piece> kept) {
        this.headers = headers;
        this.kept = kept;
    }

    /** What can be pruned for the model in {@code files}, in all its variants; nothing if that cannot be told. */
    static Pruning of(SourceFiles files, Map<String, String> macros) {
        Finder finder = new Finder(files);
        if (!finder.open(Set.of(files.main()))) {
            return NONE;
        }
        return new Pruning(finder.headers, finder.kept(macros));
    }

    /** {@code text}, which stands at {@code path}, without what nobody can name. The same object each time: it knows its hash. */
    CharArray cut(String path, String text) {
        Outline outline = headers.get(path);
        return outline == null ? new CharArray(text) : texts.computeIfAbsent(path, _ -> cut(outline));
    }

    private CharArray cut(Outline outline) {
        char[] text = outline.text().toCharArray();
        for (Piece piece : outline.pieces()) {
            if (!piece.names().isEmpty() && !kept.contains(piece)) {
                for (int i = piece.from(); i < piece.to(); i++) {
                    text[i] = text[i] == '\n' ? '\n' : ' ';
                }
            }
        }
        return new CharArray(text);
    }

    /** Finds all files that a model may include, and what in them it may name. */
    private static final class Finder {
        private final SourceFiles files;
        private final Map<String, Outline> headers = new HashMap<>();
        private final List<Outline> users = new ArrayList<>();
        private final Set<String> opened = new HashSet<>();
        private final Map<String, List<Piece>> definitions = new HashMap<>();
        private final Set<Piece> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Set<String> seen = new HashSet<>();
        private final Set<String> pasted = new HashSet<>();
        private final Deque<String> words = new ArrayDeque<>();

        Finder(SourceFiles files) {
            this.files = files;
        }

        /** False if what the files at {@code paths}, and those that they include, include cannot be told. */
        boolean open(Set<String> paths) {
            Set<String> included = new LinkedHashSet<>();
            for (Map.Entry<String, Outline> file : outlines(paths).entrySet()) {
                Outline outline = file.getValue();
                if (files.isLibrary(file.getKey())) {
                    headers.put(file.getKey(), outline);
                } else {
                    users.add(outline);
                }
                for (Piece piece : outline.pieces()) {
                    if (includes(piece.words())
                        && !includes(file.getKey(), outline.text().substring(piece.from(), piece.to()), included)) {
                        return false;
                    }
                }
            }
            return included.isEmpty() || open(included);
        }

        /** The outlines of those of {@code paths} that are files and have not been opened, made several at a time. */
        private Map<String, Outline> outlines(Set<String> paths) {
            Map<String, Outline> found = new ConcurrentHashMap<>();
            paths.stream().filter(opened::add).toList().parallelStream().forEach(path -> {
                String text = files.isMain(path) ? files.text(path) : files.onceFound(path);
                if (text != null) {
                    found.put(path, files.isLibrary(path) ? HEADERS.computeIfAbsent(path, _ -> Outline.of(text)) : Outline.of(text));
                }
            });
            return found;
        }

        /** True if the name of a directive is among {@code words} that reads another file. */
        private static boolean includes(Set<String> words) {
            return words.contains("include") || words.contains("include_next") || words.contains("import");
        }

        /** False if it cannot be told what {@code directive} includes, true if that is now among {@code included}. */
        private boolean includes(String path, String directive, Set<String> included) {
            Matcher include = INCLUDE.matcher(directive);
            if (!include.matches() || include.group(2).contains("..")) {
                return false;
            }
            String name = include.group(2);
            String beside = path.substring(0, path.lastIndexOf('/') + 1) + name;
            boolean own = include.group(1).equals("\"") && files.onceFound(beside) != null;
            included.add(own ? beside : SourceFiles.HEADERS + "/" + name);
            return true;
        }

        Set<Piece> kept(Map<String, String> macros) {
            for (Outline header : headers.values()) {
                for (Piece piece : header.pieces()) {
                    piece.names().forEach(name -> definitions.computeIfAbsent(name, _ -> new ArrayList<>()).add(piece));
                }
            }
            users.forEach(user -> user.pieces().forEach(this::keep));
            headers.values().forEach(header -> header.pieces().stream().filter(p -> p.names().isEmpty()).forEach(this::keep));
            macros.forEach((name, value) -> keepText("#define " + name + " " + value));
            Parsing.PREDEFINED.forEach((name, value) -> keepText("#define " + name + " " + value));
            while (!words.isEmpty()) {
                definitions.getOrDefault(words.pop(), List.of()).forEach(this::keep);
            }
            return kept;
        }

        private void keepText(String text) {
            Outline.of(text).pieces().forEach(this::keep);
        }

        private void keep(Piece piece) {
            if (kept.add(piece)) {
                piece.words().forEach(this::reach);
                piece.pastes().stream().filter(pasted::add).forEach(paste ->
                    definitions.keySet().stream().filter(name -> Definition.mayMake(paste, name)).forEach(this::reach));
            }
        }

        private void reach(String word) {
            if (seen.add(word)) {
                words.push(word);
            }
        }
    }
}
