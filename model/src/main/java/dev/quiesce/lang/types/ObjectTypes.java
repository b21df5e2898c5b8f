package dev.quiesce.lang.types;

import dev.quiesce.program.ObjectType;
import dev.quiesce.program.ObjectType.ArrayObject;
import dev.quiesce.program.ObjectType.Member;
import dev.quiesce.program.ObjectType.ScalarObject;
import dev.quiesce.program.ObjectType.StructObject;
import dev.quiesce.program.ScalarType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What a C type is in a program. One instance serves one translation unit, so that a struct is converted once. */
public final class ObjectTypes {
    private final Map<CRecord, ObjectType> records = new IdentityHashMap<>();

    /** The layout of objects of {@code type}, which is complete. */
    public ObjectType of(CType type) {
        return switch (type) {
            case CInteger integer -> new ScalarObject(integer.scalar(), integer.toString());
            case CType.Pointer pointer -> new ScalarObject(ScalarType.POINTER, pointer.toString());
            case CType.Array array -> new ArrayObject(of(array.element()), Math.max(array.count(), 0));
            case CRecord record -> {
                ObjectType known = records.get(record);
                if (known == null) {
                    known = convert(record);
                    records.put(record, known);
                }
                yield known;
            }
            case CType.Void _, CType.Function _ -> throw new IllegalArgumentException("no object has type " + type);
        };
    }

    private ObjectType convert(CRecord record) {
        List<Member> members = new ArrayList<>();
        for (CRecord.Field field : record.fields()) {
            if (field.bits() == null) {
                members.add(new Member(field.name(), field.offset(), of(field.type()), 0, 0));
                continue;
            }
            for (CRecord.Piece piece : field.bits().pieces()) {
                ObjectType unit = new ScalarObject(piece.unit(), field.type().toString());
                members.add(new Member(field.name(), field.offset() + piece.offset(), unit, piece.shift(), piece.width()));
            }
        }
        return new StructObject(record.toString(), record.size(), members);
    }
}
