package dev.quiesce.program;

import java.util.Objects;

/**
 * A site is the place in the source that an instruction came from: a range and the text a reader sees there.
 *
 * @param file      the file as it is shown, relative to where the user stands or to the bundled resources
 * @param line      first line, counted from 1; 0 where there is no source
 * @param column    first column, counted from 1
 * @param endLine   last line
 * @param endColumn column after the last character
 * @param text      the statement or expression as written, white space folded, on one line
 * @param library   true if the file is a bundled header, so that reports prefer the caller's site
 */
public record Site(String file, int line, int column, int endLine, int endColumn, String text, boolean library) {
    /** The site of what no source line asked for, such as a thread's start. */
    public static final Site NONE = new Site("", 0, 0, 0, 0, "", true);

    public Site {
        Objects.requireNonNull(file);
        Objects.requireNonNull(text);
    }

    /** {@code file:line}, as findings quote it. */
    public String position() {
        return file + ":" + line;
    }

    @Override
    public String toString() {
        return position() + ": " + text;
    }
}
