package dev.quiesce.axiomatic.path;

import java.util.List;

/**
 * A path is one way through a thread.
 *
 * @param events      what it does, in program order
 * @param constraints what must be true for it to be taken
 * @param registers   what the registers of its function hold at its end
 * @param story       what it does besides
 */
public record Path(int thread, List<Event> events, List<Constraint> constraints, List<Value> registers, Story story) {
    public Path {
        events = List.copyOf(events);
        constraints = List.copyOf(constraints);
        registers = List.copyOf(registers);
    }
}
