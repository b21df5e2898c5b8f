package dev.quiesce.soundness;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Function;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Instruction.LockKind;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.ObjectType.ScalarObject;
import dev.quiesce.program.Order;
import dev.quiesce.program.Program;
import dev.quiesce.program.Races;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import dev.quiesce.soundness.Operation.*;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random threads, and the programs that they make. */
final class RandomPrograms {
    /** Global objects: two variables, two locks, one pointer, a reader-writer lock, an SRCU domain. */
    private static final int LOCKS = 2;
    private static final int POINTER = 4;
    private static final int READERS = 5;
    private static final int DOMAIN = 6;
    private static final ScalarType WORD = ScalarType.S32;

    private RandomPrograms() {}

    /** Two or three short threads. */
    static Arbitrary<List<List<Operation>>> threads() {
        return threads(operation(true, true));
    }

    /** The same without what execution graphs do not have: locks that several readers can hold. */
    static Arbitrary<List<List<Operation>>> threadsForGraphs() {
        return threads(operation(true, false));
    }

    /** The same with more that a store buffer makes a difference to: stores, loads, and fences. */
    static Arbitrary<List<List<Operation>>> threadsForBuffers(boolean readers) {
        return threads(Arbitraries.oneOf(access(), operation(true, readers)));
    }

    /** Two threads of stores and loads in sections and outside, and of what waits for sections. */
    static Arbitrary<List<List<Operation>>> threadsForSections() {
        Arbitrary<List<Operation>> inner = block(access(), 2);
        Arbitrary<Operation> operation = Arbitraries.frequencyOf(Tuple.of(8, access()),
            Tuple.of(3, inner.map(Section::new)), Tuple.of(3, inner.map(SleepableSection::new)),
            Tuple.of(3, inner.map(body -> new Locked(0, body))), Tuple.of(3, Arbitraries.just(new Synchronize())),
            Tuple.of(3, Arbitraries.just(new SleepableSynchronize())), Tuple.of(1, Arbitraries.just(new Callback(0))),
            Tuple.of(1, Arbitraries.just(new Work(0))));
        return block(operation, 4).list().ofSize(2);
    }

    private static Arbitrary<Operation> access() {
        Arbitrary<Integer> variable = Arbitraries.integers().between(0, 1);
        return Arbitraries.frequencyOf(
            Tuple.of(5, Combinators.combine(variable, Arbitraries.integers().between(1, 2),
                Arbitraries.of(Order.ONCE, Order.RELEASE)).as(Write::new)),
            Tuple.of(5, Combinators.combine(variable, Arbitraries.of(Order.ONCE, Order.ACQUIRE)).as(Read::new)),
            Tuple.of(1, Arbitraries.just(new Fence()))).map(o -> (Operation) o);
    }

    private static Arbitrary<List<List<Operation>>> threads(Arbitrary<Operation> operation) {
        return block(operation, 3).list().ofMinSize(2).ofMaxSize(3);
    }

    private static Arbitrary<List<Operation>> block(Arbitrary<Operation> operation, int most) {
        return operation.list().ofMinSize(1).ofMaxSize(most);
    }

    private static Arbitrary<Operation> operation(boolean nested, boolean readers) {
        Arbitrary<Integer> variable = Arbitraries.integers().between(0, 1);
        Arbitrary<Integer> value = Arbitraries.integers().between(0, 2);
        List<Arbitrary<? extends Operation>> simple = new ArrayList<>(List.of(
            Combinators.combine(variable, value, Arbitraries.of(Order.PLAIN, Order.ONCE, Order.RELEASE)).as(Write::new),
            Combinators.combine(variable, Arbitraries.of(Order.PLAIN, Order.ONCE, Order.ACQUIRE)).as(Read::new),
            variable.map(Increment::new),
            Combinators.combine(variable, value, value).as(CompareExchange::new),
            Combinators.combine(variable, Arbitraries.of(Instruction.Operation.EXCHANGE, Instruction.Operation.ADD,
                Instruction.Operation.SUBTRACT, Instruction.Operation.OR, Instruction.Operation.AND_NOT,
                Instruction.Operation.ADD_UNLESS), value,
                Arbitraries.of(Order.ONCE, Order.ACQUIRE, Order.RELEASE, Order.FULL)).as(Modify::new),
            value.map(Publish::new),
            Arbitraries.just(new Dereference()),
            variable.map(Choice::new)));
        if (nested) {
            Arbitrary<List<Operation>> inner = block(operation(false, readers), 2);
            simple.add(Combinators.combine(variable, inner).as(Locked::new));
            simple.add(inner.map(Section::new));
            simple.add(Combinators.combine(Arbitraries.of(readers ? List.of(true, false) : List.of(true)), inner).as(Guarded::new));
            simple.add(inner.map(SleepableSection::new));
            simple.add(Arbitraries.just(new SleepableSynchronize()));
            simple.add(variable.map(Work::new));
            simple.add(Arbitraries.just(new Barrier()));
            simple.add(Arbitraries.just(new Synchronize()));
            simple.add(Arbitraries.of(true, false).map(Unpublish::new));
            simple.add(variable.map(Await::new));
            simple.add(variable.map(Callback::new));
        }
        return Arbitraries.oneOf(simple.stream().map(a -> a.map(o -> (Operation) o)).toList());
    }

