package dev.quiesce.lang.litmus;

import dev.quiesce.lang.Diagnostic;
import dev.quiesce.lang.ModelException;
import dev.quiesce.program.Site;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A source is the text of a litmus test and the name it goes by; it turns positions into lines and columns. */
final class Source {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final String file;
    private final String text;
    private final int[] lineStarts;

    Source(String file, String text) {
        this.file = file;
        this.text = text;
        int[] starts = new int[text.length() + 1];
        int lines = 1;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            starts[lines++] = end + 1;
        }
        this.lineStarts = Arrays.copyOf(starts, lines);
    }

    String file() {
        return file;
    }

    String text() {
        return text;
    }

    /** The error that {@code message} stands for, at {@code offset}. */
    ModelException error(int offset, String message) {
        return new ModelException(List.of(Diagnostic.error(file, line(offset), column(offset), message)));
    }

    ModelException error(Token token, String message) {
        return error(token.offset(), message);
    }

    /** The site of what stands between two positions. */
    Site site(int offset, int end) {
        String words = BLANKS.matcher(text.substring(offset, Math.max(offset, end))).replaceAll(" ").strip();
        return new Site(file, line(offset), column(offset), line(end), column(end), words, false);
    }

    private int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private int column(int offset) {
        return offset - lineStarts[line(offset) - 1] + 1;
    }
}
