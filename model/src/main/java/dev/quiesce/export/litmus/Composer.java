package dev.quiesce.export.litmus;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Binary;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Expression.Unary;
import dev.quiesce.program.Expression.UnaryOperator;
import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.Branch;
import dev.quiesce.program.Instruction.Call;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a thread as statements: calls unfolded, constants put in, loops of a known number of rounds written out. What depended on a
 * branch still does and nothing else: what comes before the arms of a branch meet is inside of its 'if', twice if need be. Where
 * an arm fails, the text goes on where the arms would have met.
 */
final class Composer {
    private static final int MOST_STATEMENTS = 2_000;
    private static final int DEEPEST = 500;

    final Setting setting;
    final int thread;
    final Homes homes = new Homes();
    private final Facts facts;
    private final BitSet pinned;
    private final BitSet written = new BitSet();
    private final Phrases phrases;
    private final Set<String> open = new HashSet<>();
    private final Set<String> observed = new LinkedHashSet<>();
    private Site last = Site.NONE;
    private int statements;
    private int depth;

    /** @param pinned registers of the thread's function that something asks about in the end */
    Composer(Setting setting, int thread, Facts facts, BitSet pinned) {
        this.setting = setting;
        this.thread = thread;
        this.facts = facts;
        this.pinned = pinned;
        this.phrases = new Phrases(this);
    }

    List<Statement> compose(Trials.Process process) {
        Function function = setting.program.functions().get(process.function());
        Moment moment = new Moment();
        moment.stack.push(new Activation<>(function, "", -1, new Expression[function.registers()]));
        List<Statement> text = new ArrayList<>();
        try {
            if (process.softirq()) {
                phrases.plain("rcu_read_lock()", text);
            }
            run(moment, 1, -1, text);
            if (process.softirq()) {
                phrases.plain("rcu_read_unlock()", text);
            }
        } catch (Refused refused) {
            throw refused.at(last);
        }
        return text;
    }

    /** What is observed, by name. */
    Set<String> observed() {
        return observed;
    }

    // ---- control

    /** Goes on until there are {@code size} activations and the last is at {@code join}, or until there are fewer. */
    private void run(Moment moment, int size, int join, List<Statement> text) {
        if (++depth > DEEPEST) {
            throw loop();
        }
        while (moment.stack.size() >= size && !(moment.stack.size() == size && moment.top().position == join)) {
            Activation<Expression> top = moment.top();
            Instruction instruction = top.instruction();
            if (!instruction.site().library()) {
                last = instruction.site();
            }
            String key = top.key();
            if (instruction instanceof Instruction.Report) {
                put(new Statement.Set(Homes.FAILED, new Constant(1)), text);
                stop(moment, size, join);
                break;
            }
            top.position++;
            switch (instruction) {
                case Branch branch -> branch(moment, branch, key, text);
                case Instruction.Local local -> local(moment, local, key, text);
                case Instruction.Shared shared -> phrases.perform(moment, shared, key, facts.of(key).values, text);
            }
        }
        depth--;
    }

    private static Refused loop() {
        return new Refused(Site.NONE, "a loop whose end hangs on what is read, or a long one", "write its rounds one after the other");
    }

    /** An assertion has failed: what is known of the way that did not fail will do. */
    private void stop(Moment moment, int size, int join) {
        while (moment.stack.size() > size || moment.stack.size() == size && join < 0) {
            leave(moment, null, null);
        }
        if (join >= 0) {
            moment.top().position = join;
        }
    }

