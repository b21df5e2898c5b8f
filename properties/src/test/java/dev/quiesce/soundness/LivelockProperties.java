package dev.quiesce.soundness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.explore.Exploration;
import dev.quiesce.explore.Explorer;
import dev.quiesce.explore.Limits;
import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Function;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.ObjectType.ScalarObject;
import dev.quiesce.program.Order;
import dev.quiesce.program.Program;
import dev.quiesce.program.Races;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Looks;
import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Mutability;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Livelocks of threads that jump about at random, against a graph with all its edges. */
class LivelockProperties {
    private static final int TRIES = 200;
    private static final int VARIABLES = 3;
    private static final ScalarType WORD = ScalarType.S32;

    /** What a thread does at one place; each takes so many instructions. */
    enum Kind {
        /** Stores a value to a variable. */
        STORE(2),
        /** Asks for a variable. */
        ASK(2),
        /** Chooses 0 or 1, each of which comes up several times, and stores that. */
        PICK(3),
        /** Chooses a variable, each of which comes up several times, and waits until it has a value. */
        AWAIT(6);

        private final int instructions;

        Kind(int instructions) {
            this.instructions = instructions;
        }
    }

    /**
     * One place in a thread, which goes on at one of two places.
     *
     * @param ifSet how many places further on than the next it goes on if the variable is not 0, has been stored to without a
     *              choice or waited for, or 1 was chosen; around the places there are and the end
     */
    record Place(Kind kind, int variable, int value, int alternatives, int ifSet, int ifNot) {}

