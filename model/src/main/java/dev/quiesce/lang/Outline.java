package dev.quiesce.lang;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The outline of a C file: its directives and declarations one after the other, and which of them only matter to those who
 * name them. Told by form, without preprocessing.
 *
 * @param text   without comments, as long as it was
 * @param pieces those that say anything, in order
 */
record Outline(String text, List<Piece> pieces) {
    /** What looks like the name of a function and is none. */
    private static final Set<String> NO_NAMES = Set.of("__attribute__", "typeof", "__typeof__");

    /**
     * @param names of the macro or the function that this defines; empty if it matters to everybody
     * @param words every identifier in it
     * @param pastes the names that each {@code ##} in it makes, as {@link Definition} has them
     */
    record Piece(int from, int to, Set<String> names, Set<String> words, Set<String> pastes) {}

    static Outline of(String source) {
        String text = Comments.blank(source);
        return new Outline(text, new Scan(text).pieces());
    }

    /** The one pass over the text. */
    private static final class Scan {
        private final String text;
        private final char[] chars;
        private final List<Piece> pieces = new ArrayList<>();
        private Set<String> names = new HashSet<>();
        private Set<String> words = new HashSet<>();
        private int at;

        Scan(String text) {
            this.text = text;
            chars = text.toCharArray();
        }

        List<Piece> pieces() {
            while (skipSpace()) {
                names = new HashSet<>();
                words = new HashSet<>();
                int from = at;
                if (chars[at] == '#') {
                    Set<String> pastes = directive();
                    pieces.add(new Piece(from, at, names, words, pastes));
                } else {
                    if (!declaration()) {
                        names = Set.of();
                    }
                    pieces.add(new Piece(from, at, names, words, Set.of()));
                }
            }
            return pieces;
        }

        private boolean skipSpace() {
            while (at < chars.length && chars[at] <= ' ') {
                at++;
            }
            return at < chars.length;
        }

        /** Past a directive; what it pastes. */
        private Set<String> directive() {
            int from = at;
            int end = text.indexOf('\n', at);
            while (end > 0 && (chars[end - 1] == '\\' || chars[end - 1] == '\r' && chars[end - 2] == '\\')) {
                end = text.indexOf('\n', end + 1);
            }
            end = end < 0 ? chars.length : end;
            while (at < end) {
                token();
            }
            String line = text.substring(from, at);
            if (!words.remove("define")) {
                return Set.of();
            }
            Definition macro = Definition.of(line);
            names.add(macro.name());
            return macro.pastes();
        }

        /** Past a declaration; true if it is the definition of a function, with nothing conditional in it. */
        private boolean declaration() {
            int depth = 0;
            boolean plain = true;
            boolean body = false;
            char before = ' ';
            while (at < chars.length) {
                char c = chars[at];
                if (c == '#' && startsLine()) {
                    plain = false;
                    directive();
                    continue;
                }
                String word = token();
                switch (c) {
                    case '(', '[', '{' -> {
                        body |= c == '{' && depth == 0 && before == ')';
                        depth++;
                    }
                    case ')', ']', '}' -> {
                        depth--;
                        if (c == '}' && depth == 0 && body) {
                            return plain;
                        }
                    }
                    case ';' -> {
                        if (depth == 0) {
                            return false;
                        }
                    }
                    default -> {
                        if (word != null && depth == 0 && !body && opens() && !NO_NAMES.contains(word)) {
                            names.add(word);
                        }
                    }
                }
                before = c > ' ' ? c : before;
            }
            return false;
        }

        private boolean startsLine() {
            int i = at - 1;
            while (i >= 0 && (chars[i] == ' ' || chars[i] == '\t')) {
                i--;
            }
            return i < 0 || chars[i] == '\n';
        }

        private boolean opens() {
            int i = at;
            while (i < chars.length && chars[i] <= ' ') {
                i++;
            }
            return i < chars.length && chars[i] == '(';
        }

        /** Past one token; the identifier that it is, or null. */
        private String token() {
            char c = chars[at];
            if (Definition.isWord(c)) {
                int from = at;
                while (at < chars.length && Definition.isWord(chars[at])) {
                    at++;
                }
                if (c <= '9') {
                    return null;
                }
                String word = text.substring(from, at);
                words.add(word);
                return word;
            }
            at = c == '"' || c == '\'' ? Math.min(Comments.literal(text, at), chars.length) : at + 1;
            return null;
        }
    }
}
