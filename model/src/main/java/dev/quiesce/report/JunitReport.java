package dev.quiesce.report;

import static dev.quiesce.report.Markup.attribute;
import static dev.quiesce.report.Markup.escape;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** JUnit XML: a suite for each model, a case for each row, what a person would read as its output or, where something is wrong, in it. */
final class JunitReport {
    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final RowText rows;

    JunitReport(Style style) {
        rows = new RowText(new Style(false, style.arguments(), style.replayed()));
    }

    String render(List<CheckResult> results) {
        out.append("<testsuites").append(attribute("name", "quiesce")).append(totals(results)).append(">\n");
        results.stream().collect(groupingBy(CheckResult::model, LinkedHashMap::new, toList())).forEach(this::suite);
        return out.append("</testsuites>\n").toString();
    }

    private void suite(String model, List<CheckResult> results) {
        out.append("  <testsuite").append(attribute("name", model)).append(totals(results)).append(">\n");
        results.forEach(this::row);
        out.append("  </testsuite>\n");
    }

    private static String totals(List<CheckResult> results) {
        long bounded = results.stream().filter(CheckResult::undecided).count();
        long errors = Words.number(results, Verdict.ERROR);
        long failures = results.stream().filter(result -> !result.asExpected()).count() - bounded - errors;
        double seconds = results.stream().mapToDouble(result -> result.statistics().seconds()).sum();
        return attribute("tests", String.valueOf(results.size())) + attribute("failures", String.valueOf(failures))
            + attribute("errors", String.valueOf(errors)) + attribute("skipped", String.valueOf(bounded))
            + attribute("time", time(seconds));
    }

    private void row(CheckResult result) {
        out.append("    <testcase").append(attribute("classname", result.model()))
            .append(attribute("name", Words.label(result)))
            .append(attribute("time", time(result.statistics().seconds()))).append(">\n");
        String text = escape(String.join("\n", rows.block(result)));
        switch (result.verdict()) {
            case PROVED, VIOLATED -> {
                if (result.asExpected()) {
                    output(text);
                } else {
                    problem("failure", result.finding().name(), "expected " + result.expected() + ", got " + got(result), text);
                }
            }
            case PROBABLE -> {
                skipped(result.message());
                output(text);
            }
            case BOUNDED -> {
                skipped(result.bound());
                output(text);
            }
            case ERROR -> problem("error", "ERROR", result.message(), text);
        }
        out.append("    </testcase>\n");
    }

    private void skipped(String why) {
        out.append("      <skipped").append(attribute("message", why)).append("/>\n");
    }

    private void output(String text) {
        out.append("      <system-out>").append(text).append("</system-out>\n");
    }

    private static String got(CheckResult result) {
        return result.violation() == null ? "HOLDS" : Words.headline(result.violation()) + " ("
            + Words.located(result.violation()) + ")";
    }

    /** Tells all there is to tell inside the element: what a test prints besides, most forges do not show. */
    private void problem(String element, String type, String message, String text) {
        out.append("      <").append(element).append(attribute("type", type)).append(attribute("message", message)).append('>')
            .append(text).append("</").append(element).append(">\n");
    }

    private static String time(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }
}
