package dev.quiesce.axiomatic.path;

import dev.quiesce.axiomatic.path.Value.Known;
import dev.quiesce.axiomatic.path.Walker.DeadEnd;
import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Binary;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction.Assign;
import dev.quiesce.program.Instruction.Assume;
import dev.quiesce.program.Instruction.Automatic;
import dev.quiesce.program.Instruction.Branch;
import dev.quiesce.program.Instruction.Call;
import dev.quiesce.program.Instruction.CheckIndex;
import dev.quiesce.program.Instruction.Choose;
import dev.quiesce.program.Instruction.ChooseRange;
import dev.quiesce.program.Instruction.Cover;
import dev.quiesce.program.Instruction.Enter;
import dev.quiesce.program.Instruction.Expire;
import dev.quiesce.program.Instruction.Guard;
import dev.quiesce.program.Instruction.IsHeld;
import dev.quiesce.program.Instruction.Jump;
import dev.quiesce.program.Instruction.Local;
import dev.quiesce.program.Instruction.MightSleep;
import dev.quiesce.program.Instruction.Observe;
import dev.quiesce.program.Instruction.Print;
import dev.quiesce.program.Instruction.Query;
import dev.quiesce.program.Instruction.ReadModifyWrite;
import dev.quiesce.program.Instruction.Report;
import dev.quiesce.program.Instruction.Return;
import dev.quiesce.program.Instruction.Undefine;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What instructions do that no other thread can see. */
final class LocalSteps {
    private static final int WIDEST_CHOICE = 256;

    private final Walker walker;

    LocalSteps(Walker walker) {
        this.walker = walker;
    }

    void perform(Local instruction) throws DeadEnd {
        switch (instruction) {
            case Assign assign -> walker.set(assign.destination(), assigned(assign));
            case Undefine undefine -> walker.set(undefine.destination(), null);
            case Jump(int target, Site site) -> walker.jump(target, site);
            case Branch branch -> branch(branch);
            case Call call -> call(call);
            case Return(Expression value, Site ignored) -> walker.leave(value);
            case Automatic automatic -> automatic(automatic);
            case Expire expire -> expire(expire);
            case CheckIndex check -> checkIndex(check);
            case IsHeld question -> walker.set(question.destination(),
                Term.constant(holds(walker.evaluate(question.address()).value()) ? 1 : 0));
            case Enter enter -> {
                walker.contexts.enter(enter.context());
                walker.section(enter.context(), Tag.RCU_LOCK, enter.site());
            }
            case MightSleep sleep -> {
                if (walker.contexts.mustNotSleep()) {
                    walker.fail(Finding.SLEEP_IN_ATOMIC, sleep.operation(), null, sleep.site());
                }
            }
            case Query query -> walker.set(query.destination(),
                Term.constant(walker.contexts.answer(query.question())));
            case Guard guard -> {
                Term condition = walker.evaluate(guard.condition());
                if (walker.alone && condition.value().equals(Values.ZERO)) {
                    if (!walker.spawned.isEmpty()) {
                        throw walker.refuse("init or exit waiting for what it has started itself", guard.site());
                    }
                    walker.fail(Finding.DEADLOCK, "waits for what nobody does", null, guard.site());
                }
                walker.await(condition, guard.site());
            }
            case Choose choose -> {
                walker.choosesInRegion();
                walker.set(choose.destination(),
                    walker.evaluate(choose.values().get(walker.choose(choose.values().size()))));
            }
            case ChooseRange range -> {
                walker.choosesInRegion();
                chooseRange(range);
            }
            case Assume assume -> walker.condition.require(walker.evaluate(assume.condition()).value(), true);
            case Report report -> walker.fail(report.finding(), report.message(),
                report.object() == null ? null : walker.evaluate(report.object()).value(), report.site());
            case Observe observe -> walker.observed.add(new Story.Observed(observe.name(),
                Values.cast(observe.type(), walker.evaluate(observe.value()).value())));
            case Cover cover -> walker.covers.add(cover.name());
            case Print print -> { }
        }
    }

    /**
     * What an assignment assigns. The value that an atomic operation stored, computed again from the value it read,
     * depends on that read alone: it is the result of the operation, and so herd7 has it.
     */
    private Term assigned(Assign assign) {
        Term term = walker.evaluate(assign.value());
        Frame frame = walker.frame;
        int before = frame.position - 2;
        if (before >= 0 && frame.function.body().get(before) instanceof ReadModifyWrite rmw
            && assign.value() instanceof Binary(var operator, var type, Register(int left), Expression right)
            && left == rmw.destination() && (right.equals(rmw.operand()) || right.equals(rmw.expected()))) {
            return new Term(term.value(), frame.registers[left].reads());
        }
        return term;
    }

