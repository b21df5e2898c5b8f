package dev.quiesce.report;

import java.util.ArrayList;
import java.util.List;

/** Lines of 75 ASCII columns. */
final class Lines {
    static final int WIDTH = 75;
    /** Characters behind which a statement may go on in the next line, and those behind which it may if it must. */
    private static final String GOOD_BREAKS = ",;(|=";
    private static final String POOR_BREAKS = "&>.[_";

    private Lines() {}

    /** {@code text} on one line, with a question mark for every character that a mail might garble; an ellipsis is dots. */
    static String ascii(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (char c : text.replace("\u2026", "...").toCharArray()) {
            out.append(c == '\n' || c == '\t' ? ' ' : c < ' ' || c > '~' ? '?' : c);
        }
        return out.toString();
    }

    /** {@code text} behind {@code indent} columns, wrapped at {@link #WIDTH}; further lines hang two columns deeper than it begins. */
    static List<String> indented(int indent, String text) {
        int own = text.length() - text.stripLeading().length();
        return wrap(text, WIDTH - indent, own + 2).stream().map(line -> " ".repeat(indent) + line).toList();
    }

    /** {@code text} in lines of at most {@code width} columns, all but the first one indented by {@code hang}. */
    static List<String> wrap(String text, int width, int hang) {
        List<String> lines = new ArrayList<>();
        String rest = ascii(text).stripTrailing();
        String lead = "";
        while (lead.length() + rest.length() > width) {
            int end = breakBefore(rest, Math.max(1, width - lead.length()));
            lines.add(lead + rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
            lead = " ".repeat(Math.min(hang, width / 2));
        }
        lines.add(lead + rest);
        return lines;
    }

    /** Where to cut {@code text} so that at most {@code width} columns stay: at a space, else behind an operator. */
    private static int breakBefore(String text, int width) {
        int leading = text.length() - text.stripLeading().length();
        int space = text.lastIndexOf(' ', width);
        if (space > leading && space >= width / 3) {
            return space;
        }
        for (String breaks : List.of(GOOD_BREAKS, POOR_BREAKS)) {
            for (int end = width; end > leading + width / 3; end--) {
                boolean inOperator = end < text.length() && breaks.indexOf(text.charAt(end)) >= 0;
                if (breaks.indexOf(text.charAt(end - 1)) >= 0 && !inOperator) {
                    return end;
                }
            }
        }
        return Math.min(width, text.length());
    }

    /** At most {@code width} columns of {@code text}, with dots where something was cut off. */
    static String clip(String text, int width) {
        String line = ascii(text);
        return line.length() <= width ? line : line.substring(0, Math.max(0, width - 3)).stripTrailing() + "...";
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
