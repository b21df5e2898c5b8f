package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.graph.Execution;
import dev.quiesce.axiomatic.path.Event;
import dev.quiesce.axiomatic.path.Memory;
import dev.quiesce.axiomatic.path.Path;
import dev.quiesce.axiomatic.path.Setting;
import dev.quiesce.axiomatic.path.Tag;
import dev.quiesce.axiomatic.path.Value;
import dev.quiesce.axiomatic.relation.EventSet;
import dev.quiesce.axiomatic.relation.Relation;
import dev.quiesce.program.Address;
import java.util.Optional;

/**
 * The lives of objects in one execution: who accesses an object that is not certainly there any more. A free ends the life
 * of an object for every access that is not over before it: for those behind it in its own thread, and for those of other
 * threads that nothing orders before it.
 */
final class Lives {
    /** An access and the free that it is not before. */
    record Stale(int access, int free) {}

    private final Communications com;
    private final EventStructure structure;
    private final Execution execution;
    private final EventSet frees;

    Lives(Communications com) {
        this.com = com;
        this.structure = com.structure();
        this.execution = com.execution();
        this.frees = structure.tagged(Tag.FREE);
    }

    /** True if nothing is freed. */
    boolean isEmpty() {
        return frees.isEmpty();
    }

    /** Two frees of one object. */
    Optional<Stale> freedTwice() {
        for (int f = frees.next(0); f >= 0; f = frees.next(f + 1)) {
            for (int g = frees.next(f + 1); g >= 0; g = frees.next(g + 1)) {
                if (execution.location(f) == execution.location(g)) {
                    boolean swapped = com.coherence().contains(g, f);
                    return Optional.of(swapped ? new Stale(f, g) : new Stale(g, f));
                }
            }
        }
        return Optional.empty();
    }

    /** An access that is not over before its object is freed. */
    Optional<Stale> staleAccess(Relation endsBefore) {
        for (int f = frees.next(0); f >= 0; f = frees.next(f + 1)) {
            int object = Address.object(execution.location(f));
            for (int e = structure.initial(); e < structure.size(); e++) {
                Event event = structure.event(e);
                if (event.location() == null || event.tag() == Tag.FREE || Setting.isSignal(execution.location(e))
                    || Address.object(execution.location(e)) != object) {
                    continue;
                }
                boolean own = structure.thread(e) == structure.thread(f);
                if (own ? f < e : !endsBefore.contains(e, f) && !isFollowed(e, f, endsBefore)) {
                    return Optional.of(new Stale(e, f));
                }
            }
        }
        return Optional.empty();
    }

    /** True of a grace period that is over, as what its thread does next is, before {@code f}. */
    private boolean isFollowed(int e, int f, Relation endsBefore) {
        if (structure.event(e).isRead() || structure.event(e).isWrite()) {
            return false;
        }
        for (int next = e + 1; next < structure.size() && structure.thread(next) == structure.thread(e); next++) {
            if (endsBefore.contains(next, f)) {
                return true;
            }
        }
        return false;
    }

    /** A read of what was never stored. */
    Optional<Integer> unsetRead() {
        EventSet reads = structure.reads();
        for (int r = reads.next(0); r >= 0; r = reads.next(r + 1)) {
            Event event = structure.event(r);
            if (execution.source(r) < structure.initial() && execution.value(r) == Memory.UNSET
                && !structure.path(event.thread()).story().excused().get(event.index())) {
                return Optional.of(r);
            }
        }
        return Optional.empty();
    }

    /** What memory holds when every thread has come to its end. */
    Memory left(Memory before) {
        Memory after = before.copy();
        for (Path path : structure.paths()) {
            path.story().allocated().forEach(after::allocate);
        }
        EventSet writes = structure.writes();
        for (int w = writes.next(structure.initial()); w >= 0; w = writes.next(w + 1)) {
            if (structure.event(w).tag() == Tag.FREE) {
                after.free(Address.object(execution.location(w)), structure.event(w).site());
            } else if (!com.coherence().hasSuccessor(w)) {
                after.store(execution.location(w), execution.value(w));
            }
        }
        return after;
    }

    /** What a value is in this execution. */
    long value(Value value) {
        return execution.evaluate(value) ? execution.result() : 0;
    }
}
