package dev.quiesce.program;

/** A scalar type is the width and signedness of one memory access or one arithmetic operation, as C has them on LP64. */
public enum ScalarType {
    BOOL(8, false), S8(8, true), U8(8, false), S16(16, true), U16(16, false), S32(32, true), U32(32, false),
    S64(64, true), U64(64, false), POINTER(64, false);

    private final int bits;
    private final boolean signed;

    ScalarType(int bits, boolean signed) {
        this.bits = bits;
        this.signed = signed;
    }

    /** Width in bits: 8, 16, 32 or 64. */
    public int bits() {
        return bits;
    }

    /** Width in bytes: 1, 2, 4 or 8; also the natural alignment. */
    public int bytes() {
        return bits / 8;
    }

    public boolean signed() {
        return signed;
    }

    /** The value that remains of {@code value} once it is converted to this type: truncated, then extended to 64 bits. */
    public long wrap(long value) {
        return switch (this) {
            case BOOL -> value != 0 ? 1 : 0;
            case S8 -> (byte) value;
            case U8 -> value & 0xFF;
            case S16 -> (short) value;
            case U16 -> value & 0xFFFF;
            case S32 -> (int) value;
            case U32 -> value & 0xFFFF_FFFFL;
            case S64, U64, POINTER -> value;
        };
    }
}