    private static Arbitrary<List<List<Place>>> threads(Arbitrary<Kind> kind) {
        Arbitrary<Integer> target = Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(0)),
            Tuple.of(2, Arbitraries.integers().between(1, 5)));
        Arbitrary<Place> place = Combinators.combine(kind, Arbitraries.integers().between(0, VARIABLES - 1),
            Arbitraries.integers().between(0, 1), Arbitraries.of(2, 3, Looks.MANY, Looks.MANY + 1), target, target).as(Place::new);
        return place.list().ofMinSize(1).ofMaxSize(5).list().ofMinSize(2).ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<List<Place>>> threads() {
        return threads(Arbitraries.of(Kind.STORE, Kind.ASK));
    }

    @Provide
    Arbitrary<List<List<Place>>> choosing() {
        return threads(Arbitraries.frequency(Tuple.of(2, Kind.STORE), Tuple.of(2, Kind.ASK), Tuple.of(2, Kind.PICK),
            Tuple.of(1, Kind.AWAIT)));
    }

    private static Image image(List<List<Place>> threads) {
        List<GlobalObject> globals = IntStream.range(0, VARIABLES).mapToObj(v -> new GlobalObject("v" + v,
            new ScalarObject(WORD, "int"), 4, List.of(), false, Site.NONE)).toList();
        List<Function> functions = IntStream.range(0, threads.size()).mapToObj(t -> function(t, threads.get(t))).toList();
        Scenario s = new Scenario("random", "", -1, IntStream.range(0, threads.size()).boxed().toList(), List.of(), -1,
            MemoryModel.SC, Finding.HOLDS, false, Races.IGNORE, 0, Site.NONE);
        Program program = new Program("random", "default", globals, functions, List.of(s));
        return new Image(program, s);
    }

    private static Function function(int thread, List<Place> places) {
        List<Instruction> code = new ArrayList<>();
        int[] starts = new int[places.size() + 1];
        for (int i = 0; i < places.size(); i++) {
            starts[i + 1] = starts[i] + places.get(i).kind.instructions;
        }
        for (int i = 0; i < places.size(); i++) {
            Place p = places.get(i);
            Expression address = new Expression.Constant(Address.of(p.variable, 0));
            int ifSet = starts[(i + 1 + p.ifSet) % starts.length];
            int ifNot = starts[(i + 1 + p.ifNot) % starts.length];
            Expression found = new Expression.Register(0);
            switch (p.kind) {
                case STORE -> {
                    code.add(new Instruction.Store(address, new Expression.Constant(p.value), WORD, Order.ONCE, site(thread, code)));
                    code.add(new Instruction.Jump(ifSet, site(thread, code)));
                }
                case ASK -> {
                    code.add(new Instruction.Load(0, address, WORD, Order.ONCE, site(thread, code)));
                    code.add(new Instruction.Branch(found, ifSet, ifNot, -1, site(thread, code)));
                }
                case PICK -> {
                    code.add(new Instruction.Choose(0, alternatives(p, n -> n % 2), site(thread, code)));
                    code.add(new Instruction.Store(address, found, WORD, Order.ONCE, site(thread, code)));
                    code.add(new Instruction.Branch(found, ifSet, ifNot, -1, site(thread, code)));
                }
                case AWAIT -> {
                    code.add(new Instruction.Choose(0, alternatives(p, n -> Address.of((p.variable + n % 2) % VARIABLES, 0)),
                        site(thread, code)));
                    code.add(new Instruction.RegionBegin(Instruction.RegionKind.AWAIT, site(thread, code)));
                    code.add(new Instruction.Load(0, found, WORD, Order.ONCE, site(thread, code)));
                    code.add(new Instruction.Guard(new Expression.Binary(Expression.BinaryOperator.EQUAL, WORD, found,
                        new Expression.Constant(p.value)), site(thread, code)));
                    code.add(new Instruction.RegionEnd(site(thread, code)));
                    code.add(new Instruction.Jump(ifSet, site(thread, code)));
                }
            }
        }
        code.add(new Instruction.Return(null, site(thread, code)));
        return new Function("t" + thread, 0, 1, List.of(""), code, Site.NONE);
    }

    private static List<Expression> alternatives(Place place, IntToLongFunction value) {
        return IntStream.range(0, place.alternatives).mapToObj(n -> (Expression) new Expression.Constant(value.applyAsLong(n))).toList();
    }

    private static Site site(int thread, List<Instruction> code) {
        return new Site("t" + thread, code.size() + 1, 1, code.size() + 1, 1, "", false);
    }

    private static Explorer explorer(Image image, Set<Reduction> reductions, int workers) {
        return new Explorer(image, false, reductions, true, Explorer.RacePolicy.IGNORE, Limits.NONE, workers,
            (states, transitions, frontier, depth) -> { }).sharing(1);
    }

    private static Set<Finding> kinds(Exploration e) {
        return e.errors().stream().map(Exploration.Error::finding).collect(Collectors.toSet());
    }

    private static List<Object> told(Exploration e) {
        return List.of(e.states(), e.bound(), e.errors().stream().map(error -> error.finding() + " " + error.slot() + " "
            + error.path().stream().map(m -> m.slot() + Arrays.toString(m.choices())).collect(Collectors.joining(" "))).toList());
    }

    @Property(tries = TRIES)
    @Label("a livelock is found if there is a state from which no end can be reached, with a shortest run there, by any number of workers")
    @StatisticsReport(onFailureOnly = true)
    void findsWhatNeverEnds(@ForAll("threads") List<List<Place>> threads) {
        balanced(compare(threads));
    }

    @Property(tries = TRIES)
    @Label("the same where threads choose, and may wait after they have chosen")
    @StatisticsReport(onFailureOnly = true)
    void findsWhatMayNeverEnd(@ForAll("choosing") List<List<Place>> threads) {
        balanced(compare(threads));
    }

    @Example
    @Label("a thread that chooses to wait for what never comes lets another go on without end")
    void choosesToWait() {
        assertTrue(compare(List.of(List.of(new Place(Kind.AWAIT, 0, 1, Looks.MANY, 0, 0), new Place(Kind.STORE, 2, 1, 2, 0, 0)),
            List.of(new Place(Kind.STORE, 0, 1, 2, 0, 0), new Place(Kind.ASK, 2, 0, 2, 0, 2)))));
    }

    /** There are livelocks in some programs, and none in others. */
    private static void balanced(boolean livelock) {
        Statistics.collect(livelock ? "livelock" : "none");
        Statistics.coverage(checker -> checker.check("livelock").percentage(p -> p > 10));
        Statistics.coverage(checker -> checker.check("none").percentage(p -> p > 10));
    }

    /** True if there is a livelock. */
    private static boolean compare(List<List<Place>> threads) {
        Image image = image(threads);
        Graph graph = new Graph(image);
        OptionalInt nearest = graph.deadlocks ? OptionalInt.empty() : graph.nearestWithoutEnd();
        Set<Finding> expected = graph.deadlocks ? Set.of(Finding.DEADLOCK) : nearest.isPresent() ? Set.of(Finding.LIVELOCK) : Set.of();
        List<Object> first = null;
        for (int workers : new int[] {1, 2, 3}) {
            Exploration found = explorer(image, Reduction.NEEDED, workers).explore();
            assertEquals(graph.size(), found.states());
            assertEquals(expected, kinds(found));
            nearest.ifPresent(depth -> assertEquals(depth, found.errors().getFirst().path().size()));
            first = first == null ? told(found) : first;
            assertEquals(first, told(found), workers + " workers");
        }
        Exploration roomless = explorer(image, Reduction.NEEDED, 2).tracingWithin(1).explore();
        nearest.ifPresent(depth -> assertTrue(graph.livelocked(roomless.errors().getFirst(), depth)));
        assertEquals(kinds(explorer(image, Reduction.ALL, 1).explore()), kinds(roomless), "reductions");
        assertEquals(told(explorer(image, Reduction.ALL, 1).explore()), told(explorer(image, Reduction.ALL, 2).explore()));
        return nearest.isPresent();
    }

    /** All states and all edges between them. */
    private static final class Graph {
        private final Machine machine;
        private final Map<State, Integer> levels = new LinkedHashMap<>();
        private final Map<State, List<State>> before = new LinkedHashMap<>();
        private final Set<State> ending = new HashSet<>();
        private boolean deadlocks;

        Graph(Image image) {
            machine = new Machine(image, false, Reduction.NEEDED, true, false, new Mutability());
            Deque<State> open = new ArrayDeque<>(List.of(machine.initial()));
            levels.put(machine.initial(), 0);
            while (!open.isEmpty()) {
                State state = open.poll();
                List<State> next = next(state);
                for (State n : next) {
                    before.computeIfAbsent(n, _ -> new ArrayList<>()).add(state);
                    if (levels.putIfAbsent(n, levels.get(state) + 1) == null) {
                        open.add(n);
                    }
                }
                if (next.isEmpty()) {
                    ending.add(state);
                    deadlocks |= !state.complete();
                }
            }
            Deque<State> back = new ArrayDeque<>(ending);
            while (!back.isEmpty()) {
                for (State b : before.getOrDefault(back.poll(), List.of())) {
                    if (ending.add(b)) {
                        back.add(b);
                    }
                }
            }
        }

        private List<State> next(State state) {
            List<State> next = new ArrayList<>();
            for (int slot = 0; slot < state.slots() && !state.complete(); slot++) {
                if (state.alive(slot)) {
                    machine.step(state, slot).forEach(o -> next.add(((Outcome.Moved) o).state()));
                }
            }
            return next;
        }

        long size() {
            return levels.size();
        }

        /** The level of the first state from which no end can be reached. */
        OptionalInt nearestWithoutEnd() {
            return levels.entrySet().stream().filter(e -> !ending.contains(e.getKey())).mapToInt(Map.Entry::getValue).min();
        }

        /** True if the run leads in so many steps to a state from which no end can be reached. */
        boolean livelocked(Exploration.Error error, int length) {
            State state = machine.initial();
            for (var move : error.path()) {
                state = ((Outcome.Moved) machine.step(state, move.slot(), move.choices())).state();
            }
            return !ending.contains(state) && error.path().size() == length;
        }
    }
}
