package dev.quiesce.explore;

import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Mutability;
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
    /** Runs in a row that find no further store before no more are made. */
    private static final int QUIET_WALKS = 3;
    private static final long SEED = 42;

    private final Machine machine;
    private final Mutability mutability;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private int steps;

    /** @param mutability what {@code machine} reports its stores to */
    Scouting(Machine machine, Mutability mutability) {
        this.machine = machine;
        this.mutability = mutability;
    }

    void run() {
        int quiet = 0;
        for (int w = 0; w < WALKS && quiet < QUIET_WALKS && steps < STEPS; w++) {
            int known = mutability.version();
            walk();
            quiet = mutability.version() == known ? quiet + 1 : 0;
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
