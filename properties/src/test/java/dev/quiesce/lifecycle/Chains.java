package dev.quiesce.lifecycle;

import dev.quiesce.lifecycle.Operation.Kind;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/** Chains of operations, and their shrinking outside of a property. */
final class Chains {
    private Chains() {}

    /** Chains of that many operations of any kind, each on a new history. */
    static Arbitrary<ActionChain<History>> of(Promise promise, String variant, int operations) {
        return ActionChain.startWith(() -> new History(promise, variant))
            .withAction(new Step())
            .withMaxTransformations(operations);
    }

    private record Step() implements Action.Independent<History> {
        @Override
        public Arbitrary<Transformer<History>> transformer() {
            return Operation.any(Kind.values()).map(operation ->
                Transformer.mutate(operation.toString(), history -> history.perform(operation)));
        }
    }

    /** What a chain breaks, if it does. */
    static Optional<Broken> broken(ActionChain<History> chain) {
        try {
            chain.run();
            return Optional.empty();
        } catch (Throwable thrown) {
            for (Throwable t = thrown; t != null; t = t.getCause()) {
                if (t instanceof Broken broken) {
                    return Optional.of(broken);
                }
            }
            throw thrown;
        }
    }

    /** As a property does: tries, and shrinks the first that fails until nothing smaller does. */
    static Optional<Broken> search(Arbitrary<ActionChain<History>> chains, long seed, int tries) {
        Random random = new Random(seed);
        var generator = chains.generator(tries);
        for (int n = 0; n < tries; n++) {
            Shrinkable<ActionChain<History>> candidate = generator.next(random);
            Optional<Broken> found = broken(candidate.value());
            if (found.isPresent()) {
                return Optional.of(shrink(candidate, found.get()));
            }
        }
        return Optional.empty();
    }

    private static Broken shrink(Shrinkable<ActionChain<History>> failing, Broken found) {
        Shrinkable<ActionChain<History>> smallest = failing;
        Broken broken = found;
        for (boolean shrunk = true; shrunk;) {
            shrunk = false;
            for (Shrinkable<ActionChain<History>> smaller : (Iterable<Shrinkable<ActionChain<History>>>)
                    smallest.shrink()::iterator) {
                Optional<Broken> again = broken(smaller.value());
                if (again.isPresent()) {
                    smallest = smaller;
                    broken = again.get();
                    shrunk = true;
                    break;
                }
            }
        }
        return broken;
    }
}
