package dev.quiesce.soundness;

import static dev.quiesce.soundness.RandomPrograms.DOMAIN;
import static dev.quiesce.soundness.RandomPrograms.LOCKS;
import static dev.quiesce.soundness.RandomPrograms.POINTER;
import static dev.quiesce.soundness.RandomPrograms.READERS;
import static dev.quiesce.soundness.RandomPrograms.SEMAPHORE;
import static dev.quiesce.soundness.RandomPrograms.WORD;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Instruction.LockKind;
import dev.quiesce.program.Order;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import dev.quiesce.soundness.Operation.*;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes the code of one thread. Register 0 is a scratch register, each observed value gets one of its own. */
final class RandomThread {
    private final int number;
    private final int threads;
    private final List<Instruction> code = new ArrayList<>();
    private int registers = 1;

    /** @param threads functions of threads there are; those of callbacks come after them */
    RandomThread(int number, int threads) {
        this.number = number;
        this.threads = threads;
    }

    Function function(List<Operation> body) {
        body.forEach(this::write);
        code.add(new Instruction.Return(null, site()));
        return RandomPrograms.function("t" + number, registers, code, 0);
    }

    /** A site of its own for every instruction. */
    private Site site() {
        return new Site("t" + number, code.size() + 1, 1, code.size() + 1, 1, "", false);
    }

    private Expression variable(int v) {
        return new Constant(Address.of(v, 0));
    }

    private void observe(int register) {
        // Two digits, so that both engines list what is observed in the same order.
        code.add(new Instruction.Observe("t%d.%02d".formatted(number, register), new Register(register), WORD, site()));
    }

    private void write(Operation operation) {
        switch (operation) {
            case Write w -> code.add(new Instruction.Store(variable(w.variable()), new Constant(w.value()), WORD,
                w.order(), site()));
            case Read r -> {
                int to = registers++;
                code.add(new Instruction.Load(to, variable(r.variable()), WORD, r.order(), site()));
                observe(to);
            }
            case Increment i -> modify(i.variable(), Instruction.Operation.ADD, 1, null, Order.FULL);
            case CompareExchange c -> modify(c.variable(), Instruction.Operation.COMPARE_EXCHANGE, c.value(),
                new Constant(c.expected()), Order.FULL);
            case Modify m -> modify(m.variable(), m.how(), m.value(),
                m.how() == Instruction.Operation.ADD_UNLESS ? new Constant(0) : null, m.order());
            case Locked l -> locked(LockKind.SPIN, variable(LOCKS + l.lock()), Context.NONE, l.body());
            case Guarded g -> locked(g.kind(), lock(g.kind()), g.context(), g.body());
            case Tried t -> tried(t.kind(), t.body());
            case Held h -> {
                int held = registers++;
                code.add(new Instruction.IsLocked(held, lock(h.kind()), site()));
                observe(held);
            }
            case SleepableSection s -> {
                int cookie = registers++;
                code.add(new Instruction.SleepableReadLock(cookie, variable(DOMAIN), site()));
                s.body().forEach(this::write);
                code.add(new Instruction.SleepableReadUnlock(variable(DOMAIN), new Register(cookie), site()));
            }
            case SleepableSynchronize s -> code.add(new Instruction.SleepableSynchronize(variable(DOMAIN), site()));
            case Barrier b -> code.add(new Instruction.Barrier(null, site()));
            case Section s -> {
                code.add(new Instruction.ReadLock(Context.NONE, site()));
                s.body().forEach(this::write);
                code.add(new Instruction.ReadUnlock(Context.NONE, site()));
            }
            case Synchronize s -> code.add(new Instruction.Synchronize(site()));
            case Fence f -> code.add(new Instruction.Fence(Instruction.FenceKind.MB, site()));
            case Publish p -> publish(p.value());
            case Dereference d -> dereference();
            case Unpublish u -> unpublish(u.waits());
            case Push p -> push(p.value());
            case Pop p -> pop(p.leaks());
            case Again a -> again();
            case Choice c -> {
                choose(c.alternatives());
                code.add(new Instruction.Store(variable(c.variable()), new Register(0), WORD, Order.ONCE,
                    site()));
            }
            case Await a -> await(variable(a.variable()));
            case Pick p -> pick(p);
            case Somewhere s -> {
                int at = registers++;
                int to = registers++;
                chooseAmong(at, s.alternatives(), 2, 0);
                code.add(new Instruction.Load(to, new Register(at), WORD, Order.ONCE, site()));
                observe(to);
            }
            case LockedSomewhere l -> {
                int at = registers++;
                chooseAmong(at, l.alternatives(), 2, LOCKS);
                locked(LockKind.SPIN, new Register(at), Context.NONE, l.body());
            }
            case AwaitSome a -> {
                int chosen = registers++;
                code.add(new Instruction.RegionBegin(Instruction.RegionKind.AWAIT, site()));
                code.add(new Instruction.Load(0, variable(a.variable()), WORD, Order.ONCE, site()));
                code.add(new Instruction.ChooseRange(chosen, new Constant(0), new Constant(a.alternatives() - 1), site()));
                code.add(new Instruction.Guard(new Expression.Binary(Expression.BinaryOperator.EQUAL, WORD, new Register(0),
                    new Register(chosen)), site()));
                code.add(new Instruction.RegionEnd(site()));
            }
            case AwaitSomewhere a -> {
                int at = registers++;
                chooseAmong(at, a.alternatives(), 2, 0);
                await(new Register(at));
                code.add(new Instruction.Store(variable(a.variable()), new Constant(1), WORD, Order.ONCE, site()));
            }
            case Identity i -> {
                code.add(new Instruction.Query(0, Instruction.Question.THREAD, site()));
                code.add(new Instruction.Store(variable(i.variable()), new Register(0), WORD, Order.ONCE, site()));
            }
            case Before b -> before();
            case Callback c -> start(Instruction.SpawnKind.CALLBACK, c.variable());
            case Work w -> start(Instruction.SpawnKind.WORK, w.variable());
        }
    }