    private void branch(Moment moment, Branch branch, String key, List<Statement> text) {
        Expression condition = known(moment, branch.condition());
        int size = moment.stack.size();
        if (condition instanceof Constant(long value)) {
            moment.top().position = value != 0 ? branch.ifTrue() : branch.ifFalse();
            run(moment, size, branch.join(), text);
            return;
        }
        if (!open.add(key)) {
            throw loop();
        }
        Facts.Fact fact = facts.of(key);
        List<Statement> yes = new ArrayList<>();
        List<Statement> no = new ArrayList<>();
        Moment other = moment.copy();
        moment.top().position = branch.ifTrue();
        other.top().position = branch.ifFalse();
        if (fact.yes) {
            run(moment, size, branch.join(), yes);
        }
        if (fact.no) {
            run(other, size, branch.join(), no);
        }
        open.remove(key);
        if (fact.yes && fact.no) {
            moment.meet(other, homes, (r, v) -> put(new Statement.Set(r, v), yes), (r, v) -> put(new Statement.Set(r, v), no));
        } else if (fact.no) {
            become(moment, other);
        }
        text.add(new Statement.If(condition, yes, no));
    }

    private static void become(Moment moment, Moment other) {
        moment.stack.clear();
        other.stack.descendingIterator().forEachRemaining(moment.stack::push);
        moment.locals.clear();
        moment.locals.putAll(other.locals);
        moment.allocations.putAll(other.allocations);
    }

    private void call(Moment moment, Call call, List<Statement> text) {
        if (!(known(moment, call.callee()) instanceof Constant(long address)) || Address.function(address) < 0) {
            throw new Refused(Site.NONE, "a call through a pointer that threads change", "call the function by its name");
        }
        Function function = setting.program.functions().get(Address.function(address));
        Activation<Expression> caller = moment.top();
        Activation<Expression> callee = new Activation<>(function, caller.path + "/" + (caller.position - 1), call.destination(),
            new Expression[function.registers()]);
        for (int i = 0; i < Math.min(function.parameters(), call.arguments().size()); i++) {
            callee.registers[i] = settled(homes.of(callee, i), known(moment, call.arguments().get(i)), text);
        }
        moment.stack.push(callee);
    }

    /** @param result null if there is none */
    private void leave(Moment moment, Expression result, List<Statement> text) {
        int destination = moment.stack.pop().destination;
        if (destination >= 0 && !moment.stack.isEmpty()) {
            moment.top().registers[destination] =
                result == null ? null : settled(homes.of(moment.top(), destination), result, text);
        }
    }

    private void end(Moment moment, List<Statement> text) {
        Activation<Expression> first = moment.top();
        pinned.stream().forEach(register -> {
            int home = homes.of(first, register);
            if (first.registers[register] instanceof Constant(long value) && (value != 0 || written.get(home))) {
                put(new Statement.Set(home, new Constant(value)), text);
            }
        });
    }

    // ---- local steps

    private void local(Moment moment, Instruction.Local instruction, String key, List<Statement> text) {
        switch (instruction) {
            case Instruction.Assign a -> set(moment, a.destination(), known(moment, a.value()), text);
            case Instruction.Undefine u -> moment.top().registers[u.destination()] = null;
            case Instruction.Jump j -> moment.top().position = j.target();
            case Call c -> call(moment, c, text);
            case Instruction.Return r -> {
                Expression result = r.value() == null ? new Constant(0) : known(moment, r.value());
                if (moment.stack.size() == 1) {
                    end(moment, text);
                }
                leave(moment, result, text);
            }
            case Instruction.Automatic a -> automatic(moment, a);
            case Instruction.Expire _ -> { }
            case Instruction.IsHeld i -> answer(moment, i.destination(), key);
            case Instruction.Query q -> answer(moment, q.destination(), key);
            case Instruction.Enter e -> phrases.section(e.context(), "rcu_read_lock()", text);
            case Instruction.Observe o -> {
                observed.add(o.name());
                put(new Statement.Set(homes.observed(o.name()), known(moment, o.value())), text);
            }
            case Instruction.CheckIndex c -> { }
            case Instruction.MightSleep m -> { }
            case Instruction.Cover c -> { }
            case Instruction.Print p -> { }
            case Branch b -> throw new IllegalStateException("handled where control is");
            case Instruction.Report r -> throw new IllegalStateException("handled where control is");
            case Instruction.Guard g -> throw refusedBefore();
            case Instruction.Choose c -> throw refusedBefore();
            case Instruction.ChooseRange c -> throw refusedBefore();
            case Instruction.Assume a -> throw refusedBefore();
        }
    }

