package dev.quiesce.lifecycle;

import dev.quiesce.simulate.Session;
import dev.quiesce.simulate.ViolationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of the model in which packets go on beside the operations, piece by piece. Whenever all threads stand between two
 * operations, everything must be as the operations so far would have left it one after the other.
 */
final class Together {
    static final String SCENARIO = "together";

    private final String variant;
    private final Session session;
    private final Reference reference = new Reference();
    private final Map<String, Operation> begun = new HashMap<>();
    private final List<String> told = new ArrayList<>();

    private Together(String variant) {
        this.variant = variant;
        session = Session.of(Lifecycles.image(variant, SCENARIO));
    }

    /** @throws Broken if something was not as it should be at some moment */
    static void run(String variant, List<Moment> moments) {
        Together run = new Together(variant);
        moments.forEach(run::step);
    }

    private void step(Moment moment) {
        String thread = moment.thread();
        boolean begins = !begun.containsKey(thread);
        if (begins) {
            told.add(moment.toString());
        }
        try {
            if (!session.step(thread, moment.choices())) {
                return;                 // waits for a grace period
            }
        } catch (ViolationException e) {
            throw broken(e.getMessage(), e.trace().schedule(), e);
        }
        begun.putIfAbsent(thread, moment.operation());
        if (session.chooses(thread)) {
            finished(thread, begun.remove(thread));
        }
        require(session.read("clear_text") == 0, "a packet left in clear text");
        if (begun.isEmpty()) {
            inOrder();
        }
    }

    private void finished(String thread, Operation operation) {
        if (thread.equals(Moment.OPERATIONS)) {
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
            + Lifecycles.MODEL + " " + SCENARIO + " -D TOGETHER --variant " + variant, schedule, cause);
    }
}
