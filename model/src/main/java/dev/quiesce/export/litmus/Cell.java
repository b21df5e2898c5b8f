package dev.quiesce.export.litmus;

import dev.quiesce.program.ScalarType;
import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;

/** A cell is one location: a variable, or a member of a struct. */
final class Cell {
    /** What a location is used as, which must be one thing only. */
    enum Use {
        DATA, LOCK, DOMAIN
    }

    final long address;
    final Use use;
    /** How wide it is, for data. */
    final ScalarType type;
    long initial;
    /** Everything that it may ever hold. */
    final Set<Long> values = new TreeSet<>();
    /** The threads that store to it. */
    final BitSet writers = new BitSet();
    /** Whether it is changed by what the kernel calls atomic operations. */
    boolean atomic;

    Cell(long address, Use use, ScalarType type, long initial) {
        this.address = address;
        this.use = use;
        this.type = type;
        this.initial = initial;
        values.add(initial);
    }

    /** True if threads other than that one store to it. */
    boolean changesBehind(int thread) {
        return writers.cardinality() - (writers.get(thread) ? 1 : 0) > 0;
    }

    boolean holdsPointers() {
        return values.stream().anyMatch(Exact::isPointer);
    }
}
