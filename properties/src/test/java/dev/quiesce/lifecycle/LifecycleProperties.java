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
    private static final int TRIES = 40;
    private static final int OPERATIONS = 300;

    private static Arbitrary<ActionChain<History>> chains(Promise promise) {
        return Chains.of(promise, Lifecycles.FIXED, OPERATIONS);
    }

    @Provide
    Arbitrary<ActionChain<History>> freed() {
        return chains(Promise.FREED);
    }

    @Property(tries = TRIES / 4, shrinking = ShrinkingMode.FULL)
    @Label("a freed state never yields a handle, and no state one of another card")
    void freedStatesYieldNothing(@ForAll("freed") ActionChain<History> chain) {
        chain.run();
    }

    @Provide
    Arbitrary<ActionChain<History>> teardown() {
        return chains(Promise.TEARDOWN);
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.FULL)
    @Label("teardown flushes regardless of the LSM and of the feature bit")
    void teardownFlushes(@ForAll("teardown") ActionChain<History> chain) {
        chain.run();
    }

    @Provide
    Arbitrary<ActionChain<History>> refused() {
        return chains(Promise.REFUSED);
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.FULL)
    @Label("a user flush that is refused removes nothing")
    void refusedFlushRemovesNothing(@ForAll("refused") ActionChain<History> chain) {
        chain.run();
    }

    @Provide
    Arbitrary<ActionChain<History>> balance() {
        return chains(Promise.BALANCE);
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.FULL)
    @Label("adds and deletes of the driver balance on each card")
    void driverCallsBalance(@ForAll("balance") ActionChain<History> chain) {
        chain.run();
    }

    @Provide
    Arbitrary<ActionChain<History>> references() {
        return chains(Promise.REFERENCES);
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.FULL)
    @Label("a device's references end where they began")
    void referencesEndWhereTheyBegan(@ForAll("references") ActionChain<History> chain) {
        chain.run();
    }

    @Provide
    Arbitrary<ActionChain<History>> clear() {
        return chains(Promise.CLEAR);
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.FULL)
    @Label("no packet of an offloaded state leaves in clear text")
    void nothingLeavesInClearText(@ForAll("clear") ActionChain<History> chain) {
        chain.run();
    }
}
