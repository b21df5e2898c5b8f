package dev.quiesce.lang;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Each {@code #if} must have its {@code #endif}: CDT reads to the end of the file and says nothing. */
final class Conditionals {
    private static final Pattern DIRECTIVE = Pattern.compile("\\s*#\\s*(if|ifdef|ifndef|endif)\\b.*");

    private Conditionals() {}

    static void check(SourceFiles files, Problems problems) {
        for (String path : files.users()) {
            check(files.shown(path), files.text(path), problems);
        }
    }

    private static void check(String file, String text, Problems problems) {
        Deque<Integer> open = new ArrayDeque<>();
        String[] lines = Comments.blank(text).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher directive = DIRECTIVE.matcher(lines[i].stripTrailing());
            if (!directive.matches()) {
                continue;
            }
            if (!directive.group(1).equals("endif")) {
                open.push(i + 1);
            } else if (!open.isEmpty()) {
                open.pop();
            }
        }
        open.forEach(line -> problems.add(Diagnostic.error(file, line, 1, "unterminated '#if'", "add '#endif'")));
    }
}
