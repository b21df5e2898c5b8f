package dev.quiesce.export.litmus;

import dev.quiesce.export.litmus.Statement.Access;
import dev.quiesce.export.litmus.Statement.If;
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
import java.util.TreeMap;

/** The text of one process. */
final class ProcessText {
    private final int number;
    private final List<Statement> text;
    private final Homes homes;
    private final Set<Integer> pointers;
    private final Cells cells;
    private final Names names;
    private final Map<Integer, String> registers = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, String> parameters = new TreeMap<>();
    private final List<String> declared = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private int unnamed;

    ProcessText(int number, List<Statement> text, Homes homes, Set<Integer> pointers, Cells cells, Names names) {
        this.number = number;
        this.text = text;
        this.homes = homes;
        this.pointers = pointers;
        this.cells = cells;
        this.names = names;
    }

    /** A name that a register has to have, because something asks about it. */
    void pin(int register, String name) {
        registers.put(register, name);
        taken.add(name);
    }

    /** What a register is called. */
    String register(int register) {
        return registers.computeIfAbsent(register, r -> r == Homes.FAILED ? homes.name(r)
            : homes.name(r).isEmpty() ? "r" + next() : Names.unique(homes.name(r), locations()));
    }

    private int next() {
        while (!locations().add("r" + unnamed)) {
            unnamed++;
        }
        return unnamed;
    }

    /** The names that registers may not have. */
    private Set<String> locations() {
        cells.all().forEach(cell -> taken.add(names.location(cell.address)));
        return taken;
    }

    boolean assigns(int register) {
        boolean[] found = {false};
        Statements.each(text, statement -> found[0] |= Statements.assigned(statement) == register);
        return found[0];
    }

    String write() {
        locations();
        block(text, "\t");
        StringBuilder out = new StringBuilder("P" + number + "(" + String.join(", ", parameters.values()) + ")\n{\n");
        declared.forEach(line -> out.append('\t').append(line).append('\n'));
        out.append(declared.isEmpty() ? "" : "\n");
        lines.forEach(line -> out.append(line).append('\n'));
        return out.append("}\n").toString();
    }

    private void block(List<Statement> statements, String indent) {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Set(int register, Expression value) -> line(indent, target(register) + operand(value));
                case Access access -> line(indent, access(access));
                case If(Expression condition, List<Statement> yes, List<Statement> no) -> {
                    boolean turned = yes.isEmpty();
                    lines.add(indent + "if (" + (turned ? opposite(condition) : value(condition)) + ") {");
                    block(turned ? no : yes, indent + "\t");
                    if (!turned && !no.isEmpty()) {
                        lines.add(indent + "} else {");
                        block(no, indent + "\t");
                    }
                    lines.add(indent + "}");
                }
            }
        }
    }

    private void line(String indent, String statement) {
        lines.add(indent + statement + ";");
    }

    private String target(int register) {
        boolean first = !registers.containsKey(register) || !declared.contains(declaration(register));
        String name = register(register);
        if (first) {
            declared.add(declaration(register));
        }
        return name + " = ";
    }

    private String declaration(int register) {
        return "int " + (pointers.contains(register) ? "*" : "") + register(register) + (register == Homes.FAILED ? " = 0;" : ";");
    }

    private String access(Access access) {
        StringBuilder out = new StringBuilder();
        if (access.register() >= 0) {
            out.append(target(access.register()));
        } else if (returns(access.form())) {
            // A value has to go somewhere.
            String name = "r" + next();
            declared.add("int " + name + ";");
            out.append(name).append(" = ");
        }
        boolean atomic = !access.targets().isEmpty() && access.targets().stream().allMatch(target -> cells.at(target).atomic);
        String form = atomic ? ofAtomic(access.form()) : access.form();
        for (char c : form.toCharArray()) {
            switch (c) {
                case '&' -> out.append(address(access.address()));
                case '0', '1' -> out.append(operand(access.operands().get(c - '0')));
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean returns(String form) {
        return form.matches("(\\*&|READ_ONCE|rcu_dereference|smp_load|xchg|cmpxchg|atomic_fetch|atomic_\\w+_return|atomic_add_unless|spin_trylock|spin_is"
            + "|srcu_read_lock).*") && !form.contains(" = ");
    }

    /** The same access to what is declared atomic, where such accesses have names of their own. */
    private static String ofAtomic(String form) {
        return switch (form) {
            case "READ_ONCE(*&)" -> "atomic_read(&)";
            case "smp_load_acquire(&)" -> "atomic_read_acquire(&)";
            case "WRITE_ONCE(*&, 0)" -> "atomic_set(&, 0)";
            case "smp_store_release(&, 0)" -> "atomic_set_release(&, 0)";
            default -> form.startsWith("xchg") || form.startsWith("cmpxchg") ? "atomic_" + form : form;
        };
    }

    private String address(Expression address) {
        if (address instanceof Constant(long location)) {
            return parameter(location);
        }
        return value(address);
    }

    private String parameter(long location) {
        String name = names.location(location);
        Cell cell = cells.at(location);
        parameters.put(name, type(cell) + name);
        return name;
    }

    /** How a parameter is declared that points to the location. */
    private static String type(Cell cell) {
        if (cell == null) {
            return "int *";
        }
        return switch (cell.use) {
            case LOCK -> "spinlock_t *";
            case DOMAIN -> "struct srcu_struct *";
            case DATA -> cell.holdsPointers() ? "int **" : cell.atomic ? "atomic_t *" : "int *";
        };
    }

    // ---- expressions

    private String value(Expression expression) {
        return switch (expression) {
            case Constant(long number) -> Exact.isPointer(number) ? parameter(pointed(number)) : Long.toString(number);
            case Register(int register) -> register(register);
            // As the kernel's tests write it: none of them has a '!'.
            case Unary(var operator, var type, var operand) when operator == UnaryOperator.NOT -> operand(operand) + " == 0";
            case Unary(var operator, var type, var operand) -> operator.symbol() + operand(operand);
            case Binary(var operator, var type, var left, var right) ->
                operand(left) + " " + operator.symbol() + " " + operand(right);
            case Expression.Cast c -> throw new IllegalStateException("conversions have gone");
        };
    }

    private long pointed(long pointer) {
        if (Address.function(pointer) >= 0) {
            throw new Refused(Site.NONE, "a pointer to a function that is stored",
                "use numbers, and call functions by their names");
        }
        return names.pointed(pointer);
    }

    private String opposite(Expression condition) {
        return switch (condition) {
            case Unary(var operator, var type, var operand) when operator == UnaryOperator.NOT -> value(operand);
            case Binary(var operator, var type, var left, var right) when operator == BinaryOperator.EQUAL ->
                value(new Binary(BinaryOperator.NOT_EQUAL, type, left, right));
            case Binary(var operator, var type, var left, var right) when operator == BinaryOperator.NOT_EQUAL ->
                value(new Binary(BinaryOperator.EQUAL, type, left, right));
            default -> operand(condition) + " == 0";
        };
    }

    private String operand(Expression expression) {
        return switch (expression) {
            case Binary b -> "(" + value(b) + ")";
            case Constant c -> value(c);
            case Register r -> value(r);
            case Unary u -> u.operator() == UnaryOperator.NOT ? "(" + value(u) + ")" : value(u);
            case Expression.Cast c -> value(c);
        };
    }
}
