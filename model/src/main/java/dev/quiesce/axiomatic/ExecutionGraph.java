package dev.quiesce.axiomatic;

import dev.quiesce.program.Site;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An execution graph is one finished execution for a reader: events by thread, and the edges between them.
 *
 * @param events  in the order of the threads, initial writes that matter first
 * @param edges   program order between neighbours, reads-from, coherence between neighbours, from-reads
 * @param outcome the final values, as herd7 writes them
 */
public record ExecutionGraph(List<Node> events, List<Edge> edges, String outcome) {
    /** What kinds of edges begin with that say what the memory model keeps in order. */
    static final String KEPT = "kept by ";

    public ExecutionGraph {
        events = List.copyOf(events);
        edges = List.copyOf(edges);
    }

    /** The letters that events go by, by their numbers: a, b, … z, a1, b1, … */
    public Map<Integer, String> letters() {
        Map<Integer, String> letters = new HashMap<>();
        events.forEach(node -> {
            int n = letters.size();
            letters.put(node.number(), (char) ('a' + n % 26) + (n < 26 ? "" : Integer.toString(n / 26)));
        });
        return letters;
    }

    /**
     * One event.
     *
     * @param thread  its thread, -1 for an initial write
     * @param label   what it does, such as {@code R[once] x=1}
     */
    public record Node(int number, int thread, String label, Site site) {}

    /**
     * {@code kind} is {@code po}, {@code rf}, {@code co}, {@code fr}, a dependency, or, after {@link #KEPT}, what keeps two
     * accesses of a thread in order.
     */
    public record Edge(int from, int to, String kind) {}
}
