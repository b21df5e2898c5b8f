package dev.quiesce.report;

import static dev.quiesce.report.DotReport.quote;

import dev.quiesce.axiomatic.Drawing;
import dev.quiesce.axiomatic.ExecutionGraph.Edge;
import dev.quiesce.axiomatic.ExecutionGraph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An execution graph in the language of Graphviz: a column for each thread, the cycle that matters in red. */
final class ExecutionDot {
    private static final Map<String, String> COLOURS = Map.of("rf", "darkgreen", "co", "blue", "fr", "darkorange",
        "addr", "gray40", "data", "gray40", "ctrl", "gray40", "po", "black");

    private final Drawing drawing;
    private final Map<Integer, String> letters;
    private final List<String> lines = new ArrayList<>();

    private ExecutionDot(Drawing drawing) {
        this.drawing = drawing;
        this.letters = drawing.graph().letters();
    }

    static List<String> lines(Drawing drawing, String title) {
        ExecutionDot dot = new ExecutionDot(drawing);
        dot.write(title);
        return dot.lines;
    }

    private void write(String title) {
        lines.add("digraph " + quote(title) + " {");
        lines.add("  label=" + quote(title + "\n" + drawing.caption()) + ";");
        lines.add("  node [shape=box, fontname=monospace];");
        lines.add("  edge [fontname=monospace];");
        lines.add("  nodesep=0.8;");
        // Clusters come in any order; headings on one line, with edges that are not drawn, come in this one.
        List<Integer> threads = drawing.threads().keySet().stream().sorted().toList();
        threads.forEach(thread -> lines.add("  p" + thread + " [label=" + quote(drawing.threads().get(thread)) + ", shape=plain];"));
        lines.add("  { rank=same; " + String.join(" -> ", threads.stream().map(thread -> "p" + thread).toList())
            + (threads.size() < 2 ? "; }" : " [style=invis]; }"));
        drawing.graph().events().forEach(this::node);
        threads.forEach(thread -> drawing.graph().events().stream().filter(node -> node.thread() == thread).findFirst()
            .ifPresent(head -> lines.add("  p" + thread + " -> " + name(head.number()) + " [weight=100, style=invis];")));
        for (Edge edge : drawing.graph().edges()) {
            if (isDrawn(drawing, edge)) {
                edge(edge);
            }
        }
        for (Drawing.Step step : drawing.cycle()) {
            lines.add("  " + name(step.from()) + " -> " + name(step.to()) + " [label=" + quote(step.label())
                + ", color=red, fontcolor=red, penwidth=2, constraint=false" + (step.kept() ? "" : ", style=dashed") + "];");
        }
        lines.add("}");
    }

    /** True for edges between events that are there, but for those that the cycle shows. */
    static boolean isDrawn(Drawing drawing, Edge edge) {
        Map<Integer, String> letters = drawing.graph().letters();
        return COLOURS.containsKey(edge.kind()) && letters.containsKey(edge.from()) && letters.containsKey(edge.to())
            && (edge.kind().equals("po") || drawing.cycle().stream()
                .noneMatch(step -> step.from() == edge.from() && step.to() == edge.to()));
    }

    private void node(Node node) {
        lines.add("  " + name(node.number()) + " [label=" + quote(text(node, letters)
            + (source(node).isEmpty() ? "" : "\n" + source(node)))
            + (node.thread() < 0 ? "" : ", group=" + node.thread()) + "];");
    }

    /** What an event does, behind its letter. */
    static String text(Node node, Map<Integer, String> letters) {
        return letters.get(node.number()) + ": " + node.label();
    }

    /** The file without its folders, and the line; empty for an initial write. */
    static String source(Node node) {
        String position = node.site().position();
        return node.site().line() == 0 ? "" : position.substring(position.lastIndexOf('/') + 1);
    }

    private void edge(Edge edge) {
        String colour = COLOURS.get(edge.kind());
        lines.add("  " + name(edge.from()) + " -> " + name(edge.to()) + switch (edge.kind()) {
            case "po" -> " [weight=100];";
            default -> " [label=" + edge.kind() + ", color=" + colour + ", fontcolor=" + colour + ", constraint=false];";
        });
    }

    private String name(int event) {
        return letters.get(event);
    }
}
