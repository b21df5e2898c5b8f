package dev.quiesce.lang;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;

/** What is missing in a text that cannot be parsed, as far as its brackets tell. */
final class Unbalanced {
    private static final Pattern STRUCT = Pattern.compile("\\b(?:struct|union)\\b[^;(){}=]*$");
    private static final Pattern WORD_AT_END = Pattern.compile("\\w$");
    /** Words before a parenthesis that is not the argument list of a call, so that a brace behind it may be a compound literal's. */
    private static final Set<String> NO_CALLS = Set.of("return", "sizeof", "typeof", "__typeof__");

    private final String text;
    private final Deque<Integer> open = new ArrayDeque<>();
    /** Where the last bracket that was closed had been opened. */
    private int closed = -1;

    private Unbalanced(String text) {
        this.text = text;
    }

    /** What is missing, and the offset of what it is missing before or, if {@code after}, behind. */
    record Gap(String missing, int offset, boolean after) {}

    /** The first gap in {@code text}, which has no comments; null if its brackets tell of none. */
    static Gap in(String text) {
        return new Unbalanced(text).find();
    }

    /** The outermost bracket in {@code text}, which has no comments, that has no end; -1 if there is none. */
    static int open(String text) {
        Unbalanced scan = new Unbalanced(text);
        return scan.find() == null && !scan.open.isEmpty() ? scan.open.peekLast() : -1;
    }

    private Gap find() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                i = literal(i);
                continue;
            }
            Gap gap = at(c, i);
            if (gap != null) {
                return gap;
            }
            i++;
        }
        return null;
    }

    private int literal(int from) {
        int i = from + 1;
        while (i < text.length() && text.charAt(i) != text.charAt(from)) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private Gap at(char c, int i) {
        boolean inParentheses = !open.isEmpty() && text.charAt(open.peek()) == '(';
        switch (c) {
            case '(' -> open.push(i);
            case '{' -> {
                if (inParentheses && followsOperand(i)) {
                    return new Gap(")", i, false);
                }
                open.push(i);
            }
            case ';' -> {
                if (inParentheses && !wordBefore(open.peek()).equals("for")) {
                    return new Gap(")", i, false);
                }
            }
            case ')' -> {
                if (!inParentheses) {
                    return open.isEmpty() ? null : new Gap("(", i, false);
                }
                closed = open.pop();
            }
            case '}' -> {
                if (inParentheses) {
                    return new Gap(")", i, false);
                }
                if (open.isEmpty()) {
                    return null;
                }
                closed = open.pop();
                return unfinishedMember(i);
            }
            default -> {
                // no bracket
            }
        }
        return null;
    }

    /** True if a brace at {@code i} stands behind a whole operand: neither a statement expression's nor a compound literal's does. */
    private boolean followsOperand(int i) {
        String before = text.substring(0, i).stripTrailing();
        if (before.endsWith(")")) {
            String word = wordBefore(closed);
            return !word.isEmpty() && !NO_CALLS.contains(word);
        }
        return WORD_AT_END.matcher(before).find() || before.endsWith("]") || before.endsWith("++") || before.endsWith("--");
    }

    private String wordBefore(int i) {
        String before = text.substring(0, i).stripTrailing();
        int from = before.length();
        while (from > 0 && Character.isJavaIdentifierPart(before.charAt(from - 1))) {
            from--;
        }
        return before.substring(from);
    }

    /** The last member of the struct that ends at {@code i} has no semicolon. */
    private Gap unfinishedMember(int i) {
        String before = text.substring(0, i).stripTrailing();
        boolean ended = before.length() - 1 == closed || before.endsWith(";");
        return !ended && STRUCT.matcher(text.substring(0, closed)).find() ? new Gap(";", before.length() - 1, true) : null;
    }
}
