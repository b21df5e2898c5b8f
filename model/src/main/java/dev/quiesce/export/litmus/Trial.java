package dev.quiesce.export.litmus;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.Branch;
import dev.quiesce.program.Instruction.Call;
import dev.quiesce.program.Site;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One walk through a thread, through init or through exit, on numbers. A thread goes on after an assertion has failed, where
 * the branches meet again that the failure is in: that is how the test is written.
 */
final class Trial {
    private static final int MOST_STEPS = 20_000;
    private static final int DEEPEST_CALL = 64;

    /** What is walked through; init and exit run alone. */
    enum Role {
        INIT, THREAD, EXIT;

        boolean alone() {
            return this != THREAD;
        }
    }

    /** The arms of a branch meet when that many activations are there and the last is at {@code join}, or when there are fewer. */
    private record Meeting(int depth, int join) {}

    final Setting setting;
    final Role role;
    final int thread;
    final Choices choices;
    final Ground ground;
    final Custody custody;
    final Facts facts;
    /** Objects on the stack. */
    final Map<Long, Long> locals = new HashMap<>();
    private final Visible visible = new Visible(this);
    private final Deque<Activation<Long>> stack = new ArrayDeque<>();
    private final List<Meeting> open = new ArrayList<>();
    private Site last = Site.NONE;
    private boolean failed;
    private boolean discarded;

    Trial(Setting setting, Role role, int thread, boolean softirq, Choices choices, Ground ground, Facts facts) {
        this.setting = setting;
        this.role = role;
        this.thread = thread;
        this.choices = choices;
        this.ground = ground;
        this.facts = facts;
        this.custody = new Custody(softirq, thread, setting.waits);
    }

    /** True if an assertion failed. */
    boolean hasFailed() {
        return failed;
    }

    /** True if an assumption did not hold, so that the walk does not count. */
    boolean isDiscarded() {
        return discarded;
    }

    void run(int function) {
        Function first = setting.program.functions().get(function);
        stack.push(new Activation<>(first, "", -1, new Long[first.registers()]));
        try {
            for (int step = 0; !stack.isEmpty(); step++) {
                setting.step();
                if (step == MOST_STEPS) {
                    throw new Refused(Site.NONE, "a loop whose end hangs on what is read", "write its rounds one after the other");
                }
                perform();
            }
            if (!setting.litmus) {
                custody.end();
            }
        } catch (Refused refused) {
            throw refused.at(last);
        }
    }

    private void perform() {
        Activation<Long> top = stack.peek();
        open.removeIf(m -> stack.size() < m.depth || stack.size() == m.depth && top.position == m.join);
        Instruction instruction = top.instruction();
        if (!instruction.site().library()) {
            last = instruction.site();
        }
        String key = top.key();
        top.position++;
        switch (instruction) {
            case Instruction.Local local -> local(local, key);
            case Instruction.Shared shared -> visible.perform(shared, key);
        }
    }

    // ---- registers

    void set(int register, Long value) {
        if (register >= 0 && !stack.isEmpty()) {
            stack.peek().registers[register] = value;
        }
    }

    long value(Expression expression) {
        return Exact.value(expression, register -> {
            Long value = stack.peek().registers[register];
            if (value == null) {
                String name = stack.peek().function.registerNames().get(register);
                throw new Refused(Site.NONE, (name.isEmpty() ? "a value" : "'" + name + "'") + " may be read before it is assigned",
                    "initialise it");
            }
            return value;
        });
    }

    /** The answer to a question about the thread, which has to be the same every time. */
    void answer(int register, long answer, String key) {
        facts.note(key).values.add(answer);
        set(register, answer);
    }

    // ---- steps

