package dev.quiesce.simulate;

import java.util.Arrays;

/**
 * Notices when a thread runs in a circle inside one step: Brent's algorithm on the top frame, valid as long as nothing
 * was stored meanwhile and the call depth is the same.
 */
final class CycleWatch {
    private static final int FIRST = 4096;

    private int next = FIRST;
    private Frame seen;
    private int depth;
    private long stores;

    /** True if the thread stands exactly where it stood before, so that it will do so for ever. */
    boolean repeats(int executed, Runner runner, long storesSoFar) {
        if (executed < FIRST) {
            return false;
        }
        Frame top = runner.top();
        if (seen != null && depth == runner.depth && stores == storesSoFar && seen.pc == top.pc
            && seen.function == top.function && Arrays.equals(seen.registers, top.registers)) {
            return true;
        }
        if (executed >= next) {
            next = executed * 2;
            seen = top.copy();
            depth = runner.depth;
            stores = storesSoFar;
        }
        return false;
    }
}
