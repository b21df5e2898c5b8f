package dev.quiesce.program;

import java.util.List;
import java.util.Objects;

/**
 * An object type is the layout of an object in memory: sizes and offsets in bytes as the C ABI has them. Engines work on
 * bytes; the layout is there to name what an address means and to say how large an object is.
 */
public sealed interface ObjectType {
    /** Size in bytes; a flexible array member counts 0. */
    long size();

    /** How C would write the type. */
    String name();

    /** The path to the scalar at {@code offset}, such as {@code .xso.dev} or {@code [2].next}; empty for the whole. */
    String pathAt(long offset);

    /** A number, a pointer or a truth value. */
    record ScalarObject(ScalarType type, String name) implements ObjectType {
        public ScalarObject {
            Objects.requireNonNull(type);
            Objects.requireNonNull(name);
        }

        @Override
        public long size() {
            return type.bytes();
        }

        @Override
        public String pathAt(long offset) {
            return offset == 0 ? "" : "+" + offset;
        }
    }

    /** A struct, or a union if its members overlap. */
    record StructObject(String name, long size, List<Member> members) implements ObjectType {
        public StructObject {
            Objects.requireNonNull(name);
            members = List.copyOf(members);
        }

        @Override
        public String pathAt(long offset) {
            for (Member member : members) {
                long extent = Math.max(member.type().size(), 1);
                boolean flexible = member.type() instanceof ArrayObject array && array.count() == 0;
                if (offset >= member.offset() && (flexible || offset < member.offset() + extent)) {
                    String rest = member.type().pathAt(offset - member.offset());
                    return member.name().isEmpty() ? rest : "." + member.name() + rest;
                }
            }
            return "+" + offset;
        }
    }

    /** An array; {@code count} 0 is a flexible array member. */
    record ArrayObject(ObjectType element, long count) implements ObjectType {
        public ArrayObject {
            Objects.requireNonNull(element);
        }

        @Override
        public long size() {
            return element.size() * count;
        }

        @Override
        public String name() {
            return element.name() + "[" + (count == 0 ? "" : count) + "]";
        }

        @Override
        public String pathAt(long offset) {
            if (element.size() == 0) {
                return "+" + offset;
            }
            return "[" + offset / element.size() + "]" + element.pathAt(offset % element.size());
        }
    }

    /**
     * A member of a struct or union.
     *
     * @param name     empty for an anonymous struct or union
     * @param offset   of the member, or of the storage unit of a bit-field, in bytes
     * @param bitWidth width in bits of a bit-field, 0 for any other member
     * @param bitShift position of a bit-field's lowest bit in its unit
     */
    record Member(String name, long offset, ObjectType type, int bitShift, int bitWidth) {
        public Member {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }
    }
}
