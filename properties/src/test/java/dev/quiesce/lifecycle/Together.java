package dev.quiesce.lifecycle;

import dev.quiesce.simulate.Session;
import dev.quiesce.simulate.ViolationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run of the model in which packets go on beside the operations, piece by piece. Whenever all threads stand between two
 * operations, everything must be as the operations so far would have left it one after the other.
 */
final class Together {
    static final String SCENARIO = "together";
    /** Variants in which what goes on side by side goes wrong, and nothing else does. */
    static final List<String> TWINS = List.of("cleared_late");

    private final String variant;
    private final Session session;
    private final Reference reference = new Reference();
    private final Map<String, Operation> begun = new HashMap<>();
    private final List<Turn> told = new ArrayList<>();

    private Together(String variant) {
        this.variant = variant;
        session = Session.of(Lifecycles.image(variant, SCENARIO));
    }

    /**
     * Runs the turns.
     *
     * @throws Broken if something was not as it should be, with the shortest history that shrinking comes to
     */
    static void check(String variant, List<Turn> turns) {
        Minimal<Turn> minimal = new Minimal<>(smaller -> broken(variant, smaller), Turn::simpler);
        if (broken(variant, turns).isPresent()) {
            throw minimal.of(turns);
        }
    }

    private static Optional<Broken> broken(String variant, List<Turn> turns) {
        try {
            Together run = new Together(variant);
            turns.forEach(run::take);
            return Optional.empty();
        } catch (Broken broken) {
            return Optional.of(broken);
        }
    }

    private void take(Turn turn) {
        String thread = turn.thread();
        if (!begun.containsKey(thread)) {
            told.add(turn);
            begun.put(thread, turn.operation());
        }
        int taken = 0;
        do {
            // Only the step that begins an operation makes choices.
            if (!step(thread, turn.choices())) {
                return;                 // waits for a grace period
            }
            taken++;
        } while (begun.containsKey(thread) && taken != turn.steps());
    }

    private boolean step(String thread, int[] choices) {
        try {
            if (!session.step(thread, choices)) {
                return false;
            }
        } catch (ViolationException e) {
            throw broken(e.getMessage(), e.trace().schedule(), e);
        }
        if (session.chooses(thread)) {
            finished(thread, begun.remove(thread));
        }
        require(session.read("clear_text") == 0, "a packet left in clear text");
        if (begun.isEmpty()) {
            inOrder();
        }
        return true;
    }

    private void finished(String thread, Operation operation) {
        if (thread.equals(Turn.OPERATIONS)) {
            reference.follow(operation, session.read("result"));
        }
    }

    private void inOrder() {
        for (int card = 0; card < Operation.CARDS; card++) {
            for (int s = 0; s < Operation.STATES; s++) {
                boolean gone = reference.life[s] == Reference.Life.VOID;
                require(!gone || session.read("hw[" + card + "][" + s + "]") == 0, "SA " + s + " is free, and "
                    + Operation.device(card) + " holds it");
                long handle = handle(s, card);
                require(handle == 0 || !gone, "SA " + s + " is free and yields " + handle);
                require(handle == 0 || handle == 100 + 10 * card + s, "SA " + s + " yields " + handle);
            }
        }
        for (int d = 0; d <= Operation.BOND; d++) {
            int held = reference.slave[d] ? 1 : 0;
            for (int s = 0; s < Operation.STATES; s++) {
                held += reference.life[s] != Reference.Life.VOID && reference.device[s] == d ? 1 : 0;
            }
            require(session.read("device[" + d + "].refcnt") == held, Operation.device(d) + " is not held " + held
                + " times");
        }
    }

    /** Asks by a call from outside, beside the threads that stand where they are, and takes it back. */
    private long handle(int state, int card) {
        Session.Saved here = session.save();
        long handle = session.call("xfrm_dev_state_lower_handle", session.address("sa[" + state + "]"),
            session.address("device[" + card + "]"));
        session.restore(here);
        return handle;
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw broken(otherwise, session.schedule(), null);
        }
    }

    private Broken broken(String how, String schedule, Throwable cause) {
        return new Broken("what holds one after the other holds side by side", how, told, "quiesce replay "
            + Lifecycles.MODEL + " " + SCENARIO + " -D TOGETHER --every-access --variant " + variant, schedule, cause);
    }
}
