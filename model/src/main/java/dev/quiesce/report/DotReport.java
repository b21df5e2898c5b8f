package dev.quiesce.report;

import dev.quiesce.check.CheckResult;
import dev.quiesce.simulate.Trace;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph for each counterexample: a cluster for each thread, solid edges in a thread, dashed ones where another goes on; for
 * executions under a weak memory model, how their accesses communicate.
 */
final class DotReport {
    private final List<String> lines = new ArrayList<>();

    private DotReport() {}

    static String render(List<CheckResult> results) {
        DotReport report = new DotReport();
        results.forEach(report::result);
        if (report.lines.isEmpty()) {
            report.lines.add("digraph " + quote("no counterexample") + " {}");
        }
        return String.join("\n", report.lines) + "\n";
    }

    private void result(CheckResult result) {
        String title = result.model() + ": " + Words.label(result);
        if (result.trace() != null) {
            graph(result, title);
        } else if (result.drawing() != null) {
            lines.addAll(ExecutionDot.lines(result.drawing(), title));
        }
    }

    private void graph(CheckResult result, String title) {
        Trace trace = result.trace();
        lines.add("digraph " + quote(title) + " {");
        lines.add("  label=" + quote(title + "\n" + Words.reason(result)) + ";");
        lines.add("  node [shape=box, fontname=monospace];");
        List<Story.Entry> entries = Story.of(trace).entries().stream().filter(entry -> !entry.call()).toList();
        int cluster = 0;
        for (String thread : entries.stream().map(Story.Entry::thread).distinct().toList()) {
            lines.add("  subgraph cluster_" + cluster++ + " {");
            lines.add("    label=" + quote(thread) + ";");
            nodes(entries, thread);
            lines.add("  }");
        }
        edges(entries);
        lines.add("}");
    }

    private void nodes(List<Story.Entry> entries, String thread) {
        int previous = -1;
        for (int i = 0; i < entries.size(); i++) {
            Story.Entry entry = entries.get(i);
            if (entry.thread().equals(thread)) {
                String last = i + 1 == entries.size() ? ", color=red, penwidth=2" : "";
                String note = entry.note().isEmpty() ? "" : "\n<-- " + entry.note();
                lines.add("    s" + i + " [label=" + quote(entry.step() + ". " + entry.text() + note) + last + "];");
                if (previous >= 0) {
                    lines.add("    s" + previous + " -> s" + i + ";");
                }
                previous = i;
            }
        }
    }

    private void edges(List<Story.Entry> entries) {
        for (int i = 1; i < entries.size(); i++) {
            if (!entries.get(i).thread().equals(entries.get(i - 1).thread())) {
                lines.add("  s" + (i - 1) + " -> s" + i + " [style=dashed, constraint=false];");
            }
        }
    }

    static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
