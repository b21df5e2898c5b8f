package dev.quiesce.lang.types;

import java.util.List;
import java.util.Objects;

/** A C type. Qualifiers are dropped: they change no value. */
public sealed interface CType permits CType.Void, CInteger, CType.Pointer, CType.Array, CType.Function, CRecord {
    /** Size in bytes; -1 if the type is incomplete or has none. */
    long size();

    /** Alignment in bytes. */
    int alignment();

    /** The C text of a declaration of {@code name} with this type; of the type itself if {@code name} is empty. */
    String declare(String name);

    default boolean isInteger() {
        return this instanceof CInteger;
    }

    default boolean isPointer() {
        return this instanceof Pointer;
    }

    /** True for what fits a register: integers and pointers. */
    default boolean isScalar() {
        return isInteger() || isPointer();
    }

    default boolean isVoid() {
        return this instanceof Void;
    }

    /** The same type wherever C asks for compatible types. */
    default boolean sameAs(CType other) {
        return equals(other);
    }

    /** {@code void}. */
    record Void() implements CType {
        public static final Void VOID = new Void();

        /** As gcc has it, so that arithmetic on {@code void *} counts bytes. */
        @Override
        public long size() {
            return 1;
        }

        @Override
        public int alignment() {
            return 1;
        }

        @Override
        public String declare(String name) {
            return join("void", name);
        }

        @Override
        public String toString() {
            return declare("");
        }
    }

    /** A pointer to objects or functions of type {@code target}. */
    record Pointer(CType target) implements CType {
        public Pointer {
            Objects.requireNonNull(target);
        }

        @Override
        public long size() {
            return 8;
        }

        @Override
        public int alignment() {
            return 8;
        }

        @Override
        public String declare(String name) {
            boolean parenthesised = target instanceof Array || target instanceof Function;
            return target.declare(parenthesised ? "(*" + name + ")" : "*" + name);
        }

        @Override
        public String toString() {
            return declare("");
        }
    }

    /** An array; {@code count} is -1 for {@code []}, whose number of elements is not known. */
    record Array(CType element, long count) implements CType {
        public Array {
            Objects.requireNonNull(element);
        }

        @Override
        public long size() {
            return count < 0 ? -1 : element.size() * count;
        }

        @Override
        public int alignment() {
            return element.alignment();
        }

        @Override
        public String declare(String name) {
            return element.declare(name + "[" + (count < 0 ? "" : count) + "]");
        }

        @Override
        public String toString() {
            return declare("");
        }
    }

    /**
     * A function.
     *
     * @param open true for {@code ()}, which says nothing about the parameters
     */
    record Function(CType result, List<CType> parameters, boolean variadic, boolean open) implements CType {
        public Function {
            Objects.requireNonNull(result);
            parameters = List.copyOf(parameters);
        }

        @Override
        public long size() {
            return 1;
        }

        @Override
        public int alignment() {
            return 1;
        }

        @Override
        public String declare(String name) {
            String list = String.join(", ", parameters.stream().map(p -> p.declare("")).toList());
            String rest = variadic ? list.isEmpty() ? "..." : ", ..." : list.isEmpty() && !open ? "void" : "";
            return result.declare(name + "(" + list + rest + ")");
        }

        @Override
        public String toString() {
            return declare("");
        }
    }

    /** A pointer to this type. */
    default Pointer pointer() {
        return new Pointer(this);
    }

    private static String join(String specifier, String declarator) {
        return declarator.isEmpty() ? specifier : specifier + " " + declarator;
    }

    /** {@code specifier declarator}, without a blank at the end. */
    static String spell(String specifier, String declarator) {
        return join(specifier, declarator);
    }
}
