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

    private static Variant parse(String text) {
        Matcher variant = VARIANT.matcher(text);
        if (!variant.matches()) {
            return null;
        }
        String[] parts = variant.group(1).split(",", -1);
        String name = parts[0].strip();
        if (!NAME.matcher(name).matches()) {
            return null;
        }
        Map<String, String> macros = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            Matcher macro = MACRO.matcher(parts[i].strip());
            if (!macro.matches()) {
                return null;
            }
            macros.put(macro.group(1), macro.group(2) == null ? "1" : macro.group(2));
        }
        return new Variant(name, macros);
    }
}
