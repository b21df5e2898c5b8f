package dev.quiesce.lang.litmus;

/**
 * The header of a test: its first line, and whatever stands before the initial state.
 *
 * @param name the name in the first line
 * @param end  position of the brace that opens the initial state
 */
record Header(String name, int end) {
    /** Reads {@code C NAME}, then skips comments, a quoted sentence and the generator's {@code key=value} lines. */
    static Header read(Source source) {
        String text = source.text();
        int start = 0;
        while (start < text.length() && (Character.isWhitespace(text.charAt(start)) || text.charAt(start) == '\uFEFF')) {
            start++;
        }
        int endOfLine = text.indexOf('\n', start);
        String line = text.substring(start, endOfLine < 0 ? text.length() : endOfLine).strip();
        if (!line.startsWith("C ") && !line.startsWith("C\t")) {
            throw source.error(start, "a litmus test for the Linux kernel begins with a line 'C NAME'");
        }
        return new Header(line.substring(2).strip(), openingBrace(source, endOfLine < 0 ? text.length() : endOfLine));
    }

    private static int openingBrace(Source source, int from) {
        String text = source.text();
        int at = from;
        while (at < text.length()) {
            if (text.charAt(at) == '{') {
                return at;
            }
            if (text.startsWith("(*", at)) {
                at = Lexer.afterNestedComment(source, at);
            } else if (text.charAt(at) == '"') {
                int close = text.indexOf('"', at + 1);
                if (close < 0) {
                    throw source.error(at, "string is not closed; add '\"'");
                }
                at = close + 1;
            } else {
                at++;
            }
        }
        throw source.error(text.length(), "the initial state is missing; write '{}' before P0 if everything starts as 0");
    }
}
