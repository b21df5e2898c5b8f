package dev.quiesce.lang;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variants that a file declares: {@code #pragma quiesce variant(NAME[, MACRO[=VALUE]...])}. */
final class Variants {
    private static final Pattern PRAGMA = Pattern.compile("\\s*#\\s*pragma\\s+quiesce\\b(.*)");
    private static final Pattern VARIANT = Pattern.compile("\\s*variant\\s*\\((.*)\\)\\s*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final Pattern MACRO = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\s*(?:=\\s*(.*))?");
    private static final String FORM = "write '#pragma quiesce variant(NAME)' or '#pragma quiesce variant(NAME, MACRO=VALUE)'";

    private Variants() {}

    /** A variant: the file is read with {@code macros} defined. */
    record Variant(String name, Map<String, String> macros) {}

    /** Those of {@code source} in order; one called {@code default} if it declares none. */
    static List<Variant> of(Source source) {
        Map<String, Variant> variants = new LinkedHashMap<>();
        List<Diagnostic> errors = new ArrayList<>();
        String[] lines = Comments.blank(source.text()).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher pragma = lines[i].indexOf('#') < 0 ? null : PRAGMA.matcher(lines[i].replace("\r", ""));
            if (pragma == null || !pragma.matches()) {
                continue;
            }
            int line = i + 1;
            Variant variant = parse(pragma.group(1));
            if (variant == null) {
                errors.add(Diagnostic.error(source.name(), line, 1, "unknown quiesce pragma", FORM));
            } else if (variants.putIfAbsent(variant.name, variant) != null) {
                errors.add(Diagnostic.error(source.name(), line, 1, "variant '" + variant.name + "' is declared twice",
                        "give each variant a name of its own"));
            }
        }
        if (!errors.isEmpty()) {
            throw new ModelException(errors);
        }
        return variants.isEmpty() ? List.of(new Variant("default", Map.of())) : List.copyOf(variants.values());
    }

    /** {@code text} cut at its commas, but for those inside of brackets and of literals. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                i = Comments.literal(text, i) - 1;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            } else {
                depth += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static Variant parse(String text) {
        Matcher variant = VARIANT.matcher(text);
        if (!variant.matches()) {
            return null;
        }
        List<String> parts = parts(variant.group(1));
        String name = parts.getFirst().strip();
        if (!NAME.matcher(name).matches()) {
            return null;
        }
        Map<String, String> macros = new LinkedHashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            Matcher macro = MACRO.matcher(part.strip());
            if (!macro.matches()) {
                return null;
            }
            macros.put(macro.group(1), macro.group(2) == null ? "1" : macro.group(2));
        }
        return new Variant(name, macros);
    }
}
