package dev.quiesce.axiomatic.path;

import dev.quiesce.axiomatic.path.Value.Known;
import dev.quiesce.axiomatic.path.Walker.DeadEnd;
import dev.quiesce.program.Expression.BinaryOperator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold of the values that a walk has read for its path to be the one taken (King, CACM 19(7), 1976). */
final class PathCondition {
    private final int thread;
    private final Decisions decisions;
    private final Recorder recorder;
    /** Null if anything may be read. */
    private final Foresight foresight;
    private final Map<Integer, Set<Long>> foreseen = new HashMap<>();
    private final List<Constraint> constraints = new ArrayList<>();

    PathCondition(int thread, Decisions decisions, Recorder recorder, Foresight foresight) {
        this.thread = thread;
        this.decisions = decisions;
        this.recorder = recorder;
        this.foresight = foresight;
    }

    List<Constraint> constraints() {
        return constraints;
    }

    /** Decides whether {@code condition} is not 0, and leaves a constraint unless that is known. */
    boolean decide(Value condition) {
        if (condition instanceof Known(long known)) {
            return known != 0;
        }
        for (Constraint earlier : constraints) {
            if (earlier.value().equals(condition)) {
                return earlier.holds();
            }
        }
        if (condition instanceof Value.Binary(BinaryOperator operator, var type, Value left, Value right, int ignored)
            && operator == BinaryOperator.NOT_EQUAL) {
            return !decide(Values.binary(BinaryOperator.EQUAL, type, left, right));
        }
        Set<Long> may = foreseen(condition);
        if (!may.isEmpty() && may.contains(0L) != may.stream().anyMatch(v -> v != 0)) {
            return !may.contains(0L);
        }
        boolean holds = decisions.choose(2) == 1;
        constraints.add(new Constraint(condition, holds));
        return holds;
    }

    /** The rest of the path is only taken if {@code condition} is as said. */
    void require(Value condition, boolean holds) throws DeadEnd {
        if (condition instanceof Known(long known)) {
            if (known != 0 != holds) {
                throw new DeadEnd(null);
            }
        } else {
            Set<Long> may = foreseen(condition);
            if (!may.isEmpty() && may.stream().noneMatch(v -> v != 0 == holds)) {
                throw new DeadEnd(null);
            }
            constraints.add(new Constraint(condition, holds));
        }
    }

    /** What a value may be; empty for anything. */
    Set<Long> foreseen(Value value) {
        Set<Long> may = foresight == null ? null : foresight.of(value, thread, recorder.events(), foreseen);
        return may == null ? Set.of() : may;
    }
}
