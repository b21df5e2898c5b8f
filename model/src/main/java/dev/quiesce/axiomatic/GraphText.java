package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.ExecutionGraph.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** An execution graph as text. */
public final class GraphText {
    private GraphText() {}

    /**
     * The events of each thread in program order, with what every read reads from, then the other edges.
     *
     * @param threads how threads are named
     */
    public static List<String> lines(ExecutionGraph graph, IntFunction<String> threads) {
        Map<Integer, String> letters = graph.letters();
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
        Map<Integer, String> letters = explanation.graph().letters();
        StringBuilder out = new StringBuilder();
        explanation.cycle().links().forEach(link -> out.append(letters.getOrDefault(link.from(), "?")).append(" -")
            .append(link.label()).append("-> "));
        return out + letters.getOrDefault(explanation.cycle().links().getFirst().from(), "?");
    }

    private static String source(ExecutionGraph graph, Node node, Map<Integer, String> letters) {
        return graph.edges().stream().filter(edge -> edge.kind().equals("rf") && edge.to() == node.number()).findFirst()
            .map(edge -> " from " + letters.getOrDefault(edge.from(), "?")).orElse("");
    }
}
