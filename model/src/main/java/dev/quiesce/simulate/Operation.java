package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.ScalarType;

/**
 * What a binary operator made of two values of which some name objects that could have other names. {@link #commutes} if, had
 * they other names, the result would be the same but for them: then nothing depends on the names.
 */
record Operation(BinaryOperator operator, ScalarType type, long left, long right, long result, int globalCount) {
    /** Bits of an address that tell where in or about an object it is; those above name the object. */
    private static final int OFFSET_BITS = 20;

    boolean commutes() {
        if (type.bytes() < Long.BYTES) {
            return false;
        }
        return switch (operator) {
            case EQUAL, NOT_EQUAL -> true;
            case ADD -> named(left) != named(right) && isIn(result, named(left) ? left : right);
            case SUBTRACT -> named(left) && (named(right) ? isIn(left, right) : isIn(result, left));
            case LESS, LESS_EQUAL -> named(left) && named(right) ? isIn(left, right) : isBesideAll(named(left) ? right : left);
            case AND -> named(left) != named(right) && (above(mask()) == 0 || above(mask()) == -1L >>> OFFSET_BITS);
            case OR, XOR -> named(left) != named(right) && above(mask()) == 0;
            case MULTIPLY, DIVIDE, REMAINDER, SHIFT_LEFT, SHIFT_RIGHT -> false;
        };
    }

    private boolean named(long value) {
        return Address.isAddress(value) && CanonicalHeap.renames(Address.object(value), globalCount);
    }

    private static boolean isIn(long value, long other) {
        return Address.isAddress(value) && Address.object(value) == Address.object(other);
    }

    /** True if all names are on the same side of it: the addresses of what threads allocate are above those of globals. */
    private boolean isBesideAll(long value) {
        return !Address.isAddress(value) || Address.object(value) < globalCount;
    }

    private long mask() {
        return named(left) ? right : left;
    }

    private static long above(long value) {
        return value >>> OFFSET_BITS;
    }
}
