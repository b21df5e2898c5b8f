package dev.quiesce.axiomatic;

import dev.quiesce.program.Site;
import java.util.List;

/**
 * An execution graph is one finished execution for a reader: events by thread, and the edges between them.
 *
 * @param events  in the order of the threads, initial writes that matter first
 * @param edges   program order between neighbours, reads-from, coherence between neighbours, from-reads
 * @param outcome the final values, as herd7 writes them
 */
public record ExecutionGraph(List<Node> events, List<Edge> edges, String outcome) {
    public ExecutionGraph {
        events = List.copyOf(events);
        edges = List.copyOf(edges);
    }

    /**
     * One event.
     *
     * @param thread  its thread, -1 for an initial write
     * @param label   what it does, such as {@code R[once] x=1}
     */
    public record Node(int number, int thread, String label, Site site) {}

    /** {@code kind} is {@code po}, {@code rf}, {@code co}, {@code fr}, or a dependency. */
    public record Edge(int from, int to, String kind) {}
}
