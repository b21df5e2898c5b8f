package dev.quiesce.lang;

import dev.quiesce.lang.types.CRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/** Hints for names that nobody declared. */
final class Suggestions {
    private static final Pattern MACRO = Pattern.compile("(?m)^#\\s*define\\s+([A-Za-z]\\w*)");

    /** Sources of random numbers with more values than can be tried. */
    private static final Set<String> ANY_NUMBER = Set.of("get_random_u8", "get_random_u16", "get_random_u32", "get_random_u64",
            "get_random_long", "get_random_int", "get_random_bytes", "prandom_u32", "get_random_once");

    private Suggestions() {}

    /** What to do about {@code name}, which nobody declared. */
    static String symbol(Scope scope, String name) {
        String header = header(name);
        String close = header.isEmpty() ? closest(name, scope.names(), true) : null;
        close = header.isEmpty() && close == null ? closest(name, macros(), false) : close;
        return !header.isEmpty() ? header : close != null ? "is it '" + close + "'?" : "no bundled header has it: define it in the model";
    }

    /** What to do about {@code record}, whose members nobody defined. */
    static String tag(Scope scope, CRecord record) {
        String header = header(record.tag());
        String close = header.isEmpty() ? closest(record.tag(), scope.completeTags(), false) : null;
        String near = close == null ? "define its members, or include the header that does" : "is it '" + close + "'?";
        return header.isEmpty() ? near : header;
    }

    /** The macros that bundled headers define. */
    private static List<String> macros() {
        List<String> names = new ArrayList<>();
        for (String header : SourceFiles.known()) {
            MACRO.matcher(Bundled.text(Bundled.HEADERS + header)).results().map(macro -> macro.group(1)).forEach(names::add);
        }
        return names;
    }

    /** The refusal of a member that {@code record} does not have. */
    static Refusal member(IASTNode node, CRecord record, String name) {
        List<String> names = new ArrayList<>();
        members(record, names);
        String close = closest(name, names, true);
        return new Refusal(node, "'" + record + "' has no member '" + name + "'", close == null ? "" : "is it '" + close + "'?");
    }

    private static void members(CRecord record, List<String> names) {
        for (CRecord.Field field : record.fields()) {
            if (field.name().isEmpty() && field.type() instanceof CRecord inner) {
                members(inner, names);
            } else {
                names.add(field.name());
            }
        }
    }

    /**
     * The candidate that {@code name} may have been meant to be: a slip of the pen away, or, if {@code abbreviated},
     * its end; null if none is.
     */
    private static String closest(String name, Collection<String> candidates, boolean abbreviated) {
        int most = Math.min(2, name.length() / 3);
        String best = null;
        for (String candidate : candidates) {
            int distance = abbreviated && candidate.endsWith("_" + name) && name.length() > 2 ? 1 : Spelling.distance(name, candidate);
            if (!candidate.startsWith("__q_") && distance <= most) {
                most = distance - 1;
                best = candidate;
            }
        }
        return best;
    }

    /** What to do about {@code name}: include the bundled header that defines it, if there is one; empty if not. */
    static String header(String name) {
        if (name.equals("setjmp") || name.equals("longjmp")) {
            return "jumps out of a function are not supported: return an error code";
        }
        if (ANY_NUMBER.contains(name)) {
            return "every value would have to be tried: write get_random_u32_below(n) of <linux/random.h>";
        }
        if (name.equals("NULL")) {
            return "#include <linux/types.h>";
        }
        if (name.length() < 3) {
            return "";
        }
        Map<String, String> offered = new LinkedHashMap<>();
        SourceFiles.known().forEach(header -> offered.put(header, header));
        offered.putAll(SourceFiles.parts());
        for (Map.Entry<String, String> file : offered.entrySet()) {
            String text = Bundled.text(Bundled.HEADERS + file.getKey());
            if (text != null && defines(text, name)) {
                return "#include <" + file.getValue() + ">";
            }
        }
        return "";
    }

    /** What to do about {@code <header>} or {@code "header"}, which is not there. */
    static String inclusion(String header) {
        String name = header.replaceAll("[<>\"]", "");
        if (header.startsWith("\"")) {
            return "put it where the model is, or write #include <...> for a bundled one";
        }
        String file = name.substring(name.lastIndexOf('/') + 1);
        String close = closest(name, SourceFiles.known(), false);
        for (String known : SourceFiles.known()) {
            close = close == null && known.equals("linux/" + file) ? known : close;
        }
        return (close == null ? "" : "is it <" + close + ">? ") + "'quiesce doc headers' lists those that are bundled";
    }

    /** How the macro {@code name} is written, as {@code kmalloc(size, gfp)}; empty if no bundled header has it. */
    static String form(String name) {
        Pattern definition = Pattern.compile("(?m)^#\\s*define\\s+(" + Pattern.quote(name) + "\\([^)]*\\))");
        for (String header : Bundled.list(Bundled.HEADERS, ".h")) {
            Matcher macro = definition.matcher(Bundled.text(Bundled.HEADERS + header));
            if (macro.find()) {
                return macro.group(1);
            }
        }
        return "";
    }

    private static boolean defines(String text, String name) {
        int at = text.indexOf(name);
        while (at >= 0) {
            int end = at + name.length();
            boolean whole = (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)))
                    && (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end)));
            int lineStart = text.lastIndexOf('\n', at) + 1;
            String before = text.substring(lineStart, at);
            boolean tag = before.matches("(.*\\s)?(struct|union|enum)\\s+");
            boolean body = text.substring(end).stripLeading().startsWith("{");
            if (whole && (before.matches("#\\s*define\\s+")
                    || before.matches("(static\\s|extern\\s|struct\\s|union\\s|enum\\s|typedef\\s|\\}\\s*)[^()]*") && (!tag || body))) {
                return true;
            }
            at = text.indexOf(name, end);
        }
        return false;
    }
}
