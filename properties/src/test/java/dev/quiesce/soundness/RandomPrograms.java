package dev.quiesce.soundness;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Constant;
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
import dev.quiesce.simulate.Looks;
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
    /** Global objects: two variables, two locks, one pointer, a reader-writer lock, an SRCU domain, a reader-writer semaphore. */
    static final int LOCKS = 2;
    static final int POINTER = 4;
    static final int READERS = 5;
    static final int DOMAIN = 6;
    static final int SEMAPHORE = 7;
    static final ScalarType WORD = ScalarType.S32;

    private RandomPrograms() {}

    /** Two or three short threads. */
    static Arbitrary<List<List<Operation>>> threads() {
        return threads(operation(true, true));
    }

    /** The same without what execution graphs do not have, locks that several readers can hold, or have too many of: choices. */
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

    /** Two or three threads that take locks in each other, for reading and for writing; some ask whether they can be had. */
    static Arbitrary<List<List<Operation>>> threadsForLocks() {
        return Arbitraries.of(true, false, false).flatMap(RandomPrograms::threadsForLocks);
    }

    private static Arbitrary<List<List<Operation>>> threadsForLocks(boolean asks) {
        Arbitrary<LockKind> kind = Arbitraries.of(LockKind.READ, LockKind.WRITE, LockKind.DOWN_READ, LockKind.DOWN_WRITE);
        Arbitrary<Operation> plain = asks ? Arbitraries.frequencyOf(Tuple.of(4, access()),
            Tuple.of(1, kind.map(k -> new Tried(k, List.of()))), Tuple.of(1, kind.map(Held::new))) : access();
        Arbitrary<Operation> operation = plain;
        for (int depth = 0; depth < 2; depth++) {
            Arbitrary<List<Operation>> inner = block(operation, 2);
            operation = Arbitraries.frequencyOf(Tuple.of(2, plain),
                Tuple.of(8, Combinators.combine(kind, inner).as((k, body) -> new Guarded(k, Context.NONE, body))),
                Tuple.of(1, inner.map(body -> new Guarded(LockKind.READ, Context.BOTTOM_HALVES, body))),
                Tuple.of(3, inner.map(body -> new Locked(0, body))),
                Tuple.of(1, asks ? Combinators.combine(kind, inner).as(Tried::new) : plain));
        }
        return block(operation, 2).list().ofMinSize(2).ofMaxSize(3);
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
            variable.map(v -> new Choice(v, 2))));
        if (readers) {
            simple.add(choosing());
        }
        if (nested) {
            Arbitrary<List<Operation>> inner = block(operation(false, readers), 2);
            simple.add(Combinators.combine(variable, inner).as(Locked::new));
            simple.add(inner.map(Section::new));
            simple.add(Combinators.combine(Arbitraries.of(readers ? List.of(LockKind.WRITE, LockKind.READ) : List.of(LockKind.WRITE)), inner)
                .as((kind, body) -> new Guarded(kind, Context.NONE, body)));
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

    /** How many a thread chooses among: a few, or so many that the search tells the branches of its step apart. */
    private static Arbitrary<Integer> alternatives() {
        return Arbitraries.of(2, 3, Looks.MANY - 1, Looks.MANY, Looks.MANY + 1);
    }

    private static Arbitrary<Operation> choosing() {
        Arbitrary<Integer> variable = Arbitraries.integers().between(0, 1);
        Arbitrary<Operation> plain = Arbitraries.oneOf(Combinators.combine(variable, alternatives()).as(Choice::new),
            alternatives().map(Somewhere::new), Arbitraries.integers().between(0, 2).map(Publish::new),
            Arbitraries.of(true, false).map(Unpublish::new), Arbitraries.just(new Dereference()));
        return Arbitraries.oneOf(plain, Combinators.combine(alternatives(), block(plain, 2).list().ofMinSize(1).ofMaxSize(2))
            .as(Pick::new));
    }

    /** Two or three short threads of which each makes choices, one after the other and one in the other. */
    static Arbitrary<List<List<Operation>>> threadsForChoices() {
        Arbitrary<List<Operation>> inner = block(choosing(), 2);
        Arbitrary<Integer> variable = Arbitraries.integers().between(0, 1);
        Arbitrary<Operation> operation = Arbitraries.frequencyOf(Tuple.of(4, choosing()), Tuple.of(4, operation(true, true)),
            Tuple.of(3, Combinators.combine(alternatives(), inner.list().ofMinSize(1).ofMaxSize(3)).as(Pick::new)),
            Tuple.of(2, Combinators.combine(alternatives(), block(operation(false, true), 2).list().ofSize(2)).as(Pick::new)),
            Tuple.of(1, Combinators.combine(variable, inner).as(Locked::new)), Tuple.of(1, inner.map(Section::new)),
            Tuple.of(1, Combinators.combine(alternatives(), inner).as(LockedSomewhere::new)),
            Tuple.of(1, Combinators.combine(variable, alternatives()).as(AwaitSome::new)),
            Tuple.of(1, Combinators.combine(alternatives(), variable).as(AwaitSomewhere::new)));
        return block(operation, 2).list().ofMinSize(2).ofMaxSize(3);
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
            Tuple.of(1, Combinators.combine(Arbitraries.integers().between(0, 1), alternatives()).as(Choice::new)),
            Tuple.of(1, Arbitraries.integers().between(0, 1).map(Callback::new)));
        Arbitrary<List<Operation>> way = block(Arbitraries.oneOf(Arbitraries.integers().between(0, 1).map(Push::new),
            Arbitraries.of(true, false).map(Pop::new), Arbitraries.just(new Dereference())), 2);
        Arbitrary<Operation> operation = Arbitraries.frequencyOf(Tuple.of(15, simple),
            Tuple.of(12, block(simple, 2).map(body -> new Locked(0, body))),
            Tuple.of(2, Combinators.combine(alternatives(), way.list().ofMinSize(1).ofMaxSize(2)).as(Pick::new)), Tuple.of(1, Arbitraries.just(new Before())));
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
        for (String name : List.of("rw", "srcu", "sem")) {
            globals.add(new GlobalObject(name, new ScalarObject(ScalarType.S64, "long"), 8, List.of(), false, Site.NONE));
        }
        List<Function> functions = new ArrayList<>();
        for (int t = 0; t < threads.size(); t++) {
            functions.add(new RandomThread(t, threads.size()).function(threads.get(t)));
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

    static Function function(String name, int registers, List<Instruction> body, int parameters) {
        return new Function(name, parameters, registers, Collections.nCopies(registers, ""), body, Site.NONE);
    }
}
