package dev.quiesce.fuzz;

import dev.quiesce.program.Finding;
import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Move;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.State;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A walk is one random run from the first state to its end. */
final class Walk {
    /** How a walk ends. */
    sealed interface End {
        /** The scenario has come to its end. */
        record Complete(String observed) implements End {}

        record Broken(Failure failure) implements End {}

        /** Whoever could move runs into an {@code assume} that is false. */
        record Discarded() implements End {}

        /** Given up: too many steps, or too many instructions in one step. */
        record Cut() implements End {}
    }

    private final Machine machine;
    private final Coverage coverage;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final List<Move> moves = new ArrayList<>();
    private State state;
    private boolean discards;

    Walk(Machine machine, Coverage coverage, Scheduler scheduler, RandomGenerator random) {
        this.machine = machine;
        this.coverage = coverage;
        this.scheduler = scheduler;
        this.random = random;
        coverage.restart();
        state = machine.initial();
    }

    int steps() {
        return moves.size();
    }

    End run(int maxSteps) {
        int[] slots = new int[Long.SIZE];
        while (!state.complete()) {
            if (moves.size() == maxSteps) {
                return new End.Cut();
            }
            End end = step(slots);
            if (end != null) {
                return end;
            }
        }
        return new End.Complete(state.observed(machine.image()));
    }

    /** One step by the first that can make one; null if the run goes on. While {@code init} can move, nobody else does. */
    private End step(int[] slots) {
        int count = 0;
        for (int slot = 0; slot < state.slots(); slot++) {
            if (state.alive(slot)) {
                slots[count++] = slot;
            }
        }
        scheduler.order(slots, count);
        if (state.initializing()) {
            first(slots, count);
        }
        discards = false;
        for (int n = 0; n < count; n++) {
            Outcome outcome = outcome(slots[n]);
            if (outcome != null) {
                return scheduler.givesWay(slots[n]) ? step(slots) : take(slots[n], outcome);
            }
        }
        return discards ? new End.Discarded() : new End.Broken(new Failure(Finding.DEADLOCK, moves, null));
    }

    private static void first(int[] slots, int count) {
        for (int n = 0; n < count; n++) {
            if (slots[n] == 0) {
                slots[n] = slots[0];
                slots[0] = 0;
            }
        }
    }

    /**
     * What a step of a thread comes to, at random; null if it has none. Choices with which it is discarded or has to wait are
     * not the only ones that there are.
     */
    private Outcome outcome(int slot) {
        Outcome outcome = machine.step(state, slot, random);
        if (outcome != null && !(outcome instanceof Outcome.Discarded)) {
            return outcome;
        }
        List<Outcome> all = machine.step(state, slot);
        List<Outcome> others = all.stream().filter(other -> !(other instanceof Outcome.Discarded)).toList();
        discards |= !all.isEmpty();
        return others.isEmpty() ? null : others.get(random.nextInt(others.size()));
    }

    private End take(int slot, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Moved moved -> {
                moves.add(new Move(slot, moved.choices()));
                coverage.add(slot, moved.footprint());
                state = moved.state();
                scheduler.moved(slot);
                yield null;
            }
            case Outcome.Failed failed -> {
                moves.add(new Move(slot, failed.choices()));
                yield new End.Broken(new Failure(failed.finding(), moves, failed));
            }
            case Outcome.Endless _ -> new End.Cut();
            case Outcome.Discarded _ -> new End.Discarded();
        };
    }
}
