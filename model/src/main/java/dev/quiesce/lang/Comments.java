package dev.quiesce.lang;

/** Comments and string literals of C text, for what must be told before a preprocessor has run. */
final class Comments {
    private Comments() {}

    /** {@code text} with every comment replaced by blanks, character for character; line ends stay. */
    static String blank(String text) {
        if (text.indexOf('/') < 0) {
            return text;
        }
        char[] out = text.toCharArray();
        blank(text, out);
        return new String(out);
    }

    /** Where the comment begins that {@code text} ends in; -1 if there is none. */
    static int unterminated(String text) {
        return blank(text, text.toCharArray());
    }

    private static int blank(String text, char[] out) {
        int i = 0;
        while (i < out.length) {
            char c = out[i];
            if (c == '"' || c == '\'') {
                i = literal(text, i);
            } else if (c != '/') {
                i++;
            } else if (text.startsWith("//", i)) {
                int end = text.indexOf('\n', i);
                i = erase(out, i, end < 0 ? text.length() : end);
            } else if (text.startsWith("/*", i)) {
                int end = text.indexOf("*/", i + 2);
                if (end < 0) {
                    erase(out, i, text.length());
                    return i;
                }
                i = erase(out, i, end + 2);
            } else {
                i++;
            }
        }
        return -1;
    }

    /** The position after the literal that begins at {@code start}, or after the line that it does not end in. */
    static int literal(String text, int start) {
        char quote = text.charAt(start);
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != quote && text.charAt(i) != '\n') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private static int erase(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] != '\n') {
                text[i] = ' ';
            }
        }
        return to;
    }
}
