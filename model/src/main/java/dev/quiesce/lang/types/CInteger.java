package dev.quiesce.lang.types;

import dev.quiesce.program.ScalarType;

/** The integer types of C on LP64, in ascending rank. An enumeration is its underlying type. */
public enum CInteger implements CType {
    BOOL("bool", ScalarType.BOOL, 0),
    CHAR("char", ScalarType.S8, 1),
    SCHAR("signed char", ScalarType.S8, 1),
    UCHAR("unsigned char", ScalarType.U8, 1),
    SHORT("short", ScalarType.S16, 2),
    USHORT("unsigned short", ScalarType.U16, 2),
    INT("int", ScalarType.S32, 3),
    UINT("unsigned int", ScalarType.U32, 3),
    LONG("long", ScalarType.S64, 4),
    ULONG("unsigned long", ScalarType.U64, 4),
    LLONG("long long", ScalarType.S64, 5),
    ULLONG("unsigned long long", ScalarType.U64, 5);

    private final String words;
    private final ScalarType scalar;
    private final int rank;

    CInteger(String words, ScalarType scalar, int rank) {
        this.words = words;
        this.scalar = scalar;
        this.rank = rank;
    }

    public ScalarType scalar() {
        return scalar;
    }

    public boolean signed() {
        return scalar.signed();
    }

    @Override
    public long size() {
        return scalar.bytes();
    }

    @Override
    public int alignment() {
        return scalar.bytes();
    }

    @Override
    public String declare(String name) {
        return CType.spell(words, name);
    }

    @Override
    public String toString() {
        return words;
    }

    /** The type after the integer promotions. */
    public CInteger promoted() {
        return rank < INT.rank ? INT : this;
    }

    /** The type of a promoted bit-field of this type and {@code width} bits. */
    public CInteger promoted(int width) {
        return width < 32 || width == 32 && signed() ? INT : width == 32 ? UINT : promoted();
    }

    /** The type in which an operation on {@code this} and {@code other} is done: the usual arithmetic conversions. */
    public CInteger common(CInteger other) {
        CInteger left = promoted();
        CInteger right = other.promoted();
        if (left == right) {
            return left;
        }
        if (left.signed() == right.signed()) {
            return left.rank > right.rank ? left : right;
        }
        CInteger unsigned = left.signed() ? right : left;
        CInteger signed = left.signed() ? left : right;
        if (unsigned.rank >= signed.rank) {
            return unsigned;
        }
        return signed.size() > unsigned.size() ? signed : signed.unsigned();
    }

    /** The unsigned type of the same rank. */
    public CInteger unsigned() {
        return switch (this) {
            case CHAR, SCHAR -> UCHAR;
            case SHORT -> USHORT;
            case INT -> UINT;
            case LONG -> ULONG;
            case LLONG -> ULLONG;
            default -> this;
        };
    }
}
