package dev.quiesce.report;

import dev.quiesce.check.CheckResult;
import java.util.ArrayList;
import java.util.List;

/** The matrix is one line a row: models, their scenarios, and for each the variants side by side. */
final class Matrix {
    private static final int MOST_LABEL = 40;
    private static final int VERDICT = 8;
    private final Palette palette;
    private final List<String> lines = new ArrayList<>();
    private final int width;

    Matrix(List<CheckResult> results, Palette palette) {
        this.palette = palette;
        this.width = Math.min(MOST_LABEL, results.stream().mapToInt(row -> label(row).length()).max().orElse(0));
        results.forEach(this::row);
    }

    List<String> lines() {
        return lines;
    }

    private CheckResult last;

    private void row(CheckResult result) {
        boolean newModel = last == null || !result.model().equals(last.model());
        if (newModel) {
            lines.add(Lines.ascii(result.model()));
        }
        if (Words.hasVariant(result) && (newModel || !result.scenario().equals(last.scenario()))) {
            lines.add("  " + Lines.ascii(result.scenario()));
        }
        last = result;
        String verdict = palette.verdict(result.verdict(), Lines.pad(result.verdict().name(), VERDICT));
        String mark = result.asExpected() ? "  " : "! ";
        lines.add((mark + Lines.pad(Lines.clip(label(result), width), width) + "  " + verdict + "  "
            + brief(result, Lines.WIDTH - width - VERDICT - 6)).stripTrailing());
    }

    /** The variant under its scenario's line, or the scenario itself where there are no variants. */
    private static String label(CheckResult result) {
        return Words.hasVariant(result) ? "  " + Words.variant(result) : Words.label(result);
    }

    /** What was found, and whether that is what the model is meant to do. */
    private static String brief(CheckResult result, int room) {
        String mark = result.asExpected() ? "as expected" : "NOT AS EXPECTED";
        return switch (result.verdict()) {
            case PROVED -> (result.litmus() == null ? "" : result.litmus().observation() + ", ") + mark
                + (result.vacuous() ? ", but VACUOUS" : "");
            case VIOLATED -> Lines.clip(result.finding().words(), room - mark.length() - 2) + ", " + mark;
            case BOUNDED -> Lines.clip(result.bound(), room);
            case ERROR -> Lines.clip(result.message(), room);
        };
    }
}
