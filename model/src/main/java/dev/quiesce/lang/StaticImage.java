package dev.quiesce.lang;

import dev.quiesce.lang.types.CRecord.Bits;
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

    void setBits(long offset, Bits bits, long value) {
        Initializer before = scalars.get(offset);
        long unit = before == null ? 0 : before.value();
        set(offset, bits.unit(), bits.unit().wrap(unit & ~bits.mask() | value << bits.shift() & bits.mask()));
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