    private void await(Expression address) {
        code.add(new Instruction.RegionBegin(Instruction.RegionKind.AWAIT, site()));
        code.add(new Instruction.Load(0, address, WORD, Order.ONCE, site()));
        code.add(new Instruction.Guard(new Register(0), site()));
        code.add(new Instruction.RegionEnd(site()));
    }

    /** Register 0 becomes a number below {@code alternatives}. */
    private void choose(int alternatives) {
        code.add(new Instruction.ChooseRange(0, new Constant(0), new Constant(alternatives - 1), site()));
    }

    /** A register becomes the address of one of so many globals, from {@code first} on, each of which comes up several times. */
    private void chooseAmong(int register, int alternatives, int globals, int first) {
        code.add(new Instruction.Choose(register,
            IntStream.range(0, alternatives).mapToObj(n -> variable(first + n % globals)).toList(), site()));
    }

    /** Goes one of the ways; if there are fewer than alternatives, those beyond lead past all of them. */
    private void pick(Pick p) {
        int chosen = registers++;
        code.add(new Instruction.ChooseRange(chosen, new Constant(0), new Constant(p.alternatives() - 1), site()));
        List<Integer> jumps = new ArrayList<>();
        for (int way = 0; way < p.ways().size(); way++) {
            int branch = code.size();
            Site at = site();
            code.add(null); // not known yet where the way ends
            p.ways().get(way).forEach(this::write);
            jumps.add(code.size());
            code.add(null);
            code.set(branch, new Instruction.Branch(new Expression.Binary(Expression.BinaryOperator.EQUAL, WORD,
                new Register(chosen), new Constant(way)), branch + 1, code.size(), code.size(), at));
        }
        jumps.forEach(jump -> code.set(jump, new Instruction.Jump(code.size(), Site.NONE)));
    }

    /** The lock that is taken like that. */
    private Expression lock(LockKind kind) {
        return switch (kind) {
            case READ, WRITE -> variable(READERS);
            case DOWN_READ, DOWN_WRITE -> variable(SEMAPHORE);
            case SPIN, MUTEX -> variable(LOCKS);
        };
    }

    private void locked(LockKind kind, Expression lock, Context context, List<Operation> body) {
        code.add(new Instruction.Lock(kind, lock, context, site()));
        body.forEach(this::write);
        code.add(new Instruction.Unlock(kind, lock, context, site()));
    }

    private void tried(LockKind kind, List<Operation> body) {
        int taken = registers++;
        code.add(new Instruction.TryLock(taken, kind, lock(kind), Context.NONE, site()));
        observe(taken);
        int branch = code.size();
        Site at = site();
        code.add(null); // not known yet where the section ends
        body.forEach(this::write);
        code.add(new Instruction.Unlock(kind, lock(kind), Context.NONE, site()));
        code.set(branch, new Instruction.Branch(new Register(taken), branch + 1, code.size(), code.size(), at));
    }

