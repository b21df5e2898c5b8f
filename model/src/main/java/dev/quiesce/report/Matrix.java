package dev.quiesce.report;

import dev.quiesce.check.CheckResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The matrix is one line a row: models, their scenarios, and for each the variants side by side. */
final class Matrix {
    private static final int MOST_LABEL = 40;
    private static final int VERDICT = 8;
    private final Palette palette;
    private final List<String> lines = new ArrayList<>();

    Matrix(List<CheckResult> results, Palette palette) {
        this.palette = palette;
        Map<String, Integer> widths = new HashMap<>();
        results.forEach(row -> widths.merge(group(row), Math.min(MOST_LABEL, label(row).length()), Math::max));
        results.forEach(row -> row(row, widths.get(group(row))));
    }

    List<String> lines() {
        return lines;
    }

    private CheckResult last;

    private void row(CheckResult result, int width) {
        boolean newModel = last == null || !group(result).equals(group(last));
        if (newModel) {
            lines.add(group(result));
        }
        if (Words.hasVariant(result) && (newModel || !result.scenario().equals(last.scenario()))) {
            lines.add("  " + Lines.ascii(result.scenario()));
        }
        last = result;
        String verdict = palette.verdict(result.verdict(), Lines.pad(result.verdict().name(), VERDICT));
        String mark = result.asExpected() ? "  " : result.undecided() ? "? " : "! ";
        lines.add((mark + Lines.pad(Lines.clip(label(result), width), width) + "  " + verdict + "  "
            + brief(result, Lines.WIDTH - width - VERDICT - 6)).stripTrailing());
    }

    /** What a row stands under: its model; for a litmus test, which is a model of one row, its folder. */
    private static String group(CheckResult result) {
        String model = result.model();
        return Lines.ascii(result.litmus() == null ? model : model.substring(0, model.lastIndexOf('/') + 1) + "*.litmus");
    }

    /** The variant under its scenario's line, or the scenario itself where there are no variants. */
    private static String label(CheckResult result) {
        return Words.hasVariant(result) ? "  " + Words.variant(result) : Words.label(result);
    }

    /** What was found, and whether that is what the model is meant to do: first of all, as a long finding is cut off. */
    private static String brief(CheckResult result, int room) {
        String mark = result.asExpected() ? "as expected" : "NOT AS EXPECTED";
        return switch (result.verdict()) {
            case PROVED -> Lines.clip((result.litmus() == null ? "" : result.litmus().observation() + ", ") + mark
                + (result.vacuous() ? ", but VACUOUS" : "") + races(result), room);
            case VIOLATED -> Lines.clip((result.asExpected() ? "expected" : mark) + ": " + result.finding().words(), room);
            case PROBABLE -> Lines.clip("up to fingerprints" + (result.vacuous() ? ", but VACUOUS" : ""), room);
            case BOUNDED -> Lines.clip(result.bound(), room);
            case ERROR -> Lines.clip(result.message(), room);
        };
    }

    private static String races(CheckResult result) {
        return result.races().isEmpty() ? "" : ", " + Words.count(result.races().size(), "data race");
    }
}