    /** What a trial has gone through cannot be there. */
    static IllegalStateException refusedBefore() {
        return new IllegalStateException("no trial lets that pass");
    }

    private void answer(Moment moment, int register, String key) {
        Set<Long> answers = facts.of(key).values;
        if (answers.size() != 1) {
            throw new Refused(Site.NONE, "a question that a thread answers now so, now otherwise", "take and leave locks on every way");
        }
        if (register >= 0) {
            moment.top().registers[register] = new Constant(answers.iterator().next());
        }
    }

    private void automatic(Moment moment, Instruction.Automatic automatic) {
        Cells.Thing thing = new Cells.Thing(automatic.name(), automatic.type(), automatic.type().size(), thread);
        long address = setting.cells.make(thing, "stack", thread, moment.top().path, automatic.slot());
        moment.locals.keySet().removeIf(local -> Address.object(local) == Address.object(address));
        moment.top().registers[automatic.destination()] = new Constant(address);
    }

    // ---- registers

    void set(Moment moment, int register, Expression value, List<Statement> text) {
        if (register >= 0) {
            moment.top().registers[register] = settled(homes.of(moment.top(), register), value, text);
        }
    }

    /** What is known of a register that {@code value} is assigned to: itself, or the constant. */
    Expression settled(int home, Expression value, List<Statement> text) {
        if (value instanceof Constant || value.equals(new Register(home))) {
            return value;
        }
        put(new Statement.Set(home, value), text);
        return new Register(home);
    }

    void put(Statement statement, List<Statement> text) {
        if (++statements > MOST_STATEMENTS) {
            throw new Refused(Site.NONE, "a thread that takes more than " + MOST_STATEMENTS + " statements",
                "make it smaller: litmus tests have a handful of accesses");
        }
        switch (statement) {
            case Statement.Set set -> written.set(set.register());
            case Statement.Access access when access.register() >= 0 -> written.set(access.register());
            case Statement.Access access -> { }
            case Statement.If branch -> { }
        }
        text.add(statement);
    }

    /** The expression over registers of the process, with what is constant computed. */
    Expression known(Moment moment, Expression expression) {
        return switch (expression) {
            case Constant c -> c;
            case Register(int index) -> {
                Expression held = moment.top().registers[index];
                if (held == null) {
                    throw new Refused(Site.NONE, "a variable may be read before it is assigned", "initialise it");
                }
                yield held;
            }
            case Unary(UnaryOperator operator, ScalarType type, Expression operand) ->
                folded(new Unary(operator, type, known(moment, operand)));
            case Binary(BinaryOperator operator, ScalarType type, Expression left, Expression right) ->
                folded(new Binary(operator, type, known(moment, left), known(moment, right)));
            case Expression.Cast(ScalarType type, Expression operand) -> converted(type, known(moment, operand));
        };
    }

    private static Expression folded(Expression expression) {
        boolean constant = switch (expression) {
            case Unary u -> u.operand() instanceof Constant;
            case Binary b -> b.left() instanceof Constant && b.right() instanceof Constant;
            case Constant c -> true;
            case Register r -> false;
            case Expression.Cast c -> false;
        };
        return constant ? new Constant(Exact.value(expression, r -> 0)) : expression;
    }

    /** A conversion changes no value, as the trials have shown; only truth has to be said. */
    private static Expression converted(ScalarType type, Expression operand) {
        if (operand instanceof Constant(long value)) {
            return new Constant(Exact.cast(type, value));
        }
        return type != ScalarType.BOOL || isTruth(operand) ? operand
            : new Binary(BinaryOperator.NOT_EQUAL, ScalarType.S64, operand, new Constant(0));
    }

    private static boolean isTruth(Expression expression) {
        return switch (expression) {
            case Unary u -> u.operator() == UnaryOperator.NOT;
            case Binary b -> switch (b.operator()) {
                case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL -> true;
                default -> false;
            };
            case Constant c -> c.value() == 0 || c.value() == 1;
            case Register r -> false;
            case Expression.Cast c -> false;
        };
    }
}
