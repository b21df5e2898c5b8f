package dev.quiesce.lang;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Directives that CDT reads over in silence although they matter: an {@code #if} without its end, pragmas, what is behind a header. */
final class Directives {
    private static final Pattern DIRECTIVE = Pattern.compile("\\s*#\\s*(if|ifdef|ifndef|endif)\\b.*");
    private static final Pattern PRAGMA = Pattern.compile(".*(#\\s*pragma\\s+|_Pragma\\s*\\(\\s*\")(pack|quiesce|scalar_storage_order|ms_struct)\\b.*");

    private static final Pattern INCLUDE = Pattern.compile("\\s*#\\s*include\\s*(?:<[^>]*>|\"[^\"]*\")\\s*(\\S.*)");

    private Directives() {}

    static void check(SourceFiles files, Problems problems) {
        for (String path : files.users()) {
            comment(files.shown(path), files.text(path), problems);
            String[] lines = Comments.blank(files.text(path)).split("\n", -1);
            conditionals(files.shown(path), lines, problems);
            pragmas(files.shown(path), lines, files.isMain(path), problems);
            includes(files.shown(path), lines, problems);
        }
    }

    private static void comment(String file, String text, Problems problems) {
        int open = Comments.unterminated(text);
        if (open >= 0) {
            int line = 1 + (int) text.substring(0, open).chars().filter(c -> c == '\n').count();
            problems.add(Diagnostic.error(file, line, open - text.lastIndexOf('\n', open), "this comment has no end", "add '*/'"));
        }
    }

    private static void conditionals(String file, String[] lines, Problems problems) {
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < lines.length; i++) {
            Matcher directive = lines[i].indexOf('#') < 0 ? null : DIRECTIVE.matcher(lines[i].stripTrailing());
            if (directive == null || !directive.matches()) {
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

    private static void includes(String file, String[] lines, Problems problems) {
        for (int i = 0; i < lines.length; i++) {
            Matcher include = INCLUDE.matcher(lines[i].stripTrailing());
            if (include.matches()) {
                problems.add(Diagnostic.error(file, i + 1, include.start(1) + 1,
                        "'" + include.group(1) + "' behind the name of a header", "write it on a line of its own, or leave it out"));
            }
        }
    }

    private static void pragmas(String file, String[] lines, boolean main, Problems problems) {
        for (int i = 0; i < lines.length; i++) {
            Matcher pragma = lines[i].indexOf('#') < 0 && !lines[i].contains("_Pragma") ? null
                    : PRAGMA.matcher(lines[i].stripTrailing());
            if (pragma == null || !pragma.matches() || main && pragma.group(2).equals("quiesce")) {
                continue;
            }
            boolean ours = pragma.group(2).equals("quiesce");
            problems.add(Diagnostic.error(file, i + 1, 1, ours ? "variants are declared in the model's own file"
                    : "'#pragma " + pragma.group(2) + "' is not supported", ours ? "move this pragma there"
                    : "put __attribute__((packed)) on the struct"));
        }
    }
}
