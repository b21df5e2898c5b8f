package dev.quiesce.architecture;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The text of a Java source file, and what of it is code. */
public final class JavaText {
    /** The first that begins wins, so that a quote in a comment is no literal, and a slash in a literal no comment. */
    private static final Pattern NO_CODE = Pattern.compile(
            """
            //[^\\n]*
            | /\\*  (?s:.*?)  (?: \\*/ | \\z )
            | \"{3} (?: \\\\ (?s:.) | (?! \"{3} ) [^\\\\] )*+ (?: \"{3} | \\z )
            | "     (?: \\\\ . | [^"\\\\\\n] )*+ "?
            | '     (?: \\\\ . | [^'\\\\\\n] )*+ '?
            """,
            Pattern.COMMENTS);

    private JavaText() {}

    /** The text with every comment and literal blanked out: what is left stands at the line and column where it stood. */
    public static String code(String text) {
        return NO_CODE.matcher(text).replaceAll(JavaText::blank);
    }

    private static String blank(MatchResult noCode) {
        return noCode.group().replaceAll("[^\\n]", " ");
    }
}
