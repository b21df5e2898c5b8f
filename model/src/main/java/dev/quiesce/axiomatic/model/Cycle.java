package dev.quiesce.axiomatic.model;

import java.util.List;

/**
 * A cycle of events that a law forbids.
 *
 * @param links each begins where the one before ends, the first where the last ends
 */
public record Cycle(Law law, List<Link> links) {
    public Cycle {
        links = List.copyOf(links);
    }

    /** {@code label} is a relation of {@code linux-kernel.cat}, or what of it is between the two. */
    public record Link(int from, int to, String label) {}
}
