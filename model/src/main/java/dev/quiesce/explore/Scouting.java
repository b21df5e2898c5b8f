package dev.quiesce.explore;

import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.State;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A few random runs before a search, always the same ones: what they store to need not be guessed to be constant, which
 * saves starting the search again.
 */
final class Scouting {
    private static final int WALKS = 24;
    private static final int STEPS = 4000;
    private static final long SEED = 42;

    private final Machine machine;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private int steps;

    Scouting(Machine machine) {
        this.machine = machine;
    }

    void run() {
        for (int w = 0; w < WALKS && steps < STEPS; w++) {
            walk();
        }
    }

    private void walk() {
        State state = machine.initial();
        for (int limit = STEPS / 4; limit > 0 && steps < STEPS && !state.complete(); limit--) {
            List<State> next = new ArrayList<>();
            int start = random.nextInt(Math.max(1, state.slots()));
            for (int n = 0; n < state.slots() && next.isEmpty(); n++) {
                int slot = state.initializing() ? n : (start + n) % state.slots();
                if (state.alive(slot)) {
                    steps++;
                    for (Outcome o : machine.step(state, slot)) {
                        if (o instanceof Outcome.Moved m) {
                            next.add(m.state());
                        }
                    }
                }
            }
            if (next.isEmpty()) {
                return;
            }
            state = next.get(random.nextInt(next.size()));
        }
    }
}
