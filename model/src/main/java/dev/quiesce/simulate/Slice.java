package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Flow;
import dev.quiesce.program.Function;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A slice is a program without the functions that a scenario cannot reach: lines never reached, covers missed and
 * questions that some other scenario's code asks are none of its business. A function is reached if something that is
 * reached mentions it, in code or in the initial value of a global. Numbers of functions and globals stay what they are.
 */
public final class Slice {
    private final Program program;
    private final BitSet functions = new BitSet();
    private final BitSet globals = new BitSet();
    private final List<Runnable> pending = new ArrayList<>();

    private Slice(Program program) {
        this.program = program;
    }

    /** What {@code scenario} reaches of {@code program}. */
    public static Program of(Program program, Scenario scenario) {
        Slice slice = new Slice(program);
        slice.function(scenario.init());
        scenario.threads().forEach(slice::function);
        scenario.softirqs().forEach(slice::function);
        slice.function(scenario.exit());
        slice.follow();
        return slice.cut();
    }

    /** The functions that may run when others do: all that are reached but those that only {@code init} calls, or others like them. */
    static BitSet besideOthers(Program program, Scenario scenario) {
        Slice slice = new Slice(program);
        scenario.threads().forEach(slice::function);
        scenario.softirqs().forEach(slice::function);
        slice.function(scenario.exit());
        slice.alone(scenario.init(), new BitSet());
        slice.follow();
        return slice.functions;
    }

    /** Whatever a function that runs alone mentions may be reached later, but for whom it calls. */
    private void alone(int number, BitSet seen) {
        if (number < 0 || number >= program.functions().size() || seen.get(number)) {
            return;
        }
        seen.set(number);
        for (Instruction instruction : program.functions().get(number).body()) {
            if (instruction instanceof Instruction.Call call && call.callee() instanceof Expression.Constant(long callee)) {
                alone(Address.function(callee), seen);
                call.arguments().forEach(this::expression);
            } else {
                Flow.operands(instruction).forEach(this::expression);
            }
        }
    }

    private void follow() {
        while (!pending.isEmpty()) {
            pending.removeLast().run();
        }
    }

    private void function(int number) {
        if (number >= 0 && number < program.functions().size() && !functions.get(number)) {
            functions.set(number);
            pending.add(() -> program.functions().get(number).body().forEach(
                instruction -> Flow.operands(instruction).forEach(this::expression)));
        }
    }

    private void global(int number) {
        if (number >= 0 && number < program.globals().size() && !globals.get(number)) {
            globals.set(number);
            GlobalObject global = program.globals().get(number);
            pending.add(() -> global.initializers().forEach(initial -> value(initial.value())));
        }
    }

    private void expression(Expression expression) {
        switch (expression) {
            case null -> { }
            case Expression.Constant(long value) -> value(value);
            case Expression.Register _ -> { }
            case Expression.Unary unary -> expression(unary.operand());
            case Expression.Binary binary -> {
                expression(binary.left());
                expression(binary.right());
            }
            case Expression.Cast cast -> expression(cast.operand());
        }
    }

    private void value(long value) {
        function(Address.function(value));
        if (Address.isAddress(value)) {
            global(Address.object(value));
        }
    }

    private Program cut() {
        List<Function> kept = new ArrayList<>();
        for (int number = 0; number < program.functions().size(); number++) {
            Function function = program.functions().get(number);
            kept.add(functions.get(number) ? function : stub(function));
        }
        return new Program(program.model(), program.variant(), program.globals(), kept, program.scenarios());
    }

    /** What nobody should ever call, and says so if somebody does. */
    private static Function stub(Function function) {
        Instruction report = new Instruction.Report(Finding.WILD_ACCESS,
            "call of " + function.name() + ", which this scenario does not mention", null, Site.NONE);
        return new Function(function.name(), function.parameters(), function.registers(), function.registerNames(),
            List.of(report, new Instruction.Return(null, Site.NONE)), function.site());
    }
}
