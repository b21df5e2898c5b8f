package dev.quiesce.explore;

import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Mutability;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.State;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A few random runs before a search, always the same ones: what they store to need not be guessed to be constant, nor what
 * several threads access to be one's own, which saves starting the search again. A run goes on as long as it finds
 * something out, as one through a large array does until it has been through all of it.
 */
final class Scouting {
    private static final int WALKS = 24;
    /** Runs in a row that find nothing out before no more are made. */
    private static final int QUIET_WALKS = 3;
    /** Outcomes of steps in a row, in one run, that find nothing out before it ends. */
    private static final int QUIET = 1000;
    /** Outcomes of all steps of all runs. */
    private static final int MOST = 100_000;
    private static final long SEED = 42;

    private final Machine machine;
    private final Mutability mutability;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private int outcomes;

    /** @param mutability what {@code machine} reports its accesses to */
    Scouting(Machine machine, Mutability mutability) {
        this.machine = machine;
        this.mutability = mutability;
    }

    void run() {
        int quiet = 0;
        for (int w = 0; w < WALKS && quiet < QUIET_WALKS && outcomes < MOST; w++) {
            int known = mutability.version();
            walk();
            quiet = mutability.version() == known ? quiet + 1 : 0;
        }
    }

    private void walk() {
        State state = machine.initial();
        int known = mutability.version();
        int news = outcomes;
        while (state != null && !state.complete() && outcomes < Math.min(MOST, news + QUIET)) {
            state = next(state);
            if (mutability.version() != known) {
                known = mutability.version();
                news = outcomes;
            }
        }
    }

    /** Where some thread gets to with its next step, null if none can move. */
    private State next(State state) {
        List<State> next = new ArrayList<>();
        int start = random.nextInt(Math.max(1, state.slots()));
        for (int n = 0; n < state.slots() && next.isEmpty(); n++) {
            int slot = state.initializing() ? n : (start + n) % state.slots();
            if (state.alive(slot)) {
                outcomes++;
                for (Outcome o : machine.step(state, slot)) {
                    outcomes++;
                    if (o instanceof Outcome.Moved m) {
                        next.add(m.state());
                    }
                }
            }
        }
        return next.isEmpty() ? null : next.get(random.nextInt(next.size()));
    }
}
