package dev.quiesce.lifecycle;

import dev.quiesce.lifecycle.Operation.Kind;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/** Chains of operations on the histories of one variant, which are to keep a promise. */
record Chains(Promise promise, String variant) {
    /** Chains of that many operations of any kind, each on a new history. */
    Arbitrary<ActionChain<History>> of(int operations) {
        return ActionChain.startWith(this::begin)
            .withAction(new Step())
            .withMaxTransformations(operations);
    }

    private History begin() {
        return new History(promise, variant);
    }

    private record Step() implements Action.Independent<History> {
        @Override
        public Arbitrary<Transformer<History>> transformer() {
            return Operation.any(Kind.values()).map(operation ->
                Transformer.mutate(operation.toString(), history -> history.perform(operation)));
        }
    }

    /**
     * Runs a chain.
     *
     * @throws Broken if the promise is, with the shortest history that shrinking comes to
     */
    void run(ActionChain<History> chain) {
        try {
            chain.run();
        } catch (RuntimeException | Error thrown) {
            for (Throwable t = thrown; t != null; t = t.getCause()) {
                if (t instanceof Broken broken) {
                    List<Operation> failing = broken.history().stream().map(Operation.class::cast).toList();
                    throw new Minimal<>(this::broken, Operation::simpler).of(failing);
                }
            }
            throw thrown;
        }
    }

    private Optional<Broken> broken(List<Operation> operations) {
        try {
            operations.forEach(begin()::perform);
            return Optional.empty();
        } catch (Broken broken) {
            return Optional.of(broken);
        }
    }
}
