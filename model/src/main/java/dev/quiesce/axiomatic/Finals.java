package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.graph.Execution;
import dev.quiesce.axiomatic.path.Path;
import dev.quiesce.axiomatic.path.Value;
import dev.quiesce.axiomatic.path.Values;
import dev.quiesce.axiomatic.relation.EventSet;
import dev.quiesce.axiomatic.relation.Relation;
import dev.quiesce.program.Condition;
import dev.quiesce.program.Condition.And;
import dev.quiesce.program.Condition.ConstantTerm;
import dev.quiesce.program.Condition.Equal;
import dev.quiesce.program.Condition.LocationTerm;
import dev.quiesce.program.Condition.Not;
import dev.quiesce.program.Condition.Or;
import dev.quiesce.program.Condition.RegisterTerm;
import dev.quiesce.program.Condition.Term;
import java.util.Map;

/** The final values of an execution, and what can be said of a condition on them before it is finished. */
final class Finals {
    private final Execution execution;
    private final EventStructure structure;
    private final Map<Long, Long> memory;
    private long found;

    /** @param memory the initial value of every location, whether or not the structure has it */
    Finals(Execution execution, Map<Long, Long> memory) {
        this.execution = execution;
        this.structure = execution.structure();
        this.memory = memory;
    }

    /**
     * What is known of {@code condition}.
     *
     * @param coherence the coherence order as far as known, null if nothing is
     */
    Truth truth(Condition condition, Relation coherence) {
        return switch (condition) {
            case And(var parts) -> {
                Truth all = Truth.TRUE;
                for (Condition part : parts) {
                    all = all.and(truth(part, coherence));
                    if (all == Truth.FALSE) {
                        break;
                    }
                }
                yield all;
            }
            case Or(var parts) -> {
                Truth any = Truth.FALSE;
                for (Condition part : parts) {
                    any = any.or(truth(part, coherence));
                    if (any == Truth.TRUE) {
                        break;
                    }
                }
                yield any;
            }
            case Not(Condition part) -> truth(part, coherence).not();
            case Equal(LocationTerm left, Term right) -> finalTruth(left, right, coherence);
            case Equal(Term left, LocationTerm right) -> finalTruth(right, left, coherence);
            case Equal(Term left, Term right) -> {
                if (!evaluate(left)) {
                    yield Truth.UNKNOWN;
                }
                long value = found;
                yield evaluate(right) ? Truth.of(value == found) : Truth.UNKNOWN;
            }
        };
    }

    /** Compares what any write that can still be the last one leaves behind. */
    private Truth finalTruth(LocationTerm left, Term right, Relation coherence) {
        if (right instanceof LocationTerm other) {
            boolean known = coherence != null && lastValue(left.address(), coherence);
            return known ? sameAs(other, coherence) : Truth.UNKNOWN;
        }
        if (!evaluate(right)) {
            return Truth.UNKNOWN;
        }
        long wanted = found;
        boolean can = false;
        boolean cannot = false;
        boolean touched = false;
        EventSet writes = structure.writes();
        for (int w = writes.next(0); w >= 0; w = writes.next(w + 1)) {
            if (execution.isLocated(w) && execution.location(w) != left.address()) {
                continue;
            }
            touched |= execution.isLocated(w);
            if (coherence == null || !coherence.hasSuccessor(w)) {
                can |= !execution.isValued(w) || execution.value(w) == wanted;
                cannot |= !execution.isValued(w) || !execution.isLocated(w) || execution.value(w) != wanted;
            }
        }
        if (!touched) {
            boolean initially = memory.getOrDefault(left.address(), 0L) == wanted;
            can |= initially;
            cannot |= !initially;
        }
        return can && cannot ? Truth.UNKNOWN : Truth.of(can);
    }

    private Truth sameAs(LocationTerm other, Relation coherence) {
        long value = found;
        return lastValue(other.address(), coherence) ? Truth.of(value == found) : Truth.UNKNOWN;
    }

    /** Looks for the value that a location ends with, into {@link #found}. */
    private boolean lastValue(long address, Relation coherence) {
        found = memory.getOrDefault(address, 0L);
        EventSet writes = structure.writes();
        for (int w = writes.next(0); w >= 0; w = writes.next(w + 1)) {
            if (!execution.isLocated(w) || !execution.isValued(w)) {
                return false;
            }
            if (execution.location(w) == address && !coherence.hasSuccessor(w)) {
                found = execution.value(w);
            }
        }
        return true;
    }

    private boolean evaluate(Term term) {
        switch (term) {
            case ConstantTerm constant -> {
                found = constant.value();
                return true;
            }
            case RegisterTerm register -> {
                boolean known = execution.evaluate(value(register));
                found = execution.result();
                return known;
            }
            case LocationTerm location -> throw new IllegalStateException("locations are compared as such");
        }
    }

    private Value value(RegisterTerm term) {
        Path path = structure.path(term.process());
        return term.register() < 0 ? Values.ZERO : path.registers().get(term.register());
    }

    /** The value a term ends with in a finished execution. */
    long value(Term term, Relation coherence) {
        boolean known = term instanceof LocationTerm(long address, String ignored)
            ? lastValue(address, coherence)
            : evaluate(term);
        if (!known) {
            throw new IllegalStateException(term + " has no value");
        }
        return found;
    }
}
