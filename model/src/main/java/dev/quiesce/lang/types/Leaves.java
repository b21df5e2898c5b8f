package dev.quiesce.lang.types;

import dev.quiesce.program.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** The leaves of a type are the scalars that copying an object of it loads and stores, in ascending order of offset. */
public final class Leaves {
    private Leaves() {}

    /**
     * One scalar, {@code offset} bytes into the object; the bit-fields of one unit are one leaf.
     *
     * @param mask the bits of a unit that belong to bit-fields; 0 for any other scalar
     */
    public record Leaf(long offset, ScalarType type, long mask) {
        private boolean sameUnit(Leaf other) {
            return offset == other.offset && type == other.type;
        }
    }

    /** Padding and flexible arrays have no leaves; of a union, the largest member counts. */
    public static List<Leaf> of(CType type) {
        List<Leaf> leaves = new ArrayList<>();
        add(type, 0, leaves);
        return leaves;
    }

    private static void add(CType type, long offset, List<Leaf> leaves) {
        switch (type) {
            case CInteger integer -> leaves.add(new Leaf(offset, integer.scalar(), 0));
            case CType.Pointer _ -> leaves.add(new Leaf(offset, ScalarType.POINTER, 0));
            case CType.Array array -> {
                for (long i = 0; i < array.count(); i++) {
                    add(array.element(), offset + i * array.element().size(), leaves);
                }
            }
            case CRecord record when record.isUnion() -> record.fields().stream()
                    .max((a, b) -> Long.compare(a.type().size(), b.type().size()))
                    .ifPresent(field -> addField(field, offset, leaves));
            case CRecord record -> record.fields().forEach(field -> addField(field, offset, leaves));
            case CType.Void _, CType.Function _ -> throw new IllegalArgumentException("no object has type " + type);
        }
    }

    private static void addField(CRecord.Field field, long offset, List<Leaf> leaves) {
        if (field.bits() == null) {
            add(field.type(), offset + field.offset(), leaves);
            return;
        }
        for (CRecord.Piece piece : field.bits().pieces()) {
            Leaf unit = new Leaf(offset + field.offset() + piece.offset(), piece.unit(), piece.mask());
            if (!leaves.isEmpty() && leaves.getLast().sameUnit(unit)) {
                unit = new Leaf(unit.offset, unit.type, unit.mask | leaves.removeLast().mask);
            }
            leaves.add(unit);
        }
    }
}