    private void branch(Branch branch) throws DeadEnd {
        Term condition = walker.evaluate(branch.condition());
        walker.frame.guard(branch.join(), condition.reads());
        walker.out.control(walker.frame.control());
        walker.jump(walker.condition.decide(condition.value()) ? branch.ifTrue() : branch.ifFalse(), branch.site());
    }

    private void call(Call call) throws DeadEnd {
        Term callee = walker.evaluate(call.callee());
        List<Term> arguments = new ArrayList<>();
        call.arguments().forEach(argument -> arguments.add(walker.evaluate(argument)));
        Function function = callee.value() instanceof Known(long address)
            ? known(address, callee, call.site())
            : chosen(callee, arguments.size(), call.site());
        // What a function pointer points to decides what runs, as a branch would.
        walker.call(function, arguments.subList(0, Math.min(arguments.size(), function.parameters())),
            call.destination(), call.site());
    }

    private Function known(long address, Term callee, Site site) {
        int number = Address.function(address);
        if (number < 0 || number >= walker.setting.program.functions().size()) {
            walker.fail(address == 0 ? Finding.NULL_DEREF : Finding.WILD_ACCESS, "calls what is no function",
                callee.value(), site);
        }
        return walker.setting.program.functions().get(number);
    }

    private Function chosen(Term callee, int arguments, Site site) throws DeadEnd {
        List<Integer> fitting = walker.setting.addressTaken().stream()
            .filter(f -> walker.setting.program.functions().get(f).parameters() == arguments).toList();
        Set<Long> may = walker.condition.foreseen(callee.value());
        if (!may.isEmpty()) {
            fitting = fitting.stream().filter(f -> may.contains(Address.ofFunction(f))).toList();
            if (fitting.isEmpty()) {
                throw new DeadEnd(null);
            }
        }
        if (fitting.isEmpty()) {
            throw walker.refuse("a call through a pointer to a function that is not known", site);
        }
        int number = fitting.get(walker.choose(fitting.size()));
        walker.condition.require(Values.binary(BinaryOperator.EQUAL, ScalarType.POINTER, callee.value(),
            new Known(Address.ofFunction(number))), true);
        return walker.setting.program.functions().get(number);
    }

    /** Whether the thread holds a lock. An address that was read may be that of any lock held: each is a path of its own. */
    private boolean holds(Value lock) {
        return walker.contexts.holds(lock) || walker.contexts.all().stream().anyMatch(held ->
            walker.condition.decide(Values.binary(BinaryOperator.EQUAL, ScalarType.POINTER, lock, held)));
    }

    private void automatic(Automatic automatic) {
        int object = stackObject(automatic.slot());
        walker.set(automatic.destination(), Term.constant(Address.of(object, 0)));
        walker.locals.declare(object, automatic.type().size(), automatic.name());
    }

    private int stackObject(int slot) {
        return walker.setting.automatic(walker.start.thread(), walker.frame.function.name(), walker.depth(), slot,
            walker.locals.died(walker.depth(), slot));
    }

    private void expire(Expire expire) {
        int object = stackObject(expire.slot());
        if (walker.locals.expire(object, walker.depth(), expire.slot())) {
            walker.set(expire.register(), Term.ZERO);
        }
    }

    private void checkIndex(CheckIndex check) throws DeadEnd {
        Value inside = Values.binary(BinaryOperator.LESS, ScalarType.U64, walker.evaluate(check.index()).value(),
            new Known(check.count()));
        if (!walker.condition.decide(inside)) {
            walker.fail(Finding.WILD_ACCESS, "index out of bounds of " + check.array(), null, check.site());
        }
    }

    private void chooseRange(ChooseRange range) {
        Value low = walker.evaluate(range.low()).value();
        Value high = walker.evaluate(range.high()).value();
        if (!(low instanceof Known(long from) && high instanceof Known(long to))) {
            throw walker.refuse("a choice between bounds that other threads decide", range.site());
        }
        if (to < from) {
            walker.fail(Finding.ASSERTION, "choose_range(" + from + ", " + to + "): there is nothing in this range", null, range.site());
        }
        if (to - from >= WIDEST_CHOICE) {
            throw new TooLarge("a choice between more than " + WIDEST_CHOICE + " values");
        }
        walker.set(range.destination(), Term.constant(from + walker.choose((int) (to - from) + 1)));
    }
}
