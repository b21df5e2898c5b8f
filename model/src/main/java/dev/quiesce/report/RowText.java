package dev.quiesce.report;

import dev.quiesce.check.CheckResult;
import dev.quiesce.simulate.Trace;
import dev.quiesce.simulate.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The block of text that one row comes to. */
final class RowText {
    private static final Pattern DIAGNOSTIC = Pattern.compile("\\S+:\\d+:\\d+: error: ");

    private final Style style;
    private final Palette palette;

    RowText(Style style) {
        this.style = style;
        this.palette = new Palette(style.colour());
    }

    List<String> block(CheckResult result) {
        List<String> lines = new ArrayList<>();
        lines.addAll(head(result));
        switch (result.verdict()) {
            case PROVED -> {
                if (result.litmus() == null) {
                    coverage(result, lines);
                }
            }
            case PROBABLE -> coverage(result, lines);
            case VIOLATED -> violated(result, lines);
            case BOUNDED -> bounded(result, lines);
            case ERROR -> error(result, lines);
        }
        races(result, lines);
        if (result.litmus() == null) {
            outcomes(result, lines);
        } else {
            litmus(result, lines);
        }
        return lines;
    }

    private List<String> head(CheckResult result) {
        String verdict = result.verdict().name();
        String what = switch (result.verdict()) {
            case PROVED -> result.litmus() != null ? result.litmus().observation() + ", " + Words.expectation(result)
                : Words.proved(result) + (result.vacuous() ? ", but VACUOUS" : "");
            case PROBABLE -> Words.proved(result) + (result.vacuous() ? ", but VACUOUS" : "");
            case VIOLATED -> Words.headline(result.violation());
            case BOUNDED -> style.replayed() ? result.bound() : Words.bounded(result) + " so far";
            case ERROR -> isDiagnostic(result) ? "" : result.message().lines().findFirst().orElse("");
        };
        List<String> lines = new ArrayList<>(Lines.wrap(Words.label(result) + ": " + verdict + "  " + what, Lines.WIDTH, 2));
        lines.set(0, lines.getFirst().replaceFirst(": " + verdict, ": " + palette.verdict(result.verdict(), verdict)));
        return lines;
    }

    private static boolean isDiagnostic(CheckResult result) {
        return DIAGNOSTIC.matcher(result.message()).lookingAt();
    }

    /** Diagnostics stand as a compiler prints them, at the left margin and unbroken: editors jump to where they point. */
    private static void error(CheckResult result, List<String> lines) {
        if (isDiagnostic(result)) {
            result.message().lines().map(Lines::ascii).forEach(lines::add);
        } else {
            result.message().lines().skip(1).forEach(line -> lines.addAll(Lines.indented(2, line)));
        }
    }

    private List<String> expectation(CheckResult result) {
        List<String> lines = new ArrayList<>(Lines.indented(2, Words.expectation(result)));
        if (!result.asExpected()) {
            lines.replaceAll(palette::bold);
        }
        return lines;
    }

    private void violated(CheckResult result, List<String> lines) {
        lines.addAll(Lines.indented(2, Words.located(result.violation())));
        details(result.violation(), lines);
        lines.addAll(expectation(result));
        if (result.trace() != null) {
            note(result, lines);
            separated(result.trace(), lines);
            lines.addAll(Lines.indented(2, Words.length(result.trace()) + (style.replayed() ? ", replayed"
                : result.sample() != null ? SampleText.shrunk(result) : ", shortest; " + Words.searchedIn(result))));
            lines.addAll(ReplayLine.lines(result, result.trace(), style, 2, "replay: "));
        }
        for (CheckResult.Alternative other : result.others()) {
            also(result, other, lines);
        }
    }

    private void also(CheckResult result, CheckResult.Alternative other, List<String> lines) {
        lines.add("");
        lines.addAll(Lines.indented(2, "also: " + Words.headline(other.violation())));
        lines.addAll(Lines.indented(2, Words.located(other.violation())));
        details(other.violation(), lines);
        if (other.trace() != null) {
            separated(other.trace(), lines);
            lines.addAll(Lines.indented(2, Words.length(other.trace())));
            lines.addAll(ReplayLine.lines(result, other.trace(), style, 2, "replay: "));
        }
    }

