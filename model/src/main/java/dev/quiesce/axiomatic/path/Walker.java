package dev.quiesce.axiomatic.path;

import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Binary;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.Cast;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Expression.Unary;
import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.Assign;
import dev.quiesce.program.Instruction.Branch;
import dev.quiesce.program.Instruction.Jump;
import dev.quiesce.program.Instruction.Local;
import dev.quiesce.program.Instruction.ReadModifyWrite;
import dev.quiesce.program.Instruction.Return;
import dev.quiesce.program.Instruction.Shared;
import dev.quiesce.program.Site;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Walks through one thread, deciding every open branch as its {@link Decisions} say. */
final class Walker {
    private static final int MOST_STEPS = 100_000;

    /** The walk ends without a path: a loop bound was reached, or a branch contradicts an earlier one. */
    static final class DeadEnd extends Exception {
        private static final long serialVersionUID = 1L;
        /** The loop that would have gone on, null if none. */
        final transient Site loop;

        DeadEnd(Site loop) {
            super(null, null, false, false);
            this.loop = loop;
        }
    }

    private final int thread;
    private final int unroll;
    private final Decisions decisions;
    private final Recorder recorder;
    private final SharedSteps steps;
    private final List<Constraint> constraints = new ArrayList<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private Frame frame;

    Walker(int thread, int unroll, Decisions decisions) {
        this.thread = thread;
        this.unroll = unroll;
        this.decisions = decisions;
        this.recorder = new Recorder(thread);
        this.steps = new SharedSteps(this, recorder);
    }

    Path walk(Function function) throws DeadEnd {
        frame = new Frame(function, List.of(), -1, new BitSet());
        frames.push(frame);
        Frame first = frame;
        for (int step = 0; !frames.isEmpty(); step++) {
            if (step == MOST_STEPS) {
                throw new TooLarge("a thread takes more than " + MOST_STEPS + " instructions");
            }
            step();
        }
        List<Value> registers = Arrays.stream(first.registers).map(Term::value).toList();
        return new Path(thread, recorder.events(), constraints, registers);
    }

    private void step() throws DeadEnd {
        if (frame.meet()) {
            recorder.control(frame.control());
        }
        Instruction instruction = frame.function.body().get(frame.position++);
        switch (instruction) {
            case Local local -> local(local);
            case Shared shared -> steps.perform(shared);
        }
    }

    private void local(Local instruction) throws DeadEnd {
        switch (instruction) {
            case Assign assign -> frame.registers[assign.destination()] = assigned(assign);
            case Jump(int target, Site site) -> jump(target, site);
            case Branch branch -> branch(branch);
            case Return(Expression value, Site ignored) -> leave(value);
            default -> throw new Unsupported(instruction.getClass().getSimpleName(), instruction.site());
        }
    }

    /**
     * What an assignment assigns. The value that an atomic operation stored, computed again from the value it read,
     * depends on that read alone: it is the result of the operation, and so herd7 has it.
     */
    private Term assigned(Assign assign) {
        Term term = evaluate(assign.value());
        int before = frame.position - 2;
        if (before >= 0 && frame.function.body().get(before) instanceof ReadModifyWrite rmw
            && assign.value() instanceof Binary(var operator, var type, Register(int left), Expression right)
            && left == rmw.destination() && (right.equals(rmw.operand()) || right.equals(rmw.expected()))) {
            return new Term(term.value(), frame.registers[left].reads());
        }
        return term;
    }

    private void jump(int target, Site site) throws DeadEnd {
        if (target < frame.position && frame.repeat(frame.position - 1, target) > unroll) {
            throw new DeadEnd(site);
        }
        frame.position = target;
    }

    private void branch(Branch branch) throws DeadEnd {
        Term condition = evaluate(branch.condition());
        frame.guard(branch.join(), condition.reads());
        recorder.control(frame.control());
        jump(decide(condition.value()) ? branch.ifTrue() : branch.ifFalse(), branch.site());
    }

    /** Decides whether {@code condition} is not 0, and leaves a constraint unless that is known. */
    boolean decide(Value condition) {
        if (condition instanceof Value.Known(long known)) {
            return known != 0;
        }
        for (Constraint earlier : constraints) {
            if (earlier.value().equals(condition)) {
                return earlier.holds();
            }
        }
        if (condition instanceof Value.Binary(BinaryOperator operator, var type, Value left, Value right, int ignored)
            && operator == BinaryOperator.NOT_EQUAL) {
            return !decide(Values.binary(BinaryOperator.EQUAL, type, left, right));
        }
        boolean holds = decisions.choose(2) == 1;
        constraints.add(new Constraint(condition, holds));
        return holds;
    }

    int choose(int ways) {
        return decisions.choose(ways);
    }

    /** The rest of the path is only taken if {@code condition} is as said. */
    void require(Value condition, boolean holds) throws DeadEnd {
        if (condition instanceof Value.Known(long known)) {
            if (known != 0 != holds) {
                throw new DeadEnd(null);
            }
        } else {
            constraints.add(new Constraint(condition, holds));
        }
    }

    private void leave(Expression value) {
        Term result = value == null ? Term.ZERO : evaluate(value);
        frames.pop();
        if (frames.isEmpty()) {
            return;
        }
        int destination = frame.destination;
        frame = frames.peek();
        set(destination, result);
        recorder.control(frame.control());
    }

    void set(int register, Term value) {
        if (register >= 0) {
            frame.registers[register] = value;
        }
    }

    Term evaluate(Expression expression) {
        return switch (expression) {
            case Constant(long value) -> Term.constant(value);
            case Register(int index) -> frame.registers[index];
            case Unary(var operator, var type, Expression operand) -> {
                Term inner = evaluate(operand);
                yield new Term(Values.unary(operator, type, inner.value()), inner.reads());
            }
            case Cast(var type, Expression operand) -> {
                Term inner = evaluate(operand);
                yield new Term(Values.cast(type, inner.value()), inner.reads());
            }
            case Binary(var operator, var type, Expression left, Expression right) -> {
                Term a = evaluate(left);
                Term b = evaluate(right);
                yield new Term(Values.binary(operator, type, a.value(), b.value()), Term.union(a.reads(), b.reads()));
            }
        };
    }
}
