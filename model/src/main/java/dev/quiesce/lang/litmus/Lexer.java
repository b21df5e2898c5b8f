package dev.quiesce.lang.litmus;

import dev.quiesce.lang.litmus.Token.Kind;

/**
 * Splits the text of a litmus test into tokens, with one token of look-ahead.
 *
 * <p>A litmus test is two languages. In the initial state and in the condition a comment is {@code (* … *)}, which
 * nests; inside a process it is that of C, and {@code (*p)} is a dereference. Whoever reads a section says which
 * language it is in with {@link #restart}.
 */
final class Lexer {
    /** Whose comments are skipped. */
    enum Comments {
        /** {@code (* … *)}, nesting. */
        ML,
        /** {@code /* … *}{@code /} and {@code // …}. */
        C,
        /** Both, between processes. */
        BOTH
    }

    private static final String[] LONG_SYMBOLS = {"<<", ">>", "->", "==", "!=", "<>", "<=", ">=", "&&", "||", "/\\", "\\/",
        "=>", "++", "--", "+=", "-=", "*=", "&=", "|=", "^="};

    private final Source source;
    private final String text;
    private Comments comments;
    private int position;
    private Token current;

    Lexer(Source source, int offset, Comments comments) {
        this.source = source;
        this.text = source.text();
        restart(offset, comments);
    }

    Source source() {
        return source;
    }

    /** Goes on at {@code offset} in another language. */
    void restart(int offset, Comments language) {
        position = offset;
        comments = language;
        current = scan();
    }

    /** The token that comes next. */
    Token peek() {
        return current;
    }

    boolean at(String word) {
        return current.is(word);
    }

    /** The token that came next; now another one does. */
    Token take() {
        Token taken = current;
        current = scan();
        return taken;
    }

    /** Takes the next token if it is {@code word}. */
    boolean accept(String word) {
        if (!at(word)) {
            return false;
        }
        take();
        return true;
    }

    /** Takes the next token, which must be {@code word}; {@code why} ends the complaint if it is not. */
    Token expect(String word, String why) {
        if (!at(word)) {
            throw source.error(current, "expected '" + word + "' " + why + ", found " + current.quoted());
        }
        return take();
    }

    Token expectName(String what) {
        if (!current.isName()) {
            throw source.error(current, "expected " + what + ", found " + current.quoted());
        }
        return take();
    }

    /** A number with its sign, if any. */
    long number() {
        boolean negative = accept("-");
        if (!current.isNumber()) {
            throw source.error(current, "expected a number, found " + current.quoted());
        }
        long value = valueOf(take());
        return negative ? -value : value;
    }

    /** What a number token says. */
    long valueOf(Token number) {
        String digits = number.text().replaceAll("[uUlL]+$", "");
        try {
            return digits.startsWith("0x") || digits.startsWith("0X")
                ? Long.parseUnsignedLong(digits.substring(2), 16)
                : Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw source.error(number, "'" + number.text() + "' is not a number that fits 64 bits; write a decimal one");
        }
    }

    private Token scan() {
        skipBlanks();
        if (position >= text.length()) {
            return new Token(Kind.END, "", text.length(), text.length());
        }
        int start = position;
        char first = text.charAt(start);
        if (Character.isLetter(first) || first == '_') {
            return word(Kind.NAME, start);
        }
        if (Character.isDigit(first)) {
            return word(Kind.NUMBER, start);
        }
        if (first == '"') {
            return string(start);
        }
        for (String symbol : LONG_SYMBOLS) {
            if (text.startsWith(symbol, start)) {
                return symbol(start, symbol.length());
            }
        }
        return symbol(start, 1);
    }

    private Token word(Kind kind, int start) {
        while (position < text.length() && isWordPart(text.charAt(position))) {
            position++;
        }
        return new Token(kind, text.substring(start, position), start, position);
    }

    private Token string(int start) {
        int end = text.indexOf('"', start + 1);
        if (end < 0) {
            throw source.error(start, "string is not closed; add '\"'");
        }
        position = end + 1;
        return new Token(Kind.STRING, text.substring(start + 1, end), start, position);
    }

    private Token symbol(int start, int length) {
        position = start + length;
        return new Token(Kind.SYMBOL, text.substring(start, position), start, position);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void skipBlanks() {
        int before;
        do {
            before = position;
            while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
                position++;
            }
            if (comments != Comments.C && text.startsWith("(*", position)) {
                position = afterNestedComment(source, position);
            } else if (comments != Comments.ML && text.startsWith("/*", position)) {
                position = after("*/", position + 2, "comment is not closed; add '*/'");
            } else if (comments != Comments.ML && text.startsWith("//", position)) {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end;
            }
        } while (position != before);
    }

    private int after(String end, int from, String complaint) {
        int found = text.indexOf(end, from);
        if (found < 0) {
            throw source.error(position, complaint);
        }
        return found + end.length();
    }

    /** The position after the {@code (* … *)} that starts at {@code start}. */
    static int afterNestedComment(Source source, int start) {
        String text = source.text();
        int depth = 0;
        int at = start;
        do {
            if (text.startsWith("(*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*)", at)) {
                depth--;
                at += 2;
            } else if (at >= text.length()) {
                throw source.error(start, "comment is not closed; add '*)'");
            } else {
                at++;
            }
        } while (depth > 0);
        return at;
    }
}
