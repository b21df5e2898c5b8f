package dev.quiesce.export.litmus;

import dev.quiesce.export.litmus.Statement.Access;
import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Binary;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Expression.Unary;
import dev.quiesce.program.Expression.UnaryOperator;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What pointers point to. herd7 has no structs, so a pointer to a struct becomes a pointer to the one member that is used through
 * it.
 */
final class Pointers {
    private final Cells cells;
    /** For what a pointer holds, the location that is accessed through it. */
    private final Map<Long, Long> members = new HashMap<>();

    Pointers(Cells cells) {
        this.cells = cells;
    }

    /** The location that stands for a pointer's value. */
    long location(long pointer) {
        return members.getOrDefault(pointer, pointer);
    }

    /** The statements of a process with every address a variable's or a register's. */
    List<Statement> resolved(List<Statement> text) {
        List<Statement> all = new ArrayList<>();
        for (Statement statement : text) {
            all.add(switch (statement) {
                case Access access -> resolved(access);
                case Statement.If(Expression condition, List<Statement> yes, List<Statement> no) ->
                    new Statement.If(condition, resolved(yes), resolved(no));
                case Statement.Set set -> set;
            });
        }
        return all;
    }

    private Access resolved(Access access) {
        return switch (access.address()) {
            case null -> access;
            case Constant c -> access;
            case Register r -> through(access, r, 0);
            case Binary(var operator, var type, Register r, Constant(long offset)) when operator == BinaryOperator.ADD ->
                through(access, r, offset);
            case Binary(var operator, var type, Register r, Constant(long offset)) when operator == BinaryOperator.SUBTRACT ->
                through(access, r, -offset);
            default -> throw new Refused(access.site(), "an address that is computed", "use a variable of its own for each element");
        };
    }

    private Access through(Access access, Register pointer, long offset) {
        for (long target : access.targets()) {
            Long other = members.put(target - offset, target);
            if (other != null && other != target) {
                throw new Refused(access.site(), "two members of a struct that are used through one pointer: herd7 has no structs",
                    "use one of them, or point at each by a pointer of its own");
            }
        }
        return access.of(pointer, access.operands());
    }

    /** Refuses what would make two different pointers one. */
    void check() {
        Set<Long> values = new HashSet<>(members.keySet());
        cells.all().forEach(cell -> cell.values.stream().filter(Address::isAddress).forEach(values::add));
        Set<Long> seen = new HashSet<>();
        for (long value : values) {
            if (!seen.add(location(value))) {
                throw new Refused(Site.NONE, "pointers to '" + cells.thing(value).name() + "' and to a member of it",
                    "point at one of them only");
            }
        }
    }

    /** Which of the registers of a process hold pointers; refuses arithmetic with those. */
    Set<Integer> registers(List<Statement> text) {
        Set<Integer> pointers = new HashSet<>();
        int before;
        do {
            before = pointers.size();
            Statements.each(text, statement -> {
                switch (statement) {
                    case Statement.Set(int register, Expression value) -> {
                        if (isPointer(value, pointers)) {
                            pointers.add(register);
                        }
                    }
                    case Access access -> {
                        boolean holds = access.targets().stream().map(cells::at).anyMatch(c -> c.use == Cell.Use.DATA && c.holdsPointers());
                        if (access.register() >= 0 && holds) {
                            pointers.add(access.register());
                        }
                    }
                    case Statement.If branch -> { }
                }
            });
        } while (pointers.size() > before);
        Statements.each(text, statement -> Statements.expressions(statement).forEach(e -> Expressions.each(e, part -> {
            if (computes(part, pointers)) {
                throw new Refused(Site.NONE, "arithmetic on a pointer", "compare pointers with == only, and keep flags beside them");
            }
        })));
        return pointers;
    }

    private static boolean isPointer(Expression value, Set<Integer> pointers) {
        return switch (value) {
            case Constant(long number) -> Exact.isPointer(number);
            case Register(int register) -> pointers.contains(register);
            case Unary u -> false;
            case Binary b -> false;
            case Expression.Cast c -> false;
        };
    }

    private static boolean computes(Expression part, Set<Integer> pointers) {
        return switch (part) {
            case Binary(var operator, var type, var left, var right) -> operator != BinaryOperator.EQUAL
                && operator != BinaryOperator.NOT_EQUAL && (isPointer(left, pointers) || isPointer(right, pointers));
            case Unary(var operator, var type, var operand) -> operator != UnaryOperator.NOT && isPointer(operand, pointers);
            case Constant c -> false;
            case Register r -> false;
            case Expression.Cast c -> false;
        };
    }
}
