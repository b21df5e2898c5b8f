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

    /** What stands behind {@code quiesce replay}, as the command gets it: the model, the scenario, options, the schedule. */
    static List<String> arguments(CheckResult result, Trace trace, Style style) {
        List<String> arguments = new ArrayList<>(List.of(result.model(), result.scenario()));
        if (Words.hasVariant(result)) {
            arguments.addAll(List.of("--variant", result.variant()));
        }
        if (result.memory() != MemoryModel.SC) {
            arguments.addAll(List.of("--memory", result.memory().option()));
        }
        arguments.addAll(style.arguments());
        arguments.add(Lines.ascii(trace.schedule()));
        return arguments;
    }

    private static List<String> words(CheckResult result, Trace trace, Style style) {
        List<String> arguments = arguments(result, trace, style);
        List<String> words = new ArrayList<>(List.of("quiesce", "replay", quote(arguments.get(0)), quote(arguments.get(1))));
        words.addAll(pairs(arguments.subList(2, arguments.size() - 1)));
        words.add("'" + arguments.getLast().replace("'", "'\\''") + "'");
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
