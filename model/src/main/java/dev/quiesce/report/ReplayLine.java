package dev.quiesce.report;

import dev.quiesce.check.CheckResult;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.simulate.Trace;
import java.util.ArrayList;
import java.util.List;

/** The command that shows a trace again, as a shell takes it. */
final class ReplayLine {
    private ReplayLine() {}

    /** On one line. */
    static String of(CheckResult result, Trace trace, Style style) {
        return String.join(" ", words(result, trace, style));
    }

    /** Behind {@code indent} columns and {@code title}; a long one goes on behind backslashes, a long schedule inside its quotes. */
    static List<String> lines(CheckResult result, Trace trace, Style style, int indent, String title) {
        String margin = " ".repeat(indent);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(margin).append(title);
        boolean empty = true;
        for (String word : words(result, trace, style)) {
            if (!empty && line.length() + 1 + word.length() + 2 > Lines.WIDTH) {
                lines.add(line + " \\");
                line = new StringBuilder(margin).append("  ");
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.addAll(Lines.wrap(line.toString(), Lines.WIDTH, indent + 3));
        return lines;
    }

    private static List<String> words(CheckResult result, Trace trace, Style style) {
        List<String> words = new ArrayList<>(List.of("quiesce", "replay", quote(result.model()), quote(result.scenario())));
        if (Words.hasVariant(result)) {
            words.add("--variant " + quote(result.variant()));
        }
        if (result.memory() != MemoryModel.SC) {
            words.add("--memory " + result.memory().option());
        }
        words.addAll(pairs(style.arguments()));
        words.add("'" + Lines.ascii(trace.schedule()).replace("'", "'\\''") + "'");
        return words;
    }

    /** An option and its value stay on one line. */
    private static List<String> pairs(List<String> arguments) {
        List<String> pairs = new ArrayList<>();
        for (String argument : arguments) {
            boolean value = !argument.startsWith("-") && !pairs.isEmpty();
            pairs.add(value ? pairs.removeLast() + " " + quote(argument) : quote(argument));
        }
        return pairs;
    }

    private static String quote(String word) {
        return word.matches("[A-Za-z0-9_./:=,+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
