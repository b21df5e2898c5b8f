package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.ExecutionGraph.Edge;
import dev.quiesce.axiomatic.ExecutionGraph.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What makes an execution impossible under sequential consistency: a cycle of program order and communications. The steps of
 * program order on it are the pairs of accesses that must have taken effect in the other order.
 */
public final class Reorderings {
    /** {@code first} comes first in the program, and yet {@code second} takes effect before it. */
    public record Reordering(Node first, Node second) {}

    private static final Set<String> ORDERING = Set.of("po", "rf", "co", "fr");

    private Reorderings() {}

    /**
     * The reorderings on a shortest cycle: those that nothing forbids, if there are such; none if interleaving explains the
     * execution.
     */
    public static List<Reordering> of(ExecutionGraph graph) {
        List<Reordering> all = pairs(cycle(graph), graph);
        List<Reordering> free = all.stream()
            .filter(pair -> !isKept(graph, pair.first().number(), pair.second().number())).toList();
        return free.isEmpty() ? all : free;
    }

    /** True if something keeps two accesses of a thread in order. */
    static boolean isKept(ExecutionGraph graph, int from, int to) {
        return leads(graph.edges().stream().filter(edge -> edge.kind().startsWith(ExecutionGraph.KEPT)).toList(), from, to);
    }

    /** True if edges lead from one event to another; they never lead backwards in program order. */
    private static boolean leads(List<Edge> edges, int from, int to) {
        return edges.stream().anyMatch(edge -> edge.from() == from
            && (edge.to() == to || edge.to() < to && leads(edges, edge.to(), to)));
    }

    /** The edges of a shortest cycle, neighbours in program order one by one; none if interleaving explains the execution. */
    static List<Edge> cycle(ExecutionGraph graph) {
        Map<Integer, List<Edge>> from = new HashMap<>();
        graph.edges().stream().filter(edge -> ORDERING.contains(edge.kind()))
            .forEach(edge -> from.computeIfAbsent(edge.from(), f -> new ArrayList<>()).add(edge));
        List<Edge> shortest = List.of();
        for (Node node : graph.events()) {
            List<Edge> cycle = cycle(node.number(), from);
            if (!cycle.isEmpty() && (shortest.isEmpty() || cycle.size() < shortest.size())) {
                shortest = cycle;
            }
        }
        return shortest;
    }

    /** A shortest cycle through an event, starting behind an edge that is not program order if there is one. */
    private static List<Edge> cycle(int start, Map<Integer, List<Edge>> from) {
        Map<Integer, Edge> reached = new HashMap<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            for (Edge edge : from.getOrDefault(open.poll(), List.of())) {
                if (reached.putIfAbsent(edge.to(), edge) == null) {
                    if (edge.to() == start) {
                        return back(start, reached);
                    }
                    open.add(edge.to());
                }
            }
        }
        return List.of();
    }

    private static List<Edge> back(int start, Map<Integer, Edge> reached) {
        List<Edge> cycle = new ArrayList<>();
        int at = start;
        do {
            Edge edge = reached.get(at);
            cycle.add(edge);
            at = edge.from();
        } while (at != start);
        Collections.reverse(cycle);
        for (int turn = 0; turn < cycle.size() && cycle.getLast().kind().equals("po"); turn++) {
            Collections.rotate(cycle, 1);
        }
        return cycle;
    }

    private static List<Reordering> pairs(List<Edge> cycle, ExecutionGraph graph) {
        Map<Integer, Node> nodes = new HashMap<>();
        graph.events().forEach(node -> nodes.put(node.number(), node));
        List<Reordering> pairs = new ArrayList<>();
        for (int i = 0; i < cycle.size(); i++) {
            if (cycle.get(i).kind().equals("po")) {
                int first = cycle.get(i).from();
                while (i + 1 < cycle.size() && cycle.get(i + 1).kind().equals("po")) {
                    i++;
                }
                pairs.add(new Reordering(nodes.get(first), nodes.get(cycle.get(i).to())));
            }
        }
        return pairs;
    }
}