    private static void details(Violation violation, List<String> lines) {
        violation.details().forEach(detail -> lines.addAll(Lines.indented(2, detail)));
    }

    /** The picture and the lives of the objects, behind an empty line: what a replay shows again byte for byte. */
    static void trace(Trace trace, List<String> lines) {
        lines.add("");
        lines.addAll(Picture.draw(trace));
        if (!trace.histories().isEmpty()) {
            lines.add("");
        }
        for (Trace.History history : trace.histories()) {
            lines.addAll(Lines.indented(2, history.object() + ": " + history.moments().stream()
                .map(moment -> moment.what() + " " + moment.thread() + ":" + moment.site().line())
                .collect(Collectors.joining(", "))));
        }
    }

    private static void separated(Trace trace, List<String> lines) {
        trace(trace, lines);
        if (trace.histories().isEmpty()) {
            lines.add("");
        }
    }

    private void coverage(CheckResult result, List<String> lines) {
        lines.addAll(expectation(result));
        note(result, lines);
        lines.addAll(Lines.indented(2, Words.extent(result)));
        if (!result.reductions().isEmpty()) {
            lines.addAll(Lines.indented(2, "reductions: " + String.join(", ", result.reductions())));
        }
        if (!result.byGraphs()) {
            lines.addAll(Lines.indented(2, "never reached: "
                + (result.unreached().isEmpty() ? "no line" : Words.places(result.unreached()))));
        }
        if (!result.covers().isEmpty()) {
            lines.addAll(Lines.indented(2, covers(result.covers())));
        }
    }

    private static String covers(Map<String, Boolean> covers) {
        List<String> missed = covers.entrySet().stream().filter(cover -> !cover.getValue()).map(Map.Entry::getKey).toList();
        return missed.isEmpty() ? "covers: all " + covers.size() + " reached"
            : "covers missed (what was proved may be empty): " + String.join(", ", missed);
    }

    private void bounded(CheckResult result, List<String> lines) {
        if (result.trace() != null) {
            separated(result.trace(), lines);
            lines.addAll(Lines.indented(2, Words.length(result.trace()) + ", replayed: nothing is violated"));
            return;
        }
        if (!result.bound().isEmpty()) {
            lines.addAll(Lines.indented(2, "bound: " + result.bound()));
        }
        if (!result.message().contains(result.bound())) {
            note(result, lines);
        }
        if (result.sample() != null) {
            SampleText.lines(result).forEach(line -> lines.addAll(Lines.indented(2, line)));
            lines.addAll(expectation(result));
            return;
        }
        lines.addAll(Lines.indented(2, Words.extent(result)));
        lines.addAll(expectation(result));
    }

    private static void note(CheckResult result, List<String> lines) {
        result.message().lines().forEach(line -> lines.addAll(Lines.indented(2, line)));
    }

    private static void races(CheckResult result, List<String> lines) {
        // Those of a header stand where it is used, so that two may have the same words.
        result.races().stream().map(Words::race).distinct().forEach(race -> lines.addAll(Lines.indented(2, race)));
    }

    /** What herd7 would print, at the left margin, where the kernel's scripts look for it. */
    private static void litmus(CheckResult result, List<String> lines) {
        note(result, lines);
        lines.add("");
        result.litmus().report().stripTrailing().lines().forEach(lines::add);
        if (!result.litmus().explanation().isEmpty()) {
            lines.add("");
            result.litmus().explanation().forEach(line -> lines.addAll(Lines.indented(2, line)));
        }
    }

    private static void outcomes(CheckResult result, List<String> lines) {
        if (result.outcomes().isEmpty()) {
            return;
        }
        lines.add("  outcomes:");
        int digits = result.outcomes().values().stream().mapToInt(count -> String.format(Locale.ROOT, "%,d", count).length())
            .max().orElse(1);
        result.outcomes().forEach((outcome, count) -> lines.addAll(
            Lines.indented(4, String.format(Locale.ROOT, "%," + digits + "d  %s", count, outcome))));
    }
}
