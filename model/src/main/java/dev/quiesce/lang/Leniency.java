package dev.quiesce.lang;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A leniency is what reading a file once more may do for it: bring in headers that the kernel's would have brought along, and
 * hide in the bundled headers what the file defines itself.
 *
 * @param headers bundled headers to include where the first one is included
 * @param hidden  names that in bundled headers are others than in the user's files
 */
record Leniency(Set<String> headers, Set<String> hidden) {
    /** How a header's name ends that stands for several, in place of {@code .h}. */
    static final String DIVERTED = ".+";
    static final Leniency NONE = new Leniency(Set.of(), Set.of());

    private static final Pattern WORD = Pattern.compile("\\b[A-Za-z_]\\w+\\b");
    private static final Pattern WORD_OR_INCLUDE = Pattern.compile("(?m)^[ \\t]*#[ \\t]*include\\b.*$|" + WORD);
    private static final Pattern INCLUDE = Pattern.compile("(?m)^[ \\t]*#[ \\t]*include[ \\t]*<((?:linux|net)/[^>]+)>");
    private static final Pattern ANY_INCLUDE = Pattern.compile("(?m)^[ \\t]*#[ \\t]*include[ \\t]*<([^>\\n]+\\.h)>");
    private static final Pattern ENUM = Pattern.compile("\\benum\\b[^;{}()]*\\{([^}]*)\\}");
    private static final Pattern ENUMERATOR = Pattern.compile("(?:^|,)\\s*(\\w+)");
    /** A macro; a type; a type's or an object's name; a function with its body: each at the start of a line. No label. */
    private static final Pattern DEFINITION = Pattern.compile("(?m)^[ \\t]*#[ \\t]*define[ \\t]+(\\w+)"
            + "|^(?:typedef\\s+)?(?:struct|union|enum)\\s+(\\w+)[^;{}()]*\\{"
            + "|^(?!(?:struct|union|enum)\\s+\\w+\\s*;)(?:\\}|[A-Za-z_][^:;{}#()=]*?)\\s*\\b(\\w+)\\s*(?:\\[[^\\]\\n]*\\]\\s*)?"
            + "(?:__attribute__\\s*\\(\\([^;{}=]*?\\)\\)\\s*)?[=;]"
            + "|^[A-Za-z_][^:;{}#()=]*?\\b(\\w+)\\s*\\((?:[^(){};]|\\([^()]*\\))*\\)\\s*\\{");
    /** The group of it that is a type's name. */
    private static final int TAG = 2;
    private static final Map<String, Names> NAMES = new ConcurrentHashMap<>();
    private static final Map<String, Set<String>> DEFINED = new ConcurrentHashMap<>();

    boolean isNone() {
        return headers.isEmpty() && hidden.isEmpty();
    }

    /** This, and the headers that define what the files just read name and nothing they include defines. */
    Leniency withHeaders(SourceFiles files) {
        Set<String> words = new LinkedHashSet<>();
        Set<String> defined = new TreeSet<>();
        boolean kernel = false;
        for (String path : files.read()) {
            String text = Comments.blank(files.text(path));
            if (files.isLibrary(path)) {
                defined.addAll(defined(path, text));
                continue;
            }
            kernel |= INCLUDE.matcher(text).find();
            defined.addAll(definitions(text));
            WORD.matcher(text).results().forEach(word -> words.add(word.group()));
        }
        words.removeAll(defined);
        Set<String> missing = new TreeSet<>(headers);
        if (kernel && !words.isEmpty()) {
            Map<String, String> offered = new TreeMap<>(SourceFiles.parts());
            SourceFiles.known().forEach(header -> offered.put(header, header));
            offered.forEach((file, header) -> {
                Set<String> names = defined(file, null);
                if (words.stream().anyMatch(names::contains)) {
                    missing.add(header);
                }
            });
        }
        return new Leniency(missing, hidden);
    }

    /** This, and the names that the files just read define although a header that they include does so too. */
    Leniency withHidden(SourceFiles files) {
        Names own = new Names();
        Names others = new Names();
        for (String path : files.read()) {
            String text = Comments.blank(files.text(path));
            if (!files.isLibrary(path)) {
                own.addAll(names(text));
            } else if (!files.shown(path).startsWith("quiesce")) {
                others.addAll(namesOf(path, text));
            }
        }
        Set<String> clashing = own.clashingWith(others);
        clashing.addAll(hidden);
        return new Leniency(headers, clashing);
    }

    /** What is defined at file scope: the tags of structs, unions and enums, which clash with one another only, and all else. */
    private record Names(Set<String> tags, Set<String> ordinary) {
        Names() {
            this(new TreeSet<>(), new TreeSet<>());
        }

        void addAll(Names more) {
            tags.addAll(more.tags);
            ordinary.addAll(more.ordinary);
        }

        Set<String> all() {
            Set<String> all = new TreeSet<>(tags);
            all.addAll(ordinary);
            return all;
        }

        Set<String> clashingWith(Names other) {
            Set<String> both = new TreeSet<>(tags);
            both.retainAll(other.tags);
            ordinary.stream().filter(other.ordinary::contains).forEach(both::add);
            return both;
        }
    }

    /** {@code text}, a bundled header, under whose names nobody else's can be found. */
    String hide(String text) {
        if (hidden.isEmpty()) {
            return text;
        }
        return WORD_OR_INCLUDE.matcher(text).replaceAll(word -> Matcher.quoteReplacement(
                hidden.contains(word.group()) ? "__q_hidden_" + word.group() : word.group()));
    }

    /** {@code text}, a model, as long as it is, whose first header is one that {@link #includes} stands for. */
    String divert(String text) {
        Matcher first = ANY_INCLUDE.matcher(Comments.blank(text));
        if (headers.isEmpty() || !first.find()) {
            return text;
        }
        return text.substring(0, first.end(1) - DIVERTED.length()) + DIVERTED + text.substring(first.end(1));
    }

    /** What stands in place of the header that was {@code diverted}: that header itself, then those to be brought in. */
    String includes(String diverted) {
        StringBuilder lines = new StringBuilder(line(diverted.substring(0, diverted.length() - DIVERTED.length()) + ".h"));
        headers.forEach(header -> lines.append(line(header)));
        return lines.toString();
    }

    private static String line(String header) {
        return "#include <" + header + ">\n";
    }

    private static Set<String> defined(String header, String text) {
        return DEFINED.computeIfAbsent(header, _ -> namesOf(header, text).all());
    }

    private static Names namesOf(String header, String text) {
        return NAMES.computeIfAbsent(header, _ -> names(
                text != null ? text : Comments.blank(Bundled.text(Bundled.HEADERS + header))));
    }

    /** What {@code text}, without comments, defines at file scope. Told by its form, so that wrong text will do. */
    static Set<String> definitions(String text) {
        return names(text).all();
    }

    private static Names names(String text) {
        Names names = new Names();
        Matcher definition = DEFINITION.matcher(text);
        while (definition.find()) {
            for (int group = 1; group <= definition.groupCount(); group++) {
                if (definition.group(group) != null) {
                    (group == TAG ? names.tags : names.ordinary).add(definition.group(group));
                }
            }
        }
        ENUM.matcher(text).results().forEach(body ->
                ENUMERATOR.matcher(body.group(1)).results().forEach(one -> names.ordinary.add(one.group(1))));
        return names;
    }
}
