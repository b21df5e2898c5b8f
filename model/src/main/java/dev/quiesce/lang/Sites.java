package dev.quiesce.lang;

import dev.quiesce.program.Site;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.cdt.core.dom.ast.IASTCompoundStatement;
import org.eclipse.cdt.core.dom.ast.IASTDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTFileLocation;
import org.eclipse.cdt.core.dom.ast.IASTForStatement;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/** Where nodes of the syntax tree stand in the text. What a macro expands to stands where the macro is named. */
final class Sites {
    /** A line for the preprocessor within a statement. */
    private static final Pattern DIRECTIVE = Pattern.compile("(?<=\\n)[ \\t]*#(?:[^\\n\\\\]|\\\\\\r?\\n|\\\\)*");

    private final SourceFiles files;
    private final Map<String, int[]> lineStarts = new HashMap<>();
    private final Map<Range, Site> known = new HashMap<>();

    Sites(SourceFiles files) {
        this.files = files;
    }

    /** A piece of a file as the preprocessor knows it. */
    private record Range(String path, int from, int to) {}

    /** A place, as a diagnostic names it. */
    record Position(String file, int line, int column) {}

    Position position(IASTNode node) {
        Site site = of(node);
        return new Position(site.file(), site.line(), site.column());
    }

    /** What stands {@code offset} characters behind the start of {@code node}. */
    Position position(IASTNode node, int offset) {
        IASTFileLocation location = location(node);
        int at = location.getNodeOffset() + offset;
        Site site = site(new Range(location.getFileName(), at, at + 1));
        return new Position(site.file(), site.line(), site.column());
    }

    /** The text of {@code node} as it stands in the file, with blanks for comments. */
    String raw(IASTNode node) {
        IASTFileLocation location = location(node);
        String text = location == null ? null : files.text(location.getFileName());
        if (text == null) {
            return "";
        }
        int from = Math.min(location.getNodeOffset(), text.length());
        return Comments.blank(text.substring(from, Math.min(from + location.getNodeLength(), text.length())));
    }

    /** The whole node; of a declarator, what it declares. */
    Site at(IASTNode node) {
        return node instanceof IASTDeclarator declarator ? of(declarator) : of(node);
    }

    /** The whole node. */
    Site of(IASTNode node) {
        IASTFileLocation location = location(node);
        if (location == null) {
            return Site.NONE;
        }
        int from = location.getNodeOffset();
        return site(new Range(location.getFileName(), from, from + location.getNodeLength()));
    }

    /** What {@code declarator} declares, from its name on, without the stars before it. */
    Site of(IASTDeclarator declarator) {
        IASTFileLocation whole = location(declarator);
        IASTFileLocation name = declarator.getName() == null ? null : declarator.getName().getFileLocation();
        if (whole == null || name == null || declarator.getNestedDeclarator() != null
                || !name.getFileName().equals(whole.getFileName()) || name.getNodeOffset() < whole.getNodeOffset()) {
            return of((IASTNode) declarator);
        }
        int end = whole.getNodeOffset() + whole.getNodeLength();
        return site(new Range(whole.getFileName(), name.getNodeOffset(), end));
    }

    /** {@code statement} up to where {@code body} starts: the head of an {@code if} or a loop. */
    Site head(IASTNode statement, IASTNode body) {
        IASTFileLocation whole = location(statement);
        IASTFileLocation rest = location(body);
        if (whole == null || rest == null || !rest.getFileName().equals(whole.getFileName())
                || rest.getNodeOffset() <= whole.getNodeOffset()) {
            return of(statement);
        }
        return site(new Range(whole.getFileName(), whole.getNodeOffset(), rest.getNodeOffset()));
    }

    /** The text of the file up to the first character that is no blank behind the node, that one included. */
    String through(IASTNode node) {
        IASTFileLocation location = location(node);
        String text = location == null ? null : files.text(location.getFileName());
        if (text == null) {
            return "";
        }
        String blank = Comments.blank(text);
        int end = Math.min(location.getNodeOffset() + location.getNodeLength(), blank.length());
        while (end < blank.length() && Character.isWhitespace(blank.charAt(end))) {
            end++;
        }
        return blank.substring(0, Math.min(end + 1, blank.length()));
    }

    /** The last character of the node: the brace that ends a function. */
    Site end(IASTNode node) {
        IASTFileLocation location = location(node);
        if (location == null || location.getNodeLength() == 0) {
            return of(node);
        }
        int end = location.getNodeOffset() + location.getNodeLength();
        return site(new Range(location.getFileName(), end - 1, end));
    }

    /** Where {@code left} is left and what {@code declaration} declares is cleaned up. */
    Site leaving(IASTNode left, IASTNode declaration) {
        Site where = left instanceof IASTCompoundStatement || left instanceof IASTForStatement ? end(left) : of(left);
        return new Site(where.file(), where.line(), where.column(), where.endLine(), where.endColumn(),
                "end of " + of(declaration).text(), where.library());
    }

    /** True if the node stands in the file that was asked for or in a header of the user's. */
    boolean isUsers(IASTNode node) {
        IASTFileLocation location = location(node);
        return location != null && !files.isLibrary(location.getFileName());
    }

    private static IASTFileLocation location(IASTNode node) {
        IASTNode at = node;
        IASTFileLocation location = at.getFileLocation();
        while (location == null && at.getParent() != null) {
            at = at.getParent();
            location = at.getFileLocation();
        }
        return location;
    }

    private Site site(Range range) {
        return known.computeIfAbsent(range, this::make);
    }

    private Site make(Range range) {
        String text = files.text(range.path);
        if (text == null) {
            return Site.NONE;
        }
        int from = Math.min(range.from, text.length());
        int to = Math.min(range.to, text.length());
        int[] starts = lineStarts.computeIfAbsent(range.path, _ -> starts(text));
        String shown = fold(text.substring(from, to));
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        int line = line(starts, from);
        int endLine = line(starts, to);
        return new Site(files.shown(range.path), line, from - starts[line - 1] + 1, endLine, to - starts[endLine - 1] + 1,
                shown, files.isLibrary(range.path));
    }

    private static int line(int[] starts, int offset) {
        int at = Arrays.binarySearch(starts, offset);
        return at >= 0 ? at + 1 : -at - 1;
    }

    private static int[] starts(String text) {
        int[] starts = new int[64];
        int lines = 1;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            if (lines == starts.length) {
                starts = Arrays.copyOf(starts, lines * 2);
            }
            starts[lines++] = end + 1;
        }
        return Arrays.copyOf(starts, lines);
    }

    /** What is in a head stands before the first directive; one within parentheses is left out alone. */
    private static String withoutDirectives(String text) {
        Matcher directive = DIRECTIVE.matcher(text);
        if (!directive.find()) {
            return text;
        }
        String before = text.substring(0, directive.start());
        boolean whole = before.chars().filter(c -> c == '(').count() == before.chars().filter(c -> c == ')').count();
        return whole && !before.isBlank() ? before : directive.replaceAll("");
    }

    /** One line without comments and directives, white space folded, without the semicolon at the end. */
    static String fold(String text) {
        String plain = text.indexOf('/') < 0 ? text : Comments.blank(text);
        plain = plain.indexOf('\n') < 0 ? plain : withoutDirectives(plain);
        StringBuilder line = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            boolean spliced = c == '\\' && i + 1 < plain.length() && "\r\n".indexOf(plain.charAt(i + 1)) >= 0;
            if (!spliced && !Character.isWhitespace(c)) {
                line.append(c);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == ';')) {
            end--;
        }
        return line.substring(0, end);
    }
}
