package dev.quiesce.lang.types;

import dev.quiesce.lang.types.CRecord.Bits;
import dev.quiesce.lang.types.CRecord.Field;
import dev.quiesce.lang.types.CRecord.Piece;
import dev.quiesce.program.ScalarType;
import java.util.ArrayList;
import java.util.List;

/**
 * A layout gives the members of a record their places as gcc does on x86-64: natural alignment, bit-fields packed into
 * the storage units of their declared types, zero-width bit-fields starting a new unit.
 *
 * <p>The unit that an access to a bit-field reads or writes is never wider than what lies between its neighbours that
 * are no bit-fields: C11 forbids to touch those.
 */
public final class Layout {
    private final CRecord record;
    private final boolean packed;
    private final int leastAlignment;
    private final List<Placed> placed = new ArrayList<>();
    private long bit;
    private long end;
    private int alignment = 1;

    private Layout(CRecord record, boolean packed, int leastAlignment) {
        this.record = record;
        this.packed = packed;
        this.leastAlignment = leastAlignment;
    }

    /**
     * A member as declared.
     *
     * @param name  empty for an anonymous record or an unnamed bit-field
     * @param width in bits, -1 if it is no bit-field
     * @param align what an {@code aligned} attribute asks for, 0 for none
     * @param tight true if a {@code packed} attribute is on the member itself
     */
    public record Declared(String name, CType type, int width, int align, boolean tight) {}

    /** A member whose first bit is known; {@code run} numbers the sequence of adjacent bit-fields it belongs to. */
    private record Placed(Declared declared, long bit, int run) {
        long firstByte() {
            return bit / 8;
        }

        long endByte() {
            return declared.width < 0 ? bit / 8 + Math.max(declared.type.size(), 0) : (bit + declared.width + 7) / 8;
        }
    }

    /** Completes {@code record} with {@code members}. */
    public static void complete(CRecord record, List<Declared> members, boolean packed, int leastAlignment) {
        Layout layout = new Layout(record, packed, leastAlignment);
        int run = 0;
        for (Declared member : members) {
            if (member.width <= 0) {
                run++;
            }
            layout.add(member, run);
        }
        layout.finish();
    }

    private void add(Declared member, int run) {
        if (record.isUnion()) {
            bit = 0;
        }
        int natural = member.type.alignment();
        int align = Math.max(packed || member.tight ? 1 : natural, member.align);
        if (member.width < 0) {
            bit = roundUp(bit, align * 8L);
            placed.add(new Placed(member, bit, run));
            bit += Math.max(member.type.size(), 0) * 8;
            alignment = Math.max(alignment, align);
        } else {
            addBits(member, run, natural * 8L);
        }
        end = Math.max(end, bit);
    }

    private void addBits(Declared member, int run, long unit) {
        if (member.width == 0) {
            bit = roundUp(bit, unit);
            return;
        }
        if (member.align != 0 || member.tight) {
            throw new IllegalArgumentException("bit-field '" + member.name + "' with a layout attribute of its own");
        }
        if (!packed && bit / unit != (bit + member.width - 1) / unit) {
            bit = roundUp(bit, unit);
        }
        if (!member.name.isEmpty()) {
            placed.add(new Placed(member, bit, run));
            alignment = Math.max(alignment, packed ? 1 : member.type.alignment());
        }
        bit += member.width;
    }

    private void finish() {
        alignment = Math.max(alignment, leastAlignment);
        long size = roundUp((end + 7) / 8, alignment);
        List<Field> fields = new ArrayList<>();
        for (Placed p : placed) {
            if (p.declared.width < 0) {
                fields.add(new Field(p.declared.name, p.declared.type, p.bit / 8, null));
            } else {
                fields.add(new Field(p.declared.name, p.declared.type, 0, new Bits(p.declared.width, pieces(p, size))));
            }
        }
        record.complete(fields, size, alignment);
    }

    /** One piece in the widest unit that holds the field and none but bit-fields of the same run; else a piece a byte. */
    private List<Piece> pieces(Placed field, long size) {
        List<Placed> run = placed.stream().filter(p -> p.run == field.run && p.declared.width >= 0).toList();
        int widest = run.stream().mapToInt(p -> (int) p.declared.type.size()).max().orElseThrow();
        boolean together = !record.isUnion() && fits(run.getFirst().firstByte(), run.getLast().endByte(), widest, field.run, size);
        int start = together ? widest : (int) field.declared.type.size();
        for (int bytes = start; bytes > 0; bytes /= 2) {
            if (fits(field.firstByte(), field.endByte(), bytes, field.run, size)) {
                return List.of(piece(field.bit, field.declared.width, bytes));
            }
        }
        List<Piece> pieces = new ArrayList<>();
        long end = field.bit + field.declared.width;
        for (long at = field.bit; at < end; at = (at / 8 + 1) * 8) {
            pieces.add(piece(at, (int) (Math.min(end, (at / 8 + 1) * 8) - at), 1));
        }
        return pieces;
    }

    private static Piece piece(long bit, int width, int bytes) {
        long offset = bit / 8 / bytes * bytes;
        return new Piece(offset, unsigned(bytes), (int) (bit - offset * 8), width);
    }

    private boolean fits(long from, long to, int bytes, int run, long size) {
        long start = from / bytes * bytes;
        if (start + bytes < to || start + bytes > size) {
            return false;
        }
        return record.isUnion() || placed.stream().filter(p -> p.run != run || p.declared.width < 0)
                .noneMatch(p -> p.firstByte() < start + bytes && p.endByte() > start);
    }

    private static ScalarType unsigned(int bytes) {
        return switch (bytes) {
            case 1 -> ScalarType.U8;
            case 2 -> ScalarType.U16;
            case 4 -> ScalarType.U32;
            default -> ScalarType.U64;
        };
    }

    private static long roundUp(long value, long unit) {
        return (value + unit - 1) / unit * unit;
    }
}
