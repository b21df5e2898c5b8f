package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.ExecutionGraph.Edge;
import dev.quiesce.axiomatic.ExecutionGraph.Node;
import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.graph.Execution;
import dev.quiesce.axiomatic.model.Axioms;
import dev.quiesce.axiomatic.path.Event;
import dev.quiesce.axiomatic.path.Tag;
import dev.quiesce.axiomatic.relation.Relation;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/** Draws an execution. */
final class GraphBuilder {
    private final Communications com;
    private final Execution execution;
    private final EventStructure structure;
    private final LongFunction<String> names;
    private final LongFunction<String> values;

    private final Axioms axioms;

    private GraphBuilder(Communications com, Axioms axioms, LongFunction<String> names, LongFunction<String> values) {
        this.com = com;
        this.axioms = axioms;
        this.execution = com.execution();
        this.structure = com.structure();
        this.names = names;
        this.values = values;
    }

    /**
     * @param axioms those that have just let the execution pass
     * @param names  how addresses of locations are written
     * @param values how values are
     */
    static ExecutionGraph build(Communications com, Axioms axioms, LongFunction<String> names,
                                LongFunction<String> values, String outcome) {
        GraphBuilder builder = new GraphBuilder(com, axioms, names, values);
        return new ExecutionGraph(builder.nodes(), builder.edges(), outcome);
    }

    private List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        for (int e = 0; e < structure.size(); e++) {
            if (e >= structure.initial()) {
                nodes.add(new Node(e, structure.thread(e), label(e), structure.event(e).site()));
            } else if (com.readsFrom().hasSuccessor(e)) {
                nodes.add(new Node(e, -1, "W[init] " + access(e), Site.NONE));
            }
        }
        return nodes;
    }

    private String label(int e) {
        Event event = structure.event(e);
        if (event.tag() == Tag.FREE) {
            return "free " + names.apply(execution.location(e));
        }
        String tag = event.tag().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return switch (event.kind()) {
            case READ -> "R[" + tag + "] " + access(e);
            case WRITE -> "W[" + tag + "] " + access(e);
            case FENCE -> "F[" + tag + "]" + (event.tag() == Tag.SYNC_SRCU ? " " + names.apply(execution.location(e)) : "");
        };
    }

    private String access(int e) {
        return names.apply(execution.location(e)) + "=" + values.apply(execution.value(e));
    }

    private List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        for (int e = structure.initial(); e + 1 < structure.size(); e++) {
            if (structure.thread(e) == structure.thread(e + 1)) {
                edges.add(new Edge(e, e + 1, "po"));
            }
        }
        add(edges, "rf", com.readsFrom());
        add(edges, "co", neighbours(com.coherence()));
        add(edges, "fr", neighbourReads());
        add(edges, "addr", structure.address());
        add(edges, "data", structure.data());
        add(edges, "ctrl", structure.control());
        axioms.kept().forEach((name, relation) -> add(edges, ExecutionGraph.KEPT + name, relation));
        return edges;
    }

    private void add(List<Edge> edges, String kind, Relation relation) {
        for (int from = 0; from < structure.size(); from++) {
            for (int to = relation.next(from, 0); to >= 0; to = relation.next(from, to + 1)) {
                edges.add(new Edge(from, to, kind));
            }
        }
    }

    /** {@code order} without what follows from the rest of it; initial writes left out. */
    private Relation neighbours(Relation order) {
        var algebra = structure.algebra();
        Relation own = algebra.minus(order, algebra.product(structure.initialWrites(), structure.writes()));
        return algebra.minus(own, algebra.seq(own, own));
    }

    private Relation neighbourReads() {
        var algebra = structure.algebra();
        return algebra.minus(com.fromRead(), algebra.seq(com.fromRead(), com.coherence()));
    }
}
