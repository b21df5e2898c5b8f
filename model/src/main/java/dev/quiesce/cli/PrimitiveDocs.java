package dev.quiesce.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The documentation of the kernel's primitives, as the bundled headers have it: every definition with the comment above
 * it. A comment holds for the definitions that follow it, up to the next comment or empty line.
 */
final class PrimitiveDocs {
    private static final Pattern DEFINED = Pattern.compile("#define (\\w+).*"
        + "|(?:static |extern |inline |__always_inline |struct |enum |unsigned |long |const )*\\w+[ *]+(\\w+)\\(.*"
        + "|(?:struct|enum|union) (\\w+) \\{.*");
    private static final Pattern TYPE = Pattern.compile("typedef .*\\b(\\w+);|\\} (\\w+);");
    private static final Pattern PART = Pattern.compile("\\A/\\*[^*]*part of ([\\w/]+\\.h)");
    private static final String INTERNAL = "__q_";
    private static final int LONGEST = 30;

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * A definition.
     *
     * @param comment what it means, without the marks of a comment; empty if nothing is said
     */
    record Entry(String name, String header, String comment, String definition) {}

    /** Reads headers: their texts by their names. */
    PrimitiveDocs(Map<String, String> headers) {
        headers.forEach((header, text) -> read(shown(header, text), text.lines().toList()));
    }

    /** The header to include for what {@code header} has: a part names its whole in its first comment. */
    private static String shown(String header, String text) {
        Matcher whole = PART.matcher(text);
        return header.contains(INTERNAL) && whole.find() ? whole.group(1) : header;
    }

    /** What is known about {@code name}, null if nothing. */
    Entry find(String name) {
        return entries.get(name);
    }

    /** The names that a user may ask for. */
    Set<String> names() {
        return entries.keySet().stream().filter(name -> !name.toLowerCase(Locale.ROOT).startsWith(INTERNAL))
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private void read(String header, List<String> lines) {
        String before = "";
        String comment = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("/*")) {
                before = comment.isEmpty() ? before : comment;
                comment = "";
            }
            if (line.startsWith("/*")) {
                int end = i;
                while (!lines.get(end).contains("*/") && end + 1 < lines.size()) {
                    end++;
                }
                comment = plain(lines.subList(i, end + 1));
                comment = comment.contains("part of linux/") ? "" : comment;
                i = end;
            } else {
                // A comment that says "the same" means nothing without the one before it.
                boolean leans = comment.contains("the same") && !before.isEmpty();
                define(header, leans ? before + "\n" + comment : comment, lines, i);
            }
        }
    }

    private void define(String header, String comment, List<String> lines, int at) {
        String name = name(lines, at);
        if (name == null) {
            return;
        }
        Entry entry = new Entry(name, header, comment, definition(lines, at));
        entries.merge(name, entry, (old, young) -> old.comment().isEmpty() ? young : old);
    }

    /** What the line defines, a typedef in as many lines as it takes; null if nothing. */
    private static String name(List<String> lines, int at) {
        Matcher defined = DEFINED.matcher(lines.get(at));
        if (!lines.get(at).startsWith("typedef ")) {
            return !defined.matches() ? null
                : defined.group(1) != null ? defined.group(1) : defined.group(2) != null ? defined.group(2) : defined.group(3);
        }
        for (int i = at; i < lines.size() && (i == at || !lines.get(i).isBlank()); i++) {
            Matcher type = TYPE.matcher(lines.get(i));
            if (type.matches()) {
                return type.group(1) != null ? type.group(1) : type.group(2);
            }
        }
        return null;
    }

    /** The definition that begins at a line: a macro with its further lines, a function or a type with its body. */
    private static String definition(List<String> lines, int at) {
        List<String> found = new ArrayList<>();
        boolean macro = lines.get(at).startsWith("#");
        boolean single = !macro && lines.get(at).endsWith(";");
        for (int i = at; i < lines.size(); i++) {
            String line = lines.get(i);
            found.add(line);
            boolean ends = macro ? !line.endsWith("\\") : single || line.startsWith("}");
            if (ends) {
                return String.join("\n", found);
            }
            if (found.size() == LONGEST) {
                break;
            }
        }
        return String.join("\n", found) + "\n...";
    }

    private static String plain(List<String> comment) {
        return String.join("\n", comment).strip().replaceAll("^/\\*+|\\*+/$", "").lines()
            .map(line -> line.strip().replaceFirst("^\\* ?", "")).collect(Collectors.joining("\n")).strip();
    }
}
