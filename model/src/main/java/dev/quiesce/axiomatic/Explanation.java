package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.model.Cycle;
import java.util.Objects;

/** An explanation is an execution that would have the outcome, and the law that forbids it with the cycle that shows it. */
public record Explanation(ExecutionGraph graph, Cycle cycle) {
    public Explanation {
        Objects.requireNonNull(graph);
        Objects.requireNonNull(cycle);
    }
}
