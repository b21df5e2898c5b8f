package dev.quiesce.report;

/** Text inside XML and HTML. */
final class Markup {
    private Markup() {}

    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n', '\t' -> out.append(c);
                default -> out.append(c < ' ' ? '?' : c);
            }
        }
        return out.toString();
    }

    /** {@code  name="value"}, with a space in front. */
    static String attribute(String name, String value) {
        return " " + name + "=\"" + escape(value) + "\"";
    }
}
