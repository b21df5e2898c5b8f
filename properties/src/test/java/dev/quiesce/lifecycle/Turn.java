package dev.quiesce.lifecycle;

import dev.quiesce.lifecycle.Operation.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * A turn is one thread's in a history in which several things go on: it begins {@code operation}, or goes on with the one
 * it is in the middle of, and takes some steps.
 *
 * <p>Turns are drawn as priorities are in Burckhardt et al., "A Randomized Scheduler with Probabilistic Guarantees of
 * Finding Bugs" (ASPLOS 2010): an error that hangs on the order of few accesses needs few changes of thread, so mostly
 * a thread runs to the end of its operation, and sometimes it stops on the way.
 *
 * @param steps how many; {@link #TO_ITS_END} for all that the operation takes, unless it has to wait
 */
record Turn(String thread, Operation operation, int steps) {
    static final String OPERATIONS = "operations";
    static final int TO_ITS_END = 0;
    private static final Set<Kind> PACKET = EnumSet.of(Kind.RESOLVE, Kind.TRANSMIT);
    private static final List<String> PACKETS = List.of("packet", "packet#2");

    static Arbitrary<List<Turn>> turns(int most) {
        Arbitrary<Operation> lives = Operation.any(Kind.ADD, Kind.DELETE, Kind.FREE);
        Arbitrary<Operation> others = Operation.any(Kind.values());
        Arbitrary<Turn> operation = Combinators.combine(Arbitraries.just(OPERATIONS),
            Arbitraries.frequencyOf(Tuple.of(3, lives), Tuple.of(2, others)), some()).as(Turn::new);
        Arbitrary<Turn> packet = Combinators.combine(Arbitraries.of(PACKETS),
            Operation.any(PACKET.toArray(Kind[]::new)), some()).as(Turn::new);
        return Arbitraries.frequencyOf(Tuple.of(3, operation), Tuple.of(2, packet)).list().ofMaxSize(most)
            .withSizeDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Integer> some() {
        return Arbitraries.frequency(Tuple.of(4, TO_ITS_END), Tuple.of(1, 1), Tuple.of(1, 2), Tuple.of(1, 3), Tuple.of(1, 5));
    }

    /** The same with a simpler operation, or for fewer steps; the simplest first. */
    List<Turn> simpler() {
        List<Turn> simpler = new ArrayList<>();
        IntStream.range(TO_ITS_END, steps).forEach(fewer -> simpler.add(new Turn(thread, operation, fewer)));
        operation.simpler().stream().filter(o -> thread.equals(OPERATIONS) || PACKET.contains(o.kind()))
            .forEach(o -> simpler.add(new Turn(thread, o, steps)));
        return simpler;
    }

    int[] choices() {
        return thread.equals(OPERATIONS) ? operation.choices() : operation.packetChoices();
    }

    @Override
    public String toString() {
        return thread + ": " + operation;
    }
}
