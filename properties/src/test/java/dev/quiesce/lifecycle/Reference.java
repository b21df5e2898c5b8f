package dev.quiesce.lifecycle;

import java.util.Arrays;

/**
 * What a user knows who has only heard of the operations: which states there are, on which device, and which cards are
 * slaves. Nothing of locks, maps or drivers.
 */
final class Reference {
    enum Life { VOID, VALID, DEAD }

    final Life[] life = new Life[Operation.STATES];
    final int[] device = new int[Operation.STATES];
    final boolean[] slave = new boolean[Operation.BOND + 1];

    Reference() {
        Arrays.fill(life, Life.VOID);
        Arrays.fill(slave, 0, Operation.CARDS, true);
    }

    /** Takes note of an operation that came to {@code result}: 0 or an error. */
    void follow(Operation o, long result) {
        switch (o.kind()) {
            case ADD -> {
                if (result == 0) {
                    life[o.a()] = Life.VALID;
                    device[o.a()] = o.b();
                }
            }
            case DELETE -> delete(o.a());
            case FREE -> {
                if (life[o.a()] == Life.DEAD) {
                    life[o.a()] = Life.VOID;
                }
            }
            case USER_FLUSHES -> {
                if (result == 0) {
                    deleteAll();
                }
            }
            case NAMESPACE_GOES -> deleteAll();
            case DEVICE_GOES -> end(o.a());
            case CHANGE_MODE -> end(Operation.BOND);
            case ENSLAVE -> slave[o.a()] = true;
            case RELEASE -> slave[o.a()] = false;
            case RESOLVE, TRANSMIT, FAIL_OVER, TOGGLE_FEATURE -> { }
        }
    }

    private void delete(int state) {
        if (life[state] == Life.VALID) {
            life[state] = Life.DEAD;
        }
    }

    private void deleteAll() {
        for (int s = 0; s < life.length; s++) {
            delete(s);
        }
    }

    private void end(int of) {
        for (int s = 0; s < life.length; s++) {
            if (device[s] == of) {
                life[s] = Life.VOID;
            }
        }
    }
}
