package dev.quiesce.lang.litmus;

/**
 * A token is a word of the text and where it stands.
 *
 * @param offset position of its first character in the text
 * @param end    position after its last character
 */
record Token(Kind kind, String text, int offset, int end) {
    enum Kind {
        NAME, NUMBER, STRING, SYMBOL, END
    }

    boolean is(String word) {
        return text.equals(word) && kind != Kind.STRING;
    }

    boolean isName() {
        return kind == Kind.NAME;
    }

    boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    boolean isEnd() {
        return kind == Kind.END;
    }

    /** How a message quotes it. */
    String quoted() {
        return isEnd() ? "the end of the file" : "'" + text + "'";
    }
}
