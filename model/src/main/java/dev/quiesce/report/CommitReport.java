package dev.quiesce.report;

import dev.quiesce.check.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The report as paragraphs of a commit message: what breaks, the picture of it, what was proved. */
final class CommitReport {
    private final Style style;

    CommitReport(Style style) {
        this.style = style;
    }

    String render(List<CheckResult> results) {
        List<String> lines = new ArrayList<>();
        for (CheckResult result : results) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(paragraph(result));
        }
        return String.join("\n", lines.stream().map(CommitReport::harmless).toList()) + "\n";
    }

    private List<String> paragraph(CheckResult result) {
        List<String> lines = new ArrayList<>(Lines.wrap(sentence(result), Lines.WIDTH, 0));
        if (result.violation() != null && result.trace() != null) {
            RowText.trace(result.trace(), lines);
            lines.add("");
            lines.addAll(ReplayLine.lines(result, result.trace(), style, 2, ""));
        }
        return lines;
    }

    private static String sentence(CheckResult result) {
        String name = "Model " + result.model() + (result.scenario().isEmpty() ? "" : ", " + Words.label(result));
        String size = Words.searched(result) + (result.byGraphs() ? "" : ", depth " + result.statistics().depth())
            + ", memory model " + Words.memory(result);
        return about(result) + name + switch (result.verdict()) {
            case PROVED -> result.litmus() != null ? ": " + result.litmus().observation() + ", as expected."
                : ": " + Words.proved(result) + " (" + size + (result.vacuous() ? "; vacuous: a cover is never reached" : "")
                + ").";
            case PROBABLE -> ": " + Words.proved(result) + " (" + size + "; " + result.message().replace("\n", "; ") + ").";
            case VIOLATED -> " is violated: " + Words.headline(result.violation()) + " ("
                + Words.located(result.violation()) + ")" + (result.trace() == null ? "." : " after " + Words.length(result.trace()) + ":");
            case BOUNDED -> ": " + Words.bounded(result) + " within a bound (" + result.bound() + "; " + size + ").";
            case ERROR -> " cannot be judged: " + result.message().lines().map(String::strip).collect(Collectors.joining("; ")) + ".";
        };
    }

    private static String about(CheckResult result) {
        String about = Lines.ascii(result.about()).strip();
        if (about.isEmpty()) {
            return "";
        }
        boolean ended = ".!?".indexOf(about.charAt(about.length() - 1)) >= 0;
        return Character.toUpperCase(about.charAt(0)) + about.substring(1) + (ended ? " " : ". ");
    }

    /** Git drops lines that start with a hash. */
    private static String harmless(String line) {
        return line.startsWith("#") ? " " + line : line;
    }
}
