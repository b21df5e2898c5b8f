package dev.quiesce.lifecycle;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.state.ActionChain;

/** What must be true of every history of the repaired model, on long ones. */
class LifecycleProperties {
    /** After each of its operations a history is asked for every handle, so these take long. */
    private static final int FEW = 10;
    static final int OPERATIONS = 300;

    private static Chains chains(Promise promise) {
        return new Chains(promise, Lifecycles.FIXED);
    }

    @Provide
    Arbitrary<ActionChain<History>> freed() {
        return chains(Promise.FREED).of(OPERATIONS);
    }

    @Property(tries = FEW, shrinking = ShrinkingMode.OFF)
    @Label("a freed state never yields a handle, and no state one of another card")
    void freedStatesYieldNothing(@ForAll("freed") ActionChain<History> chain) {
        chains(Promise.FREED).run(chain);
    }

    @Provide
    Arbitrary<ActionChain<History>> teardown() {
        return chains(Promise.TEARDOWN).of(OPERATIONS);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    @Label("teardown flushes regardless of the LSM and of the feature bit")
    void teardownFlushes(@ForAll("teardown") ActionChain<History> chain) {
        chains(Promise.TEARDOWN).run(chain);
    }

    @Provide
    Arbitrary<ActionChain<History>> refused() {
        return chains(Promise.REFUSED).of(OPERATIONS);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    @Label("a user flush that is refused removes nothing")
    void refusedFlushRemovesNothing(@ForAll("refused") ActionChain<History> chain) {
        chains(Promise.REFUSED).run(chain);
    }

    @Provide
    Arbitrary<ActionChain<History>> balance() {
        return chains(Promise.BALANCE).of(OPERATIONS);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    @Label("adds and deletes of the driver balance on each card")
    void driverCallsBalance(@ForAll("balance") ActionChain<History> chain) {
        chains(Promise.BALANCE).run(chain);
    }

    @Provide
    Arbitrary<ActionChain<History>> references() {
        return chains(Promise.REFERENCES).of(OPERATIONS);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    @Label("a device's references end where they began")
    void referencesEndWhereTheyBegan(@ForAll("references") ActionChain<History> chain) {
        chains(Promise.REFERENCES).run(chain);
    }

    @Provide
    Arbitrary<ActionChain<History>> clear() {
        return chains(Promise.CLEAR).of(OPERATIONS);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    @Label("no packet of an offloaded state leaves in clear text")
    void nothingLeavesInClearText(@ForAll("clear") ActionChain<History> chain) {
        chains(Promise.CLEAR).run(chain);
    }
}
