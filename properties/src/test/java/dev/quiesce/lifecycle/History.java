package dev.quiesce.lifecycle;

import dev.quiesce.lifecycle.Operation.Kind;
import dev.quiesce.lifecycle.Reference.Life;
import dev.quiesce.simulate.Session;
import dev.quiesce.simulate.ViolationException;
import java.util.ArrayList;
import java.util.List;

/** One history of the model, operation by operation, held against a reference after each. */
final class History {
    static final String THREAD = "history";
    static final String SCENARIO = "histories";
    private static final int EPERM = 1;

    private final Promise promise;
    private final String variant;
    private final Session session;
    private final Reference reference = new Reference();
    private final List<Operation> told = new ArrayList<>();

    History(Promise promise, String variant) {
        this.promise = promise;
        this.variant = variant;
        session = Session.of(Lifecycles.image(variant, SCENARIO));
    }

    /** How many operations it has. */
    int length() {
        return told.size();
    }

    /** @throws Broken if the promise is */
    void perform(Operation operation) {
        long[] before = lives();
        long result = step(operation);
        reference.follow(operation, result);
        switch (promise) {
            case FREED -> everyHandle();
            case TEARDOWN -> nothingIsLeft(operation);
            case REFUSED -> allOrNothing(operation, result, before);
            case BALANCE -> cards();
            case REFERENCES -> references(operation);
            case CLEAR -> require(session.read("clear_text") == 0, "a packet left in clear text");
        }
    }

    private long step(Operation operation) {
        told.add(operation);
        try {
            session.step(THREAD, operation.choices());
        } catch (ViolationException e) {
            throw broken("the model itself objects: " + e.getMessage(), e);
        }
        return session.read("result");
    }

    private long[] lives() {
        long[] lives = new long[Operation.STATES];
        for (int s = 0; s < lives.length; s++) {
            lives[s] = life(s);
        }
        return lives;
    }

    private long life(int state) {
        return session.read("sa[" + state + "].km");
    }

    /** Asks for every handle, and leaves no trace of that unless the answer is wrong. */
    private void everyHandle() {
        for (int s = 0; s < Operation.STATES; s++) {
            for (int card = 0; card < Operation.CARDS; card++) {
                Session.Saved here = session.save();
                long handle = step(new Operation(Kind.RESOLVE, s, card, 0));
                require(handle == 0 || reference.life[s] != Life.VOID, "SA " + s + " is free and yields " + handle);
                require(handle == 0 || handle == 100 + 10 * card + s, "SA " + s + " yields " + handle + ", which is not of "
                    + Operation.device(card));
                session.restore(here);
                told.removeLast();
            }
        }
    }

    private void nothingIsLeft(Operation o) {
        for (int s = 0; s < Operation.STATES; s++) {
            switch (o.kind()) {
                case DEVICE_GOES -> require(life(s) == Life.VOID.ordinal() || reference.device[s] != o.a(),
                    "SA " + s + " is left of " + Operation.device(o.a()));
                case NAMESPACE_GOES -> require(life(s) != Life.VALID.ordinal(), "SA " + s + " is left of the namespace");
                default -> { }
            }
        }
    }

    private void allOrNothing(Operation o, long result, long[] before) {
        if (o.kind() != Kind.USER_FLUSHES) {
            return;
        }
        boolean refused = o.a() > 0 && before[o.a() - 1] == Life.VALID.ordinal();
        require(result == (refused ? -EPERM : 0), "the flush came to " + result);
        for (int s = 0; s < Operation.STATES; s++) {
            if (refused) {
                require(life(s) == before[s], "SA " + s + " is removed by a flush that was refused");
            } else {
                require(life(s) != Life.VALID.ordinal(), "SA " + s + " is left by a flush");
            }
        }
    }

    private void cards() {
        for (int card = 0; card < Operation.CARDS; card++) {
            long entries = 0;
            for (int s = 0; s < Operation.STATES; s++) {
                boolean there = session.read("hw[" + card + "][" + s + "]") != 0;
                entries += there ? 1 : 0;
                require(!there || reference.life[s] != Life.VOID, "SA " + s + " is free, and " + Operation.device(card)
                    + " holds it");
            }
            long balance = session.read("added[" + card + "]") - session.read("removed[" + card + "]");
            require(balance == entries, Operation.device(card) + " holds " + entries + " after " + balance
                + " more adds than frees");
        }
    }

    private void references(Operation o) {
        if (o.kind() == Kind.DEVICE_GOES) {
            long held = session.read("device[" + o.a() + "].refcnt");
            require(held == (reference.slave[o.a()] ? 1 : 0), Operation.device(o.a()) + " has gone and is held "
                + held + " times");
        }
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw broken(otherwise, null);
        }
    }

    private Broken broken(String how, Throwable cause) {
        String schedule = cause instanceof ViolationException e ? e.trace().schedule() : session.schedule();
        return new Broken(promise.words, how, told, "quiesce replay " + Lifecycles.MODEL + " " + SCENARIO
            + " --every-access --variant " + variant, schedule, cause);
    }

    @Override
    public String toString() {
        return told.size() + " operations";
    }
}
