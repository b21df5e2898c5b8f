package dev.quiesce.simulate;

import dev.quiesce.program.ScalarType;

/** Bits of a scalar inside a 64-bit word. */
final class Bits {
    private Bits() {}

    /** Ones for the width of {@code type}, at the low end. */
    static long mask(ScalarType type) {
        return type.bits() == 64 ? -1L : (1L << type.bits()) - 1;
    }
}
