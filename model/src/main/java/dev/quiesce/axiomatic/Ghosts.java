package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.graph.Execution;
import dev.quiesce.axiomatic.path.Ending;
import dev.quiesce.axiomatic.path.Event;
import dev.quiesce.axiomatic.path.Path;
import dev.quiesce.axiomatic.path.Tag;
import dev.quiesce.axiomatic.path.Value;
import dev.quiesce.axiomatic.path.Values;
import dev.quiesce.axiomatic.relation.EventSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What ghost blocks have to do with an execution. They are not there in the kernel, and here they see memory as late as the
 * memory model lets anybody: an error that hangs on what they have seen or stored may be none.
 */
final class Ghosts {
    private final EventStructure structure;
    private final EventSet events;
    private final boolean decide;

    Ghosts(EventStructure structure) {
        this.structure = structure;
        this.events = structure.tagged(Tag.GHOST);
        this.decide = !events.isEmpty() && structure.paths().stream().anyMatch(Ghosts::hangsOn);
    }

    /** True if what a ghost block read, and did not write at once, decides a branch or what another access does. */
    private static boolean hangsOn(Path path) {
        List<Integer> reads = new ArrayList<>();
        List<Value> used = new ArrayList<>();
        path.constraints().forEach(constraint -> used.add(constraint.value()));
        for (Event event : path.events()) {
            // What is read and written in one operation is not read late.
            if (event.tag() == Tag.GHOST && event.isRead() && event.partner() < 0) {
                reads.add(event.index());
            }
            Stream.of(event.location(), event.value()).filter(java.util.Objects::nonNull).forEach(used::add);
        }
        return reads.stream().anyMatch(index ->
            used.stream().anyMatch(value -> Values.mentions(value, path.thread(), index)));
    }

    /** True if a ghost block had a part in what an execution does. */
    boolean decide(Execution execution) {
        if (decide || events.isEmpty()) {
            return decide;
        }
        EventSet others = structure.reads().minus(events);
        for (int r = others.next(0); r >= 0; r = others.next(r + 1)) {
            if (events.contains(execution.source(r))) {
                return true;
            }
        }
        return false;
    }

    /** True if what a ghost block read has decided the branch by which a thread ended in an error. */
    boolean decideEnd() {
        return !events.isEmpty() && structure.paths().stream()
            .filter(path -> path.story().ending() instanceof Ending.Failed && !path.constraints().isEmpty())
            .anyMatch(path -> path.events().stream()
                .filter(event -> event.tag() == Tag.GHOST && event.isRead() && event.partner() < 0)
                .anyMatch(event -> Values.mentions(path.constraints().getLast().value(), path.thread(), event.index())));
    }

    /** True if the event is an access of a ghost block. */
    boolean contain(int event) {
        return events.contains(event);
    }
}
