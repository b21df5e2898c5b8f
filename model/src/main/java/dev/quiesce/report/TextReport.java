package dev.quiesce.report;

import dev.quiesce.check.CheckResult;
import java.util.ArrayList;
import java.util.List;

/** The report for a terminal or a mail: a matrix of all rows, a block for each, a summary. */
final class TextReport {
    private final Palette palette;
    private final RowText rows;

    TextReport(Style style) {
        palette = new Palette(style.colour());
        rows = new RowText(style);
    }

    String render(List<CheckResult> results) {
        List<String> lines = new ArrayList<>();
        if (results.size() > 1) {
            lines.addAll(new Matrix(results, palette).lines());
            lines.add("");
        }
        for (CheckResult result : results) {
            lines.addAll(rows.block(result));
            lines.add("");
        }
        String agreement = Words.agreement(results);
        if (!agreement.isEmpty()) {
            lines.add(agreement);
        }
        lines.addAll(Lines.wrap(Words.summary(results), Lines.WIDTH, 2));
        return String.join("\n", lines) + "\n";
    }
}
