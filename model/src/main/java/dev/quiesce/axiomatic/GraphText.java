package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.ExecutionGraph.Edge;
import dev.quiesce.axiomatic.ExecutionGraph.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** An execution graph as text and as dot. */
public final class GraphText {
    private static final Map<String, String> COLOURS =
        Map.of("rf", "darkgreen", "co", "blue", "fr", "red", "addr", "grey", "data", "grey", "ctrl", "grey");

    private GraphText() {}

    /**
     * The events of each thread in program order, with what every read reads from, then the other edges.
     *
     * @param threads how threads are named
     */
    public static List<String> lines(ExecutionGraph graph, IntFunction<String> threads) {
        Map<Integer, String> letters = letters(graph);
        Map<Integer, List<Node>> columns =
            graph.events().stream().collect(Collectors.groupingBy(Node::thread, TreeMap::new, Collectors.toList()));
        List<String> lines = new java.util.ArrayList<>();
        columns.forEach((thread, nodes) -> {
            lines.add(thread < 0 ? "at first" : threads.apply(thread));
            nodes.forEach(node -> lines.add("  " + letters.get(node.number()) + ": " + node.label() + source(graph, node, letters)
                + (node.site().line() == 0 ? "" : "  at " + node.site().position())));
        });
        for (String kind : List.of("co", "fr")) {
            String edges = graph.edges().stream().filter(edge -> edge.kind().equals(kind))
                .filter(edge -> letters.containsKey(edge.from()) && letters.containsKey(edge.to()))
                .map(edge -> letters.get(edge.from()) + "->" + letters.get(edge.to())).collect(Collectors.joining(" "));
            if (!edges.isEmpty()) {
                lines.add(kind + ": " + edges);
            }
        }
        return lines;
    }

    /** A cycle by the letters that {@link #lines} gives to events: {@code a -wmb-> b -rfe-> c -rmb-> a}. */
    public static String cycle(Explanation explanation) {
        Map<Integer, String> letters = letters(explanation.graph());
        StringBuilder out = new StringBuilder();
        explanation.cycle().links().forEach(link -> out.append(letters.getOrDefault(link.from(), "?")).append(" -")
            .append(link.label()).append("-> "));
        return out + letters.getOrDefault(explanation.cycle().links().getFirst().from(), "?");
    }

    private static String source(ExecutionGraph graph, Node node, Map<Integer, String> letters) {
        return graph.edges().stream().filter(edge -> edge.kind().equals("rf") && edge.to() == node.number()).findFirst()
            .map(edge -> " from " + letters.getOrDefault(edge.from(), "?")).orElse("");
    }

    /** The letters that events go by: a, b, … z, a1, b1, … */
    private static Map<Integer, String> letters(ExecutionGraph graph) {
        Map<Integer, String> letters = new HashMap<>();
        graph.events().forEach(node -> {
            int n = letters.size();
            letters.put(node.number(), (char) ('a' + n % 26) + (n < 26 ? "" : Integer.toString(n / 26)));
        });
        return letters;
    }

    /** The graph in the language of Graphviz, threads in columns. */
    public static String dot(ExecutionGraph graph, IntFunction<String> threads) {
        StringBuilder out = new StringBuilder("digraph execution {\n  node [shape=plaintext fontname=\"monospace\"];\n");
        Map<Integer, List<Node>> columns =
            graph.events().stream().collect(Collectors.groupingBy(Node::thread, TreeMap::new, Collectors.toList()));
        columns.forEach((thread, nodes) -> {
            out.append("  subgraph cluster_").append(thread < 0 ? "init" : "t" + thread).append(" {\n    label=\"")
                .append(escaped(thread < 0 ? "at first" : threads.apply(thread))).append("\";\n");
            nodes.forEach(node -> out.append("    e").append(node.number()).append(" [label=\"")
                .append(escaped(node.label())).append(node.site().line() == 0 ? "" : "\\n" + escaped(node.site().position()))
                .append("\"];\n"));
            out.append("  }\n");
        });
        Set<Integer> drawn = graph.events().stream().map(Node::number).collect(Collectors.toSet());
        for (Edge edge : graph.edges()) {
            if (drawn.contains(edge.from()) && drawn.contains(edge.to())) {
                out.append("  e").append(edge.from()).append(" -> e").append(edge.to()).append(" [label=\"")
                    .append(edge.kind()).append("\" color=").append(COLOURS.getOrDefault(edge.kind(), "black"))
                    .append(" fontcolor=").append(COLOURS.getOrDefault(edge.kind(), "black")).append("];\n");
            }
        }
        return out.append("}\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
