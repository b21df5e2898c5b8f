package dev.quiesce.lang;

import dev.quiesce.lang.types.CRecord.Bits;
import dev.quiesce.lang.types.CRecord.Piece;
import dev.quiesce.program.GlobalObject.Initializer;
import dev.quiesce.program.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The initial contents of a static object, scalar by scalar; what is not set is zero. */
final class StaticImage {
    private final Map<Long, Initializer> scalars = new TreeMap<>();

    void set(long offset, ScalarType type, long value) {
        scalars.put(offset, new Initializer(offset, type, value));
    }

    /** Sets a bit-field of the record at {@code base}. */
    void setBits(long base, Bits bits, long value) {
        int done = 0;
        for (Piece piece : bits.pieces()) {
            long offset = base + piece.offset();
            Initializer unit = unit(offset, piece.unit());
            int shift = (int) (offset - unit.offset()) * Byte.SIZE;
            long part = (value >> done << piece.shift() & piece.mask()) << shift;
            set(unit.offset(), unit.type(), unit.type().wrap(unit.value() & ~(piece.mask() << shift) | part));
            done += piece.width();
        }
    }

    /** What has been set of the unit at {@code offset}: that which it is a part of, or else those that are parts of it. */
    private Initializer unit(long offset, ScalarType type) {
        long value = 0;
        for (Initializer other : List.copyOf(scalars.values())) {
            long distance = other.offset() - offset;
            if (distance <= 0 && distance + other.type().bytes() >= type.bytes()) {
                return other;
            }
            if (distance >= 0 && distance < type.bytes()) {
                int bits = other.type().bits();
                value |= other.value() << Long.SIZE - bits >>> Long.SIZE - bits << distance * Byte.SIZE;
                scalars.remove(other.offset());
            }
        }
        return new Initializer(offset, type, type.wrap(value));
    }

    /** Forgets what has been set from {@code from} up to {@code to}: a later initialiser replaces it. */
    void clear(long from, long to) {
        scalars.keySet().removeIf(offset -> offset >= from && offset < to);
    }

    /** The scalar at {@code offset}. */
    long get(long offset) {
        Initializer set = scalars.get(offset);
        return set == null ? 0 : set.value();
    }

    /** The first byte behind everything that is set. */
    long end() {
        return scalars.values().stream().mapToLong(i -> i.offset() + i.type().bytes()).max().orElse(0);
    }

    List<Initializer> initializers() {
        return new ArrayList<>(scalars.values().stream().filter(i -> i.value() != 0).toList());
    }
}
