package dev.quiesce.report;

import dev.quiesce.check.CheckResult;
import java.util.ArrayList;
import java.util.List;

/**
 * The report for a terminal or a mail: a matrix of all rows, a block for each, a summary. Of several models, only rows that
 * somebody has to look at have a block: nobody reads thousands of lines that say that all is well.
 */
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
        List<CheckResult> told = results.stream().map(CheckResult::model).distinct().count() > 1
            ? results.stream().filter(TextReport::needsWords).toList() : results;
        for (CheckResult result : told) {
            lines.addAll(rows.block(result));
            lines.add("");
        }
        if (told.size() < results.size()) {
            lines.addAll(Lines.wrap("As several models were checked, a row that is as expected has one line. 'quiesce check' of one "
                + "model shows its counterexamples, and what its proofs cover.", Lines.WIDTH, 0));
            lines.add("");
        }
        String agreement = Words.agreement(results);
        if (!agreement.isEmpty()) {
            lines.add(agreement);
        }
        lines.addAll(Lines.wrap(Words.summary(results), Lines.WIDTH, 2));
        return String.join("\n", lines) + "\n";
    }

    /** Is there more to a row than that it is as expected? What herd7 would print has readers of its own. */
    private static boolean needsWords(CheckResult result) {
        return !result.asExpected() || result.vacuous() || result.litmus() != null;
    }
}
