package dev.quiesce.lifecycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * One operation of a history, as {@code perform()} in the model counts them and their arguments.
 *
 * @param a the first argument, 0 where the kind has none; so are the others
 */
record Operation(Kind kind, int a, int b, int c) {
    static final int STATES = 2;
    static final int CARDS = 2;
    static final int BOND = 2;
    /** Of how many operations there are of one kind, nearly. */
    private static final int COMMON_MULTIPLE = 36;

    /** What an argument counts. */
    private enum Argument {
        STATE(STATES), CARD(CARDS), DEVICE(CARDS + 1), FULL(CARDS + 1), REFUSED(STATES + 1);

        private final int values;

        Argument(int values) {
            this.values = values;
        }
    }

    /** In the order of {@code enum operation}. */
    enum Kind {
        ADD(Argument.STATE, Argument.DEVICE, Argument.FULL),
        DELETE(Argument.STATE),
        FREE(Argument.STATE),
        RESOLVE(Argument.STATE, Argument.CARD),
        TRANSMIT(Argument.STATE, Argument.CARD),
        USER_FLUSHES(Argument.REFUSED),
        DEVICE_GOES(Argument.DEVICE, Argument.REFUSED),
        NAMESPACE_GOES(Argument.REFUSED),
        FAIL_OVER(Argument.FULL),
        ENSLAVE(Argument.CARD, Argument.FULL),
        RELEASE(Argument.CARD),
        CHANGE_MODE,
        TOGGLE_FEATURE;

        private final List<Argument> arguments;

        Kind(Argument... arguments) {
            this.arguments = List.of(arguments);
        }

        private int values(int n) {
            return n < arguments.size() ? arguments.get(n).values : 1;
        }
    }

    /** Any operation of these kinds, the simple ones first; a kind with many arguments is no likelier than one with none. */
    static Arbitrary<Operation> any(Kind... kinds) {
        return Arbitraries.frequency(Arrays.stream(kinds).flatMap(kind -> {
            List<Operation> all = all(kind).toList();
            return all.stream().map(operation -> Tuple.of(Math.max(1, COMMON_MULTIPLE / all.size()), operation));
        }).toList());
    }

    private static Stream<Operation> all(Kind kind) {
        return below(kind.values(2)).flatMap(c -> below(kind.values(1)).flatMap(b -> below(kind.values(0))
            .map(a -> new Operation(kind, a, b, c))));
    }

    /** Operations that come before this one: of other kinds, or with smaller arguments. */
    List<Operation> simpler() {
        return Arrays.stream(Kind.values()).flatMap(Operation::all).takeWhile(other -> !other.equals(this)).toList();
    }

    private static Stream<Integer> below(int values) {
        return IntStream.range(0, values).boxed();
    }

    /** The choices of the thread {@code history} that perform it. */
    int[] choices() {
        List<Integer> choices = new ArrayList<>(List.of(kind.ordinal(), a, b, c).subList(0, 1 + kind.arguments.size()));
        return choices.stream().mapToInt(i -> i).toArray();
    }

    /** The choices of a thread {@code packet}: which of the two, then the arguments. */
    int[] packetChoices() {
        return new int[] {kind.ordinal() - Kind.RESOLVE.ordinal(), a, b};
    }

    static String device(int number) {
        return number == BOND ? "bond0" : "eth" + number;
    }

    private static String full(int card) {
        return card == 0 ? "" : "; " + device(card - 1) + " is full";
    }

    private static String refused(int state) {
        return state == 0 ? "" : "; the LSM refuses that SA " + (state - 1) + " be removed";
    }

    @Override
    public String toString() {
        return switch (kind) {
            case ADD -> "add SA " + a + " to " + device(b) + full(c);
            case DELETE -> "delete SA " + a;
            case FREE -> "free SA " + a;
            case RESOLVE -> "resolve SA " + a + " on " + device(b);
            case TRANSMIT -> "send a packet of SA " + a + ", hashed to " + device(b);
            case USER_FLUSHES -> "a user flushes" + refused(a);
            case DEVICE_GOES -> device(a) + " goes" + refused(b);
            case NAMESPACE_GOES -> "the namespace goes" + refused(a);
            case FAIL_OVER -> "fail over" + full(a);
            case ENSLAVE -> "enslave " + device(a) + full(b);
            case RELEASE -> "release " + device(a);
            case CHANGE_MODE -> "change the mode of bond0";
            case TOGGLE_FEATURE -> "toggle esp-hw-offload";
        };
    }
}
