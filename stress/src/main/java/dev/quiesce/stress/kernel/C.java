package dev.quiesce.stress.kernel;

import dev.quiesce.program.Finding;
import dev.quiesce.program.ScalarType;

/** Arithmetic that C and Java do not share. Values are 64 bits wide and wrapped to the C type they stand for. */
public final class C {
    private C() {}

    public static long divide(ScalarType type, long left, long right) {
        nonzero(right);
        return type.wrap(type.signed() ? left / right : Long.divideUnsigned(left, right));
    }

    public static long remainder(ScalarType type, long left, long right) {
        nonzero(right);
        return type.wrap(type.signed() ? left % right : Long.remainderUnsigned(left, right));
    }

    private static void nonzero(long divisor) {
        if (divisor == 0) {
            throw Halt.of(Finding.ASSERTION);
        }
    }

    public static long shiftLeft(ScalarType type, long value, long count) {
        return type.wrap(value << checked(type, count));
    }

    public static long shiftRight(ScalarType type, long value, long count) {
        int by = checked(type, count);
        return type.wrap(type.signed() ? value >> by : value >>> by);
    }

    private static int checked(ScalarType type, long count) {
        if (count < 0 || count >= type.bits()) {
            throw Halt.of(Finding.ASSERTION);
        }
        return (int) count;
    }

    /** Unsigned order. */
    public static boolean below(long left, long right) {
        return Long.compareUnsigned(left, right) < 0;
    }

    /** What a condition is in C. */
    public static long truth(boolean condition) {
        return condition ? 1 : 0;
    }

    /** The number of the function at {@code address}. */
    public static int function(long address) {
        int function = dev.quiesce.program.Address.function(address);
        if (function < 0) {
            throw Halt.of(address == 0 ? Finding.NULL_DEREF : Finding.WILD_ACCESS);
        }
        return function;
    }
}
