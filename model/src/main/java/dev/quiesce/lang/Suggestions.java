package dev.quiesce.lang;

import dev.quiesce.lang.types.CRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/** Hints for names that nobody declared. */
final class Suggestions {
    private Suggestions() {}

    /** What to do about {@code name}, which nobody declared. */
    static String symbol(Scope scope, String name) {
        String header = header(name);
        String close = header.isEmpty() ? closest(name, scope.names()) : null;
        return !header.isEmpty() ? header : close != null ? "is it '" + close + "'?" : "declare it, or include the header that does";
    }

    /** The refusal of a member that {@code record} does not have. */
    static Refusal member(IASTNode node, CRecord record, String name) {
        List<String> names = new ArrayList<>();
        members(record, names);
        String close = closest(name, names);
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

    /** The candidate that {@code name} may have been meant to be: a slip of the pen away, or an abbreviation; null if none is. */
    private static String closest(String name, Collection<String> candidates) {
        int most = Math.min(2, name.length() / 3);
        String best = null;
        for (String candidate : candidates) {
            int distance = candidate.endsWith("_" + name) && name.length() > 2 ? 1 : distance(name, candidate, most);
            if (!candidate.startsWith("__q_") && distance <= most) {
                most = distance - 1;
                best = candidate;
            }
        }
        return best;
    }

    /** How many characters to insert, drop or replace; more than {@code most} if it is more. */
    private static int distance(String a, String b, int most) {
        if (Math.abs(a.length() - b.length()) > most) {
            return most + 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    /** What to do about {@code name}: include the bundled header that defines it, if there is one; empty if not. */
    static String header(String name) {
        if (name.equals("setjmp") || name.equals("longjmp")) {
            return "jumps out of a function are not supported: return an error code";
        }
        if (name.equals("NULL")) {
            return "#include <linux/types.h>";
        }
        if (name.length() < 3) {
            return "";
        }
        for (String header : SourceFiles.known()) {
            String text = Bundled.text(Bundled.HEADERS + header);
            if (text != null && defines(text, name)) {
                return "#include <" + header + ">";
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
            if (whole && (before.matches("#\\s*define\\s+") || before.matches("(static\\s|extern\\s|struct\\s|enum\\s).*"))) {
                return true;
            }
            at = text.indexOf(name, end);
        }
        return false;
    }
}