    private void start(Instruction.SpawnKind kind, int variable) {
        code.add(new Instruction.Spawn(kind, new Constant(Address.ofFunction(threads + variable)), new Constant(0),
            null, site()));
    }

    private void modify(int variable, Instruction.Operation how, int operand, Expression expected, Order order) {
        int to = registers++;
        code.add(new Instruction.ReadModifyWrite(to, variable(variable), WORD, how, new Constant(operand),
            expected, order, site()));
        observe(to);
    }

    private void publish(int value) {
        code.add(new Instruction.Allocate(0, new Constant(4), null, new Constant(0), null, site()));
        code.add(new Instruction.Store(new Register(0), new Constant(value), WORD, Order.PLAIN, site()));
        code.add(new Instruction.Store(variable(POINTER), new Register(0), ScalarType.POINTER, Order.RELEASE,
            site()));
    }

    private void dereference() {
        int to = registers++;
        code.add(new Instruction.Load(0, variable(POINTER), ScalarType.POINTER, Order.ONCE, site()));
        int at = code.size();
        code.add(new Instruction.Branch(new Register(0), at + 1, at + 3, at + 3, site()));
        code.add(new Instruction.Load(to, new Register(0), WORD, Order.PLAIN, site()));
        observe(to);
    }

    private void before() {
        int to = registers++;
        code.add(new Instruction.Allocate(0, new Constant(4), null, new Constant(0), null, site()));
        code.add(new Instruction.Load(to, variable(POINTER), ScalarType.POINTER, Order.ONCE, site()));
        code.add(new Instruction.Assign(to, new Expression.Binary(Expression.BinaryOperator.LESS, ScalarType.POINTER,
            new Register(0), new Register(to)), site()));
        code.add(new Instruction.Free(new Register(0), null, site()));
        observe(to);
    }

    /** The pointer in each object of the list. */
    private Expression next(int register) {
        return new Expression.Binary(Expression.BinaryOperator.ADD, ScalarType.POINTER, new Register(register),
            new Constant(8));
    }

    private void push(int value) {
        int next = registers++;
        code.add(new Instruction.Allocate(0, new Constant(16), null, new Constant(0), null, site()));
        code.add(new Instruction.Store(new Register(0), new Constant(value), WORD, Order.PLAIN, site()));
        code.add(new Instruction.Load(next, variable(POINTER), ScalarType.POINTER, Order.ONCE, site()));
        code.add(new Instruction.Store(next(0), new Register(next), ScalarType.POINTER, Order.PLAIN, site()));
        code.add(new Instruction.Store(variable(POINTER), new Register(0), ScalarType.POINTER, Order.RELEASE, site()));
    }

    private void pop(boolean leaks) {
        int next = registers++;
        code.add(new Instruction.Load(0, variable(POINTER), ScalarType.POINTER, Order.ONCE, site()));
        int at = code.size();
        int end = at + (leaks ? 3 : 4);
        code.add(new Instruction.Branch(new Register(0), at + 1, end, end, site()));
        code.add(new Instruction.Load(next, next(0), ScalarType.POINTER, Order.ONCE, site()));
        code.add(new Instruction.Store(variable(POINTER), new Register(next), ScalarType.POINTER, Order.RELEASE, site()));
        if (!leaks) {
            code.add(new Instruction.Free(new Register(0), null, site()));
        }
    }

    private void again() {
        int to = registers++;
        int last = registers++;
        code.add(new Instruction.Load(last, variable(POINTER), ScalarType.POINTER, Order.ONCE, site()));
        code.add(new Instruction.Load(to, variable(POINTER), ScalarType.POINTER, Order.ONCE, site()));
        code.add(new Instruction.Assign(to, new Expression.Binary(Expression.BinaryOperator.EQUAL, ScalarType.POINTER,
            new Register(last), new Register(to)), site()));
        observe(to);
    }

    private void unpublish(boolean waits) {
        code.add(new Instruction.ReadModifyWrite(0, variable(POINTER), ScalarType.POINTER,
            Instruction.Operation.EXCHANGE, new Constant(0), null, Order.FULL, site()));
        if (waits) {
            code.add(new Instruction.Synchronize(site()));
        }
        code.add(new Instruction.Free(new Register(0), null, site()));
    }
}
