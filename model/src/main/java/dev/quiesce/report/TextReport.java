package dev.quiesce.report;

import dev.quiesce.check.CheckResult;
import java.util.ArrayList;
import java.util.List;

/** The report for a terminal or a mail: a matrix of all rows, a block for each, a summary. */
final class TextReport {
    private static final int LABEL_WIDTH = 36;
    private final Palette palette;
    private final RowText rows;

    TextReport(Style style) {
        palette = new Palette(style.colour());
        rows = new RowText(style);
    }

    String render(List<CheckResult> results) {
        List<String> lines = new ArrayList<>();
        if (results.size() > 1) {
            matrix(results, lines);
        }
        for (CheckResult result : results) {
            lines.addAll(rows.block(result));
            lines.add("");
        }
        lines.add(Words.summary(results));
        return String.join("\n", lines) + "\n";
    }

    /** One line a row, under the name of its model. */
    private void matrix(List<CheckResult> results, List<String> lines) {
        int width = Math.min(LABEL_WIDTH, results.stream().mapToInt(row -> Words.label(row).length()).max().orElse(0));
        String model = null;
        for (CheckResult result : results) {
            if (!result.model().equals(model)) {
                model = result.model();
                lines.add(Lines.ascii(model));
            }
            String label = Lines.pad(Lines.clip(Words.label(result), width), width);
            String verdict = palette.verdict(result.verdict(), Lines.pad(result.verdict().name(), 8));
            String rest = brief(result, Lines.WIDTH - width - 14);
            lines.add(((result.asExpected() ? "  " : "! ") + label + "  " + verdict + "  " + rest).stripTrailing());
        }
        lines.add("");
    }

    /** What was found, and whether that is what the model is meant to do. */
    private static String brief(CheckResult result, int room) {
        String mark = result.asExpected() ? "as expected" : "NOT AS EXPECTED";
        return switch (result.verdict()) {
            case PROVED -> (result.litmus() == null ? "" : result.litmus().observation() + ", ") + mark + (result.vacuous() ? ", but VACUOUS" : "");
            case VIOLATED -> Lines.clip(result.finding().words(), room - mark.length() - 2) + ", " + mark;
            case BOUNDED -> Lines.clip(result.bound(), room);
            case ERROR -> Lines.clip(result.message(), room);
        };
    }
}
