package dev.quiesce.lang;

/** Hints for names that nobody declared. */
final class Suggestions {
    private Suggestions() {}

    /** What to do about {@code name}: include the bundled header that defines it, if there is one. */
    static String header(String name) {
        if (name.equals("setjmp") || name.equals("longjmp")) {
            return "jumps out of a function are not supported: return an error code";
        }
        if (name.equals("NULL")) {
            return "#include <linux/types.h>";
        }
        for (String header : SourceFiles.known()) {
            String text = Bundled.text(Bundled.HEADERS + header);
            if (text != null && defines(text, name)) {
                return "#include <" + header + ">";
            }
        }
        return "declare it, or include the header that does";
    }

    private static boolean defines(String text, String name) {
        int at = text.indexOf(name);
        while (at >= 0) {
            int end = at + name.length();
            boolean whole = (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)))
                    && (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end)));
            int lineStart = text.lastIndexOf('\n', at) + 1;
            String before = text.substring(lineStart, at);
            if (whole && (before.matches("#\\s*define\\s+") || before.matches("(static\\s|extern\\s|struct\\s|enum\\s).*"))) {
                return true;
            }
            at = text.indexOf(name, end);
        }
        return false;
    }
}
