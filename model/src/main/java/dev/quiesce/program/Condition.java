package dev.quiesce.program;

import java.util.List;
import java.util.Objects;

/** A condition is a formula over the final values of registers and locations. {@code toString} writes it as herd7 does. */
public sealed interface Condition {
    /** What holds of every execution. */
    Condition TRUE = new And(List.of());

    /** All of {@code parts}; true if there are none. */
    record And(List<Condition> parts) implements Condition {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return parts.isEmpty() ? "true" : join(parts, " /\\ ", true);
        }
    }

    /** One of {@code parts}; false if there are none. */
    record Or(List<Condition> parts) implements Condition {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return parts.isEmpty() ? "false" : join(parts, " \\/ ", false);
        }
    }

    record Not(Condition part) implements Condition {
        public Not {
            Objects.requireNonNull(part);
        }

        @Override
        public String toString() {
            return "not (" + part + ")";
        }
    }

    /** {@code left} and {@code right} end with the same value. */
    record Equal(Term left, Term right) implements Condition {
        public Equal {
            Objects.requireNonNull(left);
            Objects.requireNonNull(right);
        }

        @Override
        public String toString() {
            return left + "=" + right;
        }
    }

    /** Something that has a value when an execution is over. */
    sealed interface Term {}

    /**
     * A register of a process.
     *
     * @param register its number in the process's function, -1 if the process does not have it: its value is 0
     */
    record RegisterTerm(int process, int register, String name) implements Term {
        @Override
        public String toString() {
            return process + ":" + name;
        }
    }

    /** A location, by the address it has in the program. */
    record LocationTerm(long address, String name) implements Term {
        @Override
        public String toString() {
            return "[" + name + "]";
        }
    }

    /** A number, or the address of a location. */
    record ConstantTerm(long value, String name) implements Term {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String join(List<Condition> parts, String operator, boolean conjunction) {
        StringBuilder out = new StringBuilder();
        for (Condition part : parts) {
            boolean wrap = conjunction && part instanceof Or inner && inner.parts().size() > 1;
            out.append(out.isEmpty() ? "" : operator).append(wrap ? "(" + part + ")" : part.toString());
        }
        return out.toString();
    }
}
