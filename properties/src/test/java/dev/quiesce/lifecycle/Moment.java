package dev.quiesce.lifecycle;

import dev.quiesce.lifecycle.Operation.Kind;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A moment of a history in which several things go on: one thread takes one step. If it stands between two operations it
 * begins {@code operation}, else it goes on with what it has begun.
 */
record Moment(String thread, Operation operation) {
    static final String OPERATIONS = "operations";
    static final List<String> PACKETS = List.of("packet", "packet#2");

    static Arbitrary<List<Moment>> moments(int most) {
        Arbitrary<Moment> operation = Arbitraries.frequencyOf(Tuple.of(2, Operation.any(Kind.values())),
            Tuple.of(2, Operation.any(Kind.ADD)), Tuple.of(3, Operation.any(Kind.DELETE, Kind.FREE)),
            Tuple.of(1, Operation.any(Kind.CHANGE_MODE))).map(o -> new Moment(OPERATIONS, o));
        Arbitrary<Moment> packet = Combinators.combine(Arbitraries.of(PACKETS),
            Operation.any(Kind.RESOLVE, Kind.TRANSMIT)).as(Moment::new);
        return Arbitraries.frequencyOf(Tuple.of(2, operation), Tuple.of(3, packet))
            .list().ofMaxSize(most);
    }

    int[] choices() {
        return thread.equals(OPERATIONS) ? operation.choices() : operation.packetChoices();
    }

    @Override
    public String toString() {
        return thread + ": " + operation;
    }
}
