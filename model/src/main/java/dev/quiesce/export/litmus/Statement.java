package dev.quiesce.export.litmus;

import dev.quiesce.program.Expression;
import dev.quiesce.program.Site;
import java.util.List;

/** A statement of a process. Registers are those of the process, not of the functions that it was made of. */
sealed interface Statement {
    /** {@code register = value}. */
    record Set(int register, Expression value) implements Statement {}

    /**
     * A primitive.
     *
     * @param register what gets its value, -1 if it has none
     * @param form     how it is written: {@code &} stands for the address of the location and {@code 0}, {@code 1} for operands
     * @param address  of the location, null if there is none
     * @param targets  the locations that it may be
     */
    record Access(int register, String form, Expression address, List<Expression> operands, java.util.Set<Long> targets, Site site)
            implements Statement {
        public Access {
            operands = List.copyOf(operands);
            targets = java.util.Set.copyOf(targets);
        }

        Access into(int other) {
            return new Access(other, form, address, operands, targets, site);
        }

        Access as(String otherForm) {
            return new Access(register, otherForm, address, operands, targets, site);
        }

        Access of(Expression otherAddress, List<Expression> otherOperands) {
            return new Access(register, form, otherAddress, otherOperands, targets, site);
        }
    }

    /** {@code if (condition) … else …}. */
    record If(Expression condition, List<Statement> yes, List<Statement> no) implements Statement {
        public If {
            yes = List.copyOf(yes);
            no = List.copyOf(no);
        }
    }
}
