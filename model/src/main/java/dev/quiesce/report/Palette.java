package dev.quiesce.report;

import dev.quiesce.check.Verdict;

/** Colour for a terminal; without colour the text is the same. */
record Palette(boolean on) {
    private static final String END = "\033[0m";

    /** {@code text} in the colour of a verdict. */
    String verdict(Verdict verdict, String text) {
        return paint(switch (verdict) {
            case PROVED -> "32";
            case VIOLATED -> "31";
            case PROBABLE, BOUNDED -> "33";
            case ERROR -> "35";
        }, text);
    }

    String bold(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return on ? "\033[" + code + "m" + text + END : text;
    }
}