    /** What up to four threads run, some of them the same; they may also ask who they are, or whose object lies first. */
    static Arbitrary<Alike> alike() {
        Arbitrary<Operation> operation = Arbitraries.frequencyOf(Tuple.of(20, operation(true, true)),
            Tuple.of(1, Arbitraries.integers().between(0, 1).map(Identity::new)), Tuple.of(1, Arbitraries.just(new Before())));
        return Combinators.combine(block(operation, 3).list().ofMinSize(1).ofMaxSize(2),
            Arbitraries.of(List.of(0, 0), List.of(0, 0, 1), List.of(0, 1, 0), List.of(0, 0, 0), List.of(1, 0, 1, 0)))
            .as((bodies, threads) -> new Alike(bodies, threads.stream().map(t -> t % bodies.size()).toList()));
    }

    /** The same over a list of objects, that may rarely be told apart. */
    static Arbitrary<Alike> listing() {
        Arbitrary<Operation> simple = Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.integers().between(0, 1).map(Push::new)),
            Tuple.of(6, Arbitraries.of(true, false, false).map(Pop::new)), Tuple.of(2, Arbitraries.just(new Again())),
            Tuple.of(2, Arbitraries.just(new Dereference())),
            Tuple.of(1, Arbitraries.integers().between(0, 1).map(Choice::new)),
            Tuple.of(1, Arbitraries.integers().between(0, 1).map(Callback::new)));
        Arbitrary<Operation> operation = Arbitraries.frequencyOf(Tuple.of(15, simple),
            Tuple.of(12, block(simple, 2).map(body -> new Locked(0, body))), Tuple.of(1, Arbitraries.just(new Before())));
        return Combinators.combine(block(operation, 2).list().ofMinSize(1).ofMaxSize(2),
            Arbitraries.of(List.of(0, 0), List.of(0, 1), List.of(0, 0, 1))).as((bodies, threads) ->
            new Alike(bodies, threads.stream().map(t -> t % bodies.size()).toList()));
    }

    /**
     * Threads of which some run the same.
     *
     * @param bodies  what there is to run
     * @param threads by thread, which of them it runs
     */
    record Alike(List<List<Operation>> bodies, List<Integer> threads) {}

    /** The program in which the threads run side by side. */
    static Program program(List<List<Operation>> threads) {
        return program(new Alike(threads, IntStream.range(0, threads.size()).boxed().toList()));
    }

    /** The program in which the threads run side by side. */
    static Program program(Alike alike) {
        List<List<Operation>> threads = alike.bodies;
        List<GlobalObject> globals = new ArrayList<>();
        for (String name : List.of("x", "y", "a", "b")) {
            globals.add(new GlobalObject(name, new ScalarObject(WORD, "int"), 4, List.of(), false, Site.NONE));
        }
        globals.add(new GlobalObject("p", new ScalarObject(ScalarType.POINTER, "void *"), 8, List.of(), false,
            Site.NONE));
        for (String name : List.of("rw", "srcu")) {
            globals.add(new GlobalObject(name, new ScalarObject(ScalarType.S64, "long"), 8, List.of(), false, Site.NONE));
        }
        List<Function> functions = new ArrayList<>();
        for (int t = 0; t < threads.size(); t++) {
            functions.add(new Thread(t, threads.size()).function(threads.get(t)));
        }
        for (int v = 0; v < 2; v++) {
            functions.add(increment(v));
        }
        Scenario s = new Scenario("random", "", -1, alike.threads, List.of(), -1, MemoryModel.SC, Finding.HOLDS, false,
            Races.REPORT, 0, Site.NONE);
        return new Program("random", "default", globals, functions, List.of(s));
    }

    private static Function increment(int variable) {
        Expression address = new Constant(Address.of(variable, 0));
        return function("callback" + variable, 2, List.of(
            new Instruction.ReadModifyWrite(1, address, WORD, Instruction.Operation.ADD, new Constant(1), null,
                Order.FULL, Site.NONE),
            new Instruction.Return(null, Site.NONE)), 1);
    }

    private static Function function(String name, int registers, List<Instruction> body, int parameters) {
        return new Function(name, parameters, registers, Collections.nCopies(registers, ""), body, Site.NONE);
    }

    /** Writes the code of one thread. Register 0 is a scratch register, each observed value gets one of its own. */
    private static final class Thread {
        private final int number;
        private final int threads;
        private final List<Instruction> code = new ArrayList<>();
        private int registers = 1;

        Thread(int number, int threads) {
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
            code.add(new Instruction.Observe("t" + number + "." + register, new Register(register), WORD, site()));
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
                case Locked l -> locked(LockKind.SPIN, LOCKS + l.lock(), l.body());
                case Guarded g -> locked(g.writes() ? LockKind.WRITE : LockKind.READ, READERS, g.body());
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
                    code.add(new Instruction.ChooseRange(0, new Constant(0), new Constant(1), site()));
                    code.add(new Instruction.Store(variable(c.variable()), new Register(0), WORD, Order.ONCE,
                        site()));
                }
                case Await a -> {
                    code.add(new Instruction.RegionBegin(Instruction.RegionKind.AWAIT, site()));
                    code.add(new Instruction.Load(0, variable(a.variable()), WORD, Order.ONCE, site()));
                    code.add(new Instruction.Guard(new Register(0), site()));
                    code.add(new Instruction.RegionEnd(site()));
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

        private void locked(LockKind kind, int object, List<Operation> body) {
            Expression lock = new Constant(Address.of(object, 0));
            code.add(new Instruction.Lock(kind, lock, Context.NONE, site()));
            body.forEach(this::write);
            code.add(new Instruction.Unlock(kind, lock, Context.NONE, site()));
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
}
