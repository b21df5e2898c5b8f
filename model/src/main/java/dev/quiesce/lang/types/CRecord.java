package dev.quiesce.lang.types;

import dev.quiesce.program.ScalarType;
import java.util.List;
import java.util.Objects;

/**
 * A struct or union. Two are the same type only if they are the same object: C names struct types by declaration. It is
 * incomplete until {@link #complete} is called, once.
 */
public final class CRecord implements CType {
    private final String tag;
    private final boolean union;
    private List<Field> fields;
    private boolean spoiled;
    private long size = -1;
    private int alignment = 1;

    /** @param tag empty for a struct without a name */
    public CRecord(String tag, boolean union) {
        this.tag = Objects.requireNonNull(tag);
        this.union = union;
    }

    void complete(List<Field> fields, long size, int alignment) {
        if (this.fields != null) {
            throw new IllegalStateException(this + " is complete already");
        }
        this.fields = List.copyOf(fields);
        this.size = size;
        this.alignment = alignment;
    }

    public String tag() {
        return tag;
    }

    public boolean isUnion() {
        return union;
    }

    /** The definition was refused: nothing more is to be said about what uses it. */
    public void spoil() {
        spoiled = true;
    }

    public boolean isSpoiled() {
        return spoiled;
    }

    public boolean isComplete() {
        return fields != null;
    }

    /** Members in order of declaration; unnamed bit-fields are left out. */
    public List<Field> fields() {
        if (fields == null) {
            throw new IllegalStateException(this + " is incomplete");
        }
        return fields;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int alignment() {
        return alignment;
    }

    /** The member of that name, its offset counted from the start of this record through anonymous members; or null. */
    public Field find(String name) {
        for (Field field : fields()) {
            if (field.name().equals(name)) {
                return field;
            }
            if (field.name().isEmpty() && field.type() instanceof CRecord inner) {
                Field found = inner.find(name);
                if (found != null) {
                    return found.moved(field.offset());
                }
            }
        }
        return null;
    }

    /** True if the last member, or that of the last member, is an array without a size. */
    public boolean isFlexible() {
        if (fields == null || fields.isEmpty()) {
            return false;
        }
        return union ? fields.stream().anyMatch(Field::isFlexible) : fields.getLast().isFlexible();
    }

    @Override
    public String declare(String name) {
        return CType.spell((union ? "union" : "struct") + (tag.isEmpty() ? " {…}" : " " + tag), name);
    }

    @Override
    public String toString() {
        return declare("");
    }

    /**
     * A member.
     *
     * @param name   empty for an anonymous struct or union
     * @param offset in bytes from the start of the record; for a bit-field, what its pieces' offsets are counted from
     * @param bits   where a bit-field lies, null for any other member
     */
    public record Field(String name, CType type, long offset, Bits bits) {
        Field moved(long distance) {
            return new Field(name, type, offset + distance, bits);
        }

        boolean isFlexible() {
            return type instanceof Array array && array.count() < 0 || type instanceof CRecord record && record.isFlexible();
        }
    }

    /** A bit-field of {@code width} bits, lowest piece first; one piece, unless its neighbours allow none that is wide enough. */
    public record Bits(int width, List<Piece> pieces) {
        public Bits {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * The part of a bit-field that lies in one unit: {@code width} bits from bit {@code shift} on.
     *
     * @param offset of the unit, in bytes from the start of the record
     * @param unit   how the unit is loaded and stored
     */
    public record Piece(long offset, ScalarType unit, int shift, int width) {
        /** The bits of the unit that are the field's. */
        public long mask() {
            return (width == 64 ? -1 : (1L << width) - 1) << shift;
        }
    }
}
