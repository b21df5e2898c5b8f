package dev.quiesce.report;

import static dev.quiesce.report.Markup.attribute;
import static dev.quiesce.report.Markup.escape;

import dev.quiesce.check.CheckResult;
import dev.quiesce.simulate.Trace;
import dev.quiesce.simulate.Violation;
import java.util.List;
import java.util.Locale;

/** One page that needs no other file: a table of all rows, and behind each row its picture and what the search did. */
final class HtmlReport {
    private static final String HEAD = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>%s</title>
        <style>
        :root { color-scheme: light dark; }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 70em; margin: 2em auto; padding: 0 1em; }
        table { border-collapse: collapse; }
        th, td { text-align: left; padding: .15em .8em; vertical-align: top; }
        .rows tr { border-top: 1px solid #8884; }
        code, pre, .trace td { font-family: ui-monospace, monospace; font-size: 13px; }
        .trace td { white-space: pre-wrap; }
        .trace .last { outline: 2px solid #d33; }
        .call { font-style: italic; }
        .PROVED { color: light-dark(#161, #7c7); } .VIOLATED, .note { color: light-dark(#c11, #f88); }
        .BOUNDED, .PROBABLE { color: light-dark(#850, #ec6); } .ERROR { color: light-dark(#929, #e9e); }
        .unexpected { font-weight: bold; background: #d333; }
        details { margin: 1em 0; border-top: 1px solid #8884; overflow-x: auto; }
        details > div { scroll-margin-top: 3em; }
        summary { font-weight: bold; padding: .4em 0; cursor: pointer; }
        </style>
        </head>
        <body>
        <h1>quiesce</h1>
        """;
    private final StringBuilder out = new StringBuilder();
    private final Style style;

    HtmlReport(Style style) {
        this.style = new Style(false, style.arguments(), style.replayed());
    }

    String render(List<CheckResult> results) {
        out.append(HEAD.formatted(escape("quiesce: " + subject(results))));
        out.append("<p>").append(escape(Words.summary(results))).append("</p>\n<table class=\"rows\">\n");
        out.append("<tr><th>model</th><th>scenario</th><th>verdict</th><th>finding</th><th>states</th><th>seconds</th></tr>\n");
        for (int i = 0; i < results.size(); i++) {
            line(results.get(i), i);
        }
        out.append("</table>\n");
        for (int i = 0; i < results.size(); i++) {
            section(results.get(i), i);
        }
        return out.append("</body>\n</html>\n").toString();
    }

    /** What the page is about: the one model, or how many there are. */
    private static String subject(List<CheckResult> results) {
        List<String> models = results.stream().map(CheckResult::model).distinct().toList();
        return models.size() == 1 ? models.getFirst() : Words.count(models.size(), "model");
    }

    private void line(CheckResult result, int number) {
        out.append("<tr").append(result.asExpected() || result.undecided() ? "" : " class=\"unexpected\"").append("><td>")
            .append(escape(result.model())).append("</td><td><a href=\"#r").append(number).append("\">")
            .append(escape(Words.label(result))).append("</a></td><td class=\"").append(result.verdict()).append("\">")
            .append(result.verdict()).append("</td><td>")
            .append(result.violation() == null ? "" : escape(Words.headline(result.violation())))
            .append(result.asExpected() ? "" : result.undecided() ? "undecided" : " (not as expected)").append("</td><td>")
            .append(String.format(Locale.ROOT, "%,d", result.statistics().states())).append("</td><td>")
            .append(String.format(Locale.ROOT, "%.2f", result.statistics().seconds())).append("</td></tr>\n");
    }

    private void section(CheckResult result, int number) {
        out.append("<details").append(result.asExpected() ? "" : " open").append("><summary>")
            .append(escape(result.model() + ": " + Words.label(result))).append(" <span class=\"").append(result.verdict())
            .append("\">").append(result.verdict()).append("</span></summary>\n");
        // Browsers open what hides the target of a link, but not the target itself.
        out.append("<div").append(attribute("id", "r" + number)).append(">\n");
        if (!result.about().isEmpty()) {
            out.append("<p>").append(escape(result.about())).append("</p>\n");
        }
        if (result.violation() == null || result.trace() == null) {
            out.append("<pre>").append(escape(String.join("\n", new RowText(style).block(result)))).append("</pre>\n");
            if (result.drawing() != null) {
                out.append(ExecutionSvg.of(result.drawing(), result.model() + ": " + Words.label(result), "r" + number));
            }
        } else {
            violated(result);
        }
        out.append("</div>\n</details>\n");
    }

    private void violated(CheckResult result) {
        violation(result, result.violation(), result.trace(), "");
        out.append("<p>").append(escape(Words.expectation(result))).append("; ").append(escape(Words.extent(result))).append("</p>\n");
        for (CheckResult.Alternative other : result.others()) {
            violation(result, other.violation(), other.trace(), "also: ");
        }
        for (CheckResult.Race race : result.races()) {
            out.append("<p>").append(escape(Words.race(race))).append("</p>\n");
        }
    }

    private void violation(CheckResult result, Violation violation, Trace trace, String lead) {
        out.append("<p>").append(lead).append(escape(Words.headline(violation))).append("<br><code>")
            .append(escape(Words.located(violation))).append("</code></p>\n");
        violation.details().forEach(detail -> out.append("<p>").append(escape(detail)).append("</p>\n"));
        if (trace != null) {
            table(trace);
            histories(trace);
            out.append("<p>").append(escape(Words.length(trace))).append("</p>\n<pre>")
                .append(escape(ReplayLine.of(result, trace, style))).append("</pre>\n");
        }
    }

    private void table(Trace trace) {
        Story story = Story.of(trace);
        List<String> threads = story.entries().stream().map(Story.Entry::thread).distinct().toList();
        out.append("<table class=\"trace\">\n<tr><th></th>");
        threads.forEach(thread -> out.append("<th>").append(escape(thread)).append("</th>"));
        out.append("</tr>\n");
        for (Story.Entry entry : story.entries()) {
            boolean last = entry == story.entries().getLast();
            out.append("<tr><td>").append(entry.step()).append("</td>")
                .append("<td></td>".repeat(threads.indexOf(entry.thread())))
                .append(last ? "<td class=\"last\"" : "<td").append(attribute("title", entry.position())).append('>')
                .append("  ".repeat(entry.depth()))
                .append(entry.call() ? "<span class=\"call\">" + escape(entry.text()) + "</span>" : escape(entry.text()))
                .append(entry.note().isEmpty() ? "" : " <span class=\"note\">&lt;-- " + escape(entry.note()) + "</span>")
                .append("</td></tr>\n");
        }
        out.append("</table>\n");
    }

    private void histories(Trace trace) {
        for (Trace.History history : trace.histories()) {
            out.append("<p><code>").append(escape(history.object())).append("</code>: ");
            out.append(String.join(", ", history.moments().stream()
                .map(moment -> escape(moment.what() + " by " + moment.thread() + " at " + moment.site().position())).toList()));
            out.append("</p>\n");
        }
    }
}
