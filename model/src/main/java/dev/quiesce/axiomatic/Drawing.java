package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.ExecutionGraph.Edge;
import dev.quiesce.axiomatic.model.Cycle;
import dev.quiesce.axiomatic.model.Law;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * A drawing is an execution graph with what a reader should look at.
 *
 * @param threads how threads are named, by number
 * @param cycle   the cycle that no interleaving has, or that a law forbids; empty if interleaving explains the execution
 * @param caption what the cycle shows
 */
public record Drawing(ExecutionGraph graph, Map<Integer, String> threads, List<Step> cycle, String caption) {
    public Drawing {
        Objects.requireNonNull(graph);
        threads = Map.copyOf(threads);
        cycle = List.copyOf(cycle);
        Objects.requireNonNull(caption);
    }

    /**
     * One step of the cycle.
     *
     * @param kept false for two accesses of a thread that take effect in the other order: nothing keeps them
     */
    public record Step(int from, int to, String label, boolean kept) {}

    /** The drawing of an execution that can be. */
    public static Drawing of(ExecutionGraph graph, IntFunction<String> names) {
        List<Edge> edges = Reorderings.cycle(graph);
        List<Step> cycle = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            Edge first = edges.get(i);
            if (!first.kind().equals("po")) {
                cycle.add(new Step(first.from(), first.to(), first.kind(), true));
                continue;
            }
            while (i + 1 < edges.size() && edges.get(i + 1).kind().equals("po")) {
                i++;
            }
            cycle.add(inThread(graph, first.from(), edges.get(i).to()));
        }
        String caption = cycle.isEmpty() ? "an interleaving explains this"
            : cycle.stream().allMatch(Step::kept) ? "no interleaving has this cycle, and no law forbids it"
            : "no interleaving has this cycle: nothing keeps the accesses on dashed edges in order";
        return new Drawing(graph, names(graph, names), cycle, caption);
    }

    private static Step inThread(ExecutionGraph graph, int from, int to) {
        return graph.edges().stream()
            .filter(edge -> edge.kind().startsWith(ExecutionGraph.KEPT) && edge.from() == from && edge.to() == to).findFirst()
            .map(edge -> new Step(from, to, edge.kind().substring(ExecutionGraph.KEPT.length()), true))
            .orElseGet(() -> Reorderings.isKept(graph, from, to)
                ? new Step(from, to, "kept", true) : new Step(from, to, "not kept", false));
    }

    /** The drawing of one that a law forbids. */
    public static Drawing of(Explanation why, IntFunction<String> names) {
        Law law = why.cycle().law();
        List<Step> cycle = why.cycle().links().stream()
            .map(link -> new Step(link.from(), link.to(), label(why.graph(), link), true)).toList();
        return new Drawing(why.graph(), names(why.graph(), names), cycle,
            "forbidden by " + law.words() + ", " + law.formula());
    }

    /** What the law has for one relation is drawn as the communication that it is. */
    private static String label(ExecutionGraph graph, Cycle.Link link) {
        return link.label().equals("overwrites") ? graph.edges().stream()
            .filter(edge -> edge.from() == link.from() && edge.to() == link.to() && Set.of("co", "fr").contains(edge.kind()))
            .map(Edge::kind).findFirst().orElse(link.label()) : link.label();
    }

    private static Map<Integer, String> names(ExecutionGraph graph, IntFunction<String> names) {
        Map<Integer, String> threads = new TreeMap<>();
        graph.events().stream().filter(node -> node.thread() >= 0)
            .forEach(node -> threads.put(node.thread(), names.apply(node.thread())));
        return threads;
    }
}
