package dev.quiesce.fuzz;

import dev.quiesce.program.Finding;
import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Move;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.State;
import java.util.ArrayList;
import java.util.List;

/** Runs schedules that may not fit: a move that cannot be made is left out. */
final class Rerun {
    private final Machine machine;
    private long steps;

    Rerun(Machine machine) {
        this.machine = machine;
    }

    /** Steps made in all reruns. */
    long steps() {
        return steps;
    }

    /** The failure that {@code wished} leads to, with the moves that were really made; null if it leads to none. */
    Failure of(List<Move> wished) {
        List<Move> made = new ArrayList<>();
        State state = machine.initial();
        for (Move move : wished) {
            if (!state.alive(move.slot()) || state.initializing() && move.slot() != 0 && canMove(state, 0)) {
                continue;
            }
            steps++;
            switch (machine.step(state, move.slot(), move.choices())) {
                case null -> { }
                case Outcome.Moved moved -> {
                    made.add(new Move(move.slot(), moved.choices()));
                    state = moved.state();
                }
                case Outcome.Failed failed -> {
                    made.add(new Move(move.slot(), failed.choices()));
                    return new Failure(failed.finding(), made, failed);
                }
                case Outcome.Discarded _, Outcome.Endless _ -> { }
            }
        }
        return stuck(state) ? new Failure(Finding.DEADLOCK, made, null) : null;
    }

    private boolean stuck(State state) {
        if (state.complete()) {
            return false;
        }
        for (int slot = 0; slot < state.slots(); slot++) {
            if (canMove(state, slot)) {
                return false;
            }
        }
        return true;
    }

    private boolean canMove(State state, int slot) {
        return state.alive(slot) && !machine.step(state, slot).isEmpty();
    }
}
