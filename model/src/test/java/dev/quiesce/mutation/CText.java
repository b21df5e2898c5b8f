package dev.quiesce.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** C text with places in it: calls, their arguments, the functions they stand in. Comments and strings are blank. */
final class CText {
    private static final Pattern UNSEEN =
        Pattern.compile("/\\*.*?\\*/|//[^\n]*|\"(?:\\\\.|[^\"\\\\\n])*\"|(?m:^[ \t]*#(?:[^\\\\\n]|\\\\.)*)", Pattern.DOTALL);
    private static final Pattern BODY = Pattern.compile("^([^\\s#/*{}][^;{}]*?\\b(\\w+)\\s*\\([^;{}]*\\)[^;{}]*)\\n\\{(.*?)^\\}",
        Pattern.MULTILINE | Pattern.DOTALL);

    /** The text of a call from its name to its closing parenthesis. */
    record Call(String name, int from, int to, List<String> arguments, String function) {
        String argument() {
            return arguments.isEmpty() ? "" : arguments.getFirst();
        }
    }

    /** A function of the file; {@code from} and {@code to} are where its body begins and ends. */
    private record Body(String name, int from, int to) {}

    final String text;
    final String seen;
    private final List<Body> bodies = new ArrayList<>();

    CText(String text) {
        this.text = text;
        StringBuilder blank = new StringBuilder(text);
        for (Matcher m = UNSEEN.matcher(text); m.find();) {
            for (int i = m.start(); i < m.end(); i++) {
                blank.setCharAt(i, text.charAt(i) == '\n' ? '\n' : ' ');
            }
        }
        this.seen = blank.toString();
        for (Matcher m = BODY.matcher(seen); m.find();) {
            bodies.add(new Body(m.group(2), m.start(3), m.end(3)));
        }
    }

    /** The calls, inside functions, of what {@code name} matches. */
    List<Call> calls(String name) {
        List<Call> calls = new ArrayList<>();
        for (Matcher m = Pattern.compile("(?<![\\w.>])(" + name + ")\\s*\\(").matcher(seen); m.find();) {
            int to = closing(m.end() - 1);
            String function = function(m.start());
            if (to > 0 && !function.isEmpty()) {
                calls.add(new Call(m.group(1), m.start(), to, arguments(m.end(), to - 1), function));
            }
        }
        return calls;
    }

    /** Behind the parenthesis that closes the one at {@code open}; -1 if none does. */
    int closing(int open) {
        int depth = 0;
        for (int i = open; i < seen.length(); i++) {
            char c = seen.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    private List<String> arguments(int from, int to) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int start = from;
        for (int i = from; i <= to; i++) {
            char c = i == to ? ',' : seen.charAt(i);
            if (c == ',' && depth == 0) {
                arguments.add(text.substring(start, i).strip());
                start = i + 1;
            }
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
        }
        return arguments;
    }

    /** The function that {@code at} is in, empty if none. */
    String function(int at) {
        return bodies.stream().filter(b -> b.from <= at && at < b.to).map(Body::name).findFirst().orElse("");
    }

    /** The number of the line, from 1. */
    int line(int at) {
        return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    }

    /** The line without what indents it. */
    String lineText(int at) {
        int from = text.lastIndexOf('\n', at - 1) + 1;
        int to = text.indexOf('\n', at);
        return text.substring(from, to < 0 ? text.length() : to).replaceAll("/\\*.*?\\*/", "").strip().replaceAll("\\s+", " ");
    }

    /** True if what is at {@code from} is a statement: nothing but blanks before it in the line, or a brace or semicolon. */
    boolean isStatement(int from, int to) {
        int before = from - 1;
        while (before >= 0 && Character.isWhitespace(seen.charAt(before))) {
            before--;
        }
        boolean begins = before < 0 || ";{})".indexOf(seen.charAt(before)) >= 0 || seen.startsWith("else", before - 3);
        int behind = to;
        while (behind < seen.length() && Character.isWhitespace(seen.charAt(behind))) {
            behind++;
        }
        return begins && behind < seen.length() && seen.charAt(behind) == ';';
    }

    /** The place of the first thing behind {@code at} that is no blank. */
    int next(int at) {
        int i = at;
        while (i < seen.length() && Character.isWhitespace(seen.charAt(i))) {
            i++;
        }
        return i;
    }
}