    private void local(Instruction.Local instruction, String key) {
        switch (instruction) {
            case Instruction.Assign a -> set(a.destination(), value(a.value()));
            case Instruction.Undefine u -> set(u.destination(), null);
            case Instruction.Jump j -> stack.peek().position = j.target();
            case Branch b -> branch(b, key);
            case Call c -> call(c);
            case Instruction.Return r -> {
                Long result = r.value() == null ? Long.valueOf(0) : Long.valueOf(value(r.value()));
                leave(result);
            }
            case Instruction.Automatic a -> automatic(a);
            case Instruction.Expire _ -> { }
            case Instruction.CheckIndex c -> {
                long index = value(c.index());
                if (index < 0 || index >= c.count()) {
                    throw new Refused(Site.NONE, "this index of " + c.array() + " may be out of bounds", "test it before");
                }
            }
            case Instruction.IsHeld i -> answer(i.destination(), custody.holds(value(i.address())) ? 1 : 0, key);
            case Instruction.Query q -> answer(q.destination(), custody.answer(q.question()), key);
            case Instruction.Enter e -> custody.disable(e.context());
            case Instruction.MightSleep m -> custody.sleep(m.operation());
            case Instruction.Guard g -> throw new Refused(Site.NONE, "a wait for a condition", "test the condition once, with 'if'");
            case Instruction.Choose c -> set(c.destination(), value(c.values().get(choice(c.values().size()))));
            case Instruction.ChooseRange c -> {
                long low = value(c.low());
                set(c.destination(), low + choice(Math.clamp(value(c.high()) - low + 1, 1, 256)));
            }
            case Instruction.Assume a -> {
                if (role == Role.THREAD) {
                    throw new Refused(Site.NONE, "an assumption", "write 'if' around what comes after it");
                }
                if (value(a.condition()) == 0) {
                    discarded = true;
                    stack.clear();
                }
            }
            case Instruction.Report r -> report(r);
            case Instruction.Observe o -> value(o.value());
            case Instruction.Cover c -> { }
            case Instruction.Print p -> { }
        }
    }

    private int choice(int ways) {
        if (role != Role.EXIT) {
            throw new Refused(Site.NONE, "a choice", "write a scenario for each value");
        }
        return choices.of(ways);
    }

    private void branch(Branch branch, String key) {
        boolean holds = value(branch.condition()) != 0;
        Facts.Fact fact = facts.note(key);
        fact.yes |= holds;
        fact.no |= !holds;
        open.add(new Meeting(stack.size(), branch.join()));
        stack.peek().position = holds ? branch.ifTrue() : branch.ifFalse();
    }

    private void call(Call call) {
        int callee = Address.function(value(call.callee()));
        if (callee < 0 || callee >= setting.program.functions().size()) {
            throw new Refused(Site.NONE, "a call through a pointer that may point to no function", "call the function by its name");
        }
        if (stack.size() == DEEPEST_CALL) {
            throw new Refused(Site.NONE, "calls that are nested more than " + DEEPEST_CALL + " deep", "write them out");
        }
        Function function = setting.program.functions().get(callee);
        Long[] registers = new Long[function.registers()];
        for (int i = 0; i < Math.min(function.parameters(), call.arguments().size()); i++) {
            registers[i] = value(call.arguments().get(i));
        }
        Activation<Long> caller = stack.peek();
        stack.push(new Activation<>(function, caller.path + "/" + (caller.position - 1), call.destination(), registers));
    }

    private void leave(Long result) {
        int destination = stack.pop().destination;
        set(destination, result);
    }

    private void automatic(Instruction.Automatic automatic) {
        Cells.Thing thing = new Cells.Thing(automatic.name(), automatic.type(), automatic.type().size(), Math.max(thread, 0));
        long address = setting.cells.make(thing, "stack", thread, stack.peek().path, automatic.slot());
        locals.keySet().removeIf(local -> Address.object(local) == Address.object(address));
        set(automatic.destination(), address);
    }

    private void report(Instruction.Report report) {
        failed = true;
        if (role == Role.INIT) {
            throw new Refused(Site.NONE, "init itself fails: " + report.finding().words(), "repair that first");
        }
        if (role == Role.EXIT || open.isEmpty()) {
            stack.clear();
            return;
        }
        Meeting meeting = open.removeLast();
        while (stack.size() > meeting.depth) {
            leave(null);
        }
        if (meeting.join < 0) {
            leave(null);
        } else {
            stack.peek().position = meeting.join;
        }
    }
}
