package dev.quiesce.simulate;

import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A session is a model that waits for calls: from Java one runs its functions alone or side by side, looks at its
 * memory, goes back, and is told of every error the checker knows of. For tests that want to steer a run by themselves;
 * to see all runs, check a scenario.
 *
 * <pre>{@code
 * Session session = Session.of(Models.read(Path.of("counter.c"), Map.of()).getFirst());
 * session.call("add", session.address("total"), 2);         // alone, to its end
 * assertEquals(2, session.read("total.n"));
 *
 * Session.Saved two = session.save();
 * session.start("add", session.address("total"), 1);        // two threads: the call was add, these are add#2 and add#3
 * session.start("add", session.address("total"), 1);
 * session.run("add#2 add#3*2 add#2");                       // an increment is lost …
 * assertEquals(3, session.read("total.n"));
 *
 * session.restore(two);
 * session.start("add", session.address("total"), 1);
 * session.start("add", session.address("total"), 1);
 * session.run(42);                                          // … or not: this seed always runs the same interleaving
 * System.out.println(session.schedule());
 * }</pre>
 *
 * <p><b>Units.</b> Time is counted in steps: a thread runs up to its next access to memory that others can reach (or lock,
 * grace period, choice) and one step is what lies between two of those, as in a trace. Values are C integers extended to
 * 64 bits, {@code bool} 0 or 1; addresses are numbers to be passed on as they are. Sequentially consistent memory.
 *
 * <p><b>What there is to call.</b> A reader leaves out functions that no scenario reaches, so a model for sessions names
 * them in a scenario. {@linkplain #of(Program) Without one} globals have their initial values and nothing runs; with one, its {@code init}
 * has run and its threads stand at their beginnings.
 *
 * <p><b>Errors.</b> A step that is a violation throws {@link ViolationException}; the session stays where it was before
 * that step. What the caller does wrong (unknown names, schedules that cannot be followed) is an
 * {@link IllegalArgumentException} or {@link IllegalStateException} that says what there would have been. Leaks are found
 * where a scenario ends, so not here.
 *
 * <p>Not safe for use by several threads.
 */
public final class Session {
    /** Steps of one run before it is taken to go on for ever. */
    public static final int MOST_STEPS = 1_000_000;
    private static final int[] FIRST = {};

    private final Image image;
    private final Mutability mutability;
    private final Machine machine;
    private final Machine prober;
    private final Places places;
    private State state;
    private Roster roster;
    private Calls calls = new Calls();
    private final EventLog log = new EventLog();
    private final ReturnRecorder returned = new ReturnRecorder();
    private int started;

    /**
     * A call of a function in a thread of its own.
     *
     * @param number which one of the session, from 1
     * @param thread the name of its thread in schedules
     */
    public record Call(int number, String thread) {}

    /** A point of a session to go back to, as often as one likes. */
    public static final class Saved {
        private final Session session;
        private final State state;
        private final Roster roster;
        private final Calls calls;
        private final int length;

        private Saved(Session session) {
            this.session = session;
            state = session.state;
            roster = session.roster.copy();
            calls = session.calls.copy();
            length = session.log.length();
        }

        /** All that memory and threads hold there: equal states have equal futures. */
        public State state() {
            return state;
        }
    }

    private Session(Image image, Mutability mutability) {
        this.image = image;
        this.mutability = mutability;
        machine = machine();
        prober = machine();
        places = new Places(image);
        machine.recorder = returned;
        roster = new Roster(image, false);
        state = machine.initial();
        roster.update(null, state);
    }

    private Machine machine() {
        return new Machine(image, false, Reduction.ALL, true, false, mutability);
    }

    /** A session on a program of which nothing runs yet. */
    public static Session of(Program program) {
        return new Session(IdleScenario.of(program), Mutability.everything());
    }

    /**
     * A session on a scenario, after its {@code init}. Its schedules can be given to {@code quiesce replay --every-access}:
     * a check knows some memory not to change and reads it in passing, a session does not.
     *
     * @throws IllegalArgumentException if there is no scenario of that name
     */
    public static Session of(Program program, String scenario) {
        Scenario found = program.scenario(scenario);
        if (found == null) {
            throw new IllegalArgumentException("there is no scenario '" + scenario + "'; there are: "
                + program.scenarios().stream().map(Scenario::name).toList());
        }
        return of(new Image(program, found));
    }

    /** A session on a scenario, after its {@code init}; for many sessions on the same one. */
    public static Session of(Image image) {
        Session session = new Session(image, Mutability.everything());
        while (session.state.initializing()) {
            session.take(new Move(0, FIRST));
        }
        return session;
    }

    // ---- calls

    /**
     * Calls a function alone, to its end; of alternatives it takes the first. Threads that stand in the middle of
     * something stay there.
     *
     * @return what it returns, 0 if nothing
     * @throws IllegalStateException if it has to wait for another thread
     */
    public long call(String function, long... arguments) {
        Call call = start(function, arguments);
        finish(call);
        return result(call);
    }

    /** Starts a thread that calls a function. It stands before its first step. */
    public Call start(String function, long... arguments) {
        int index = image.index(function);
        int parameters = image.function(index).parameters();
        if (arguments.length != parameters) {
            throw new IllegalArgumentException(function + " takes " + parameters + " arguments, not " + arguments.length);
        }
        int slot = image.firstStartedSlot();
        while (state.alive(slot)) {
            slot++;
        }
        if (slot > Machine.MAX_SLOTS) {
            throw new IllegalStateException("there are too many threads already: " + alive());
        }
        goTo(log.start(state, Course.thread(image, Runner.PROCESS, index, arguments), slot));
        Call call = new Call(++started, roster.name(slot));
        calls.begin(slot, call);
        return call;
    }

    /** Runs the thread of a call alone to its end. */
    public void finish(Call call) {
        int slot = slot(call.thread());
        for (int n = 0; !finished(call); n++) {
            if (n == MOST_STEPS) {
                throw new IllegalStateException(call.thread() + " does not end within " + n + " steps");
            }
            if (!take(new Move(slot, FIRST))) {
                failIfStuck();
                throw new IllegalStateException(call.thread() + " has to wait for another thread; there are: " + alive());
            }
        }
    }

    /** True if the function has returned. */
    public boolean finished(Call call) {
        return calls.finished(call);
    }

    /**
     * What the function has returned, 0 if it returns nothing.
     *
     * @throws IllegalStateException if it has not yet
     */
    public long result(Call call) {
        return calls.result(call);
    }

    // ---- steps

    /** The names of the threads that have not finished: calls, those of a scenario, work, timers and callbacks. */
    public List<String> alive() {
        return running().mapToObj(roster::name).toList();
    }

    /** The slots of the threads that have not finished. */
    private IntStream running() {
        return IntStream.range(0, state.slots()).filter(s -> state.alive(s) && !IdleScenario.idles(image, s));
    }

    /** The names of the threads that can move now. */
    public List<String> enabled() {
        return running().filter(s -> !prober.step(state, s).isEmpty()).mapToObj(roster::name).toList();
    }

    /** True if the next step of a thread makes a choice. */
    public boolean chooses(String thread) {
        return prober.step(state, slot(thread)).stream()
            .anyMatch(outcome -> outcome instanceof Outcome.Moved m && m.choices().length > 0);
    }

    /**
     * Takes one step of a thread, if it can take one.
     *
     * @param choices which alternatives it takes, counted from 0, in order; of further ones the first
     * @return false if it has to wait
     */
    public boolean step(String thread, int... choices) {
        return take(new Move(slot(thread), choices.clone()));
    }

    private int slot(String thread) {
        return running().filter(s -> roster.name(s).equals(thread)).findFirst().orElseThrow(
            () -> new IllegalArgumentException("there is no running thread '" + thread + "'; there are: " + alive()));
    }

    private boolean take(Move move) {
        switch (machine.step(state, move.slot(), move.choices())) {
            case null -> {
                return false;
            }
            case Outcome.Moved moved -> {
                log.moved(new Move(move.slot(), moved.choices()), roster.name(move.slot()));
                goTo(moved.state());
                if (!state.alive(move.slot())) {
                    calls.end(move.slot(), returned.value());
                }
                return true;
            }
            case Outcome.Failed failed -> {
                Storyteller teller = teller();
                Violation violation = teller.take(new Move(move.slot(), failed.choices()));
                throw new ViolationException(teller.trace(violation, failed.address()));
            }
            case Outcome.Discarded _ -> throw new IllegalStateException("an assume() of " + roster.name(move.slot())
                + " is false: there is no such run");
            case Outcome.Endless endless -> throw new IllegalStateException("a step of " + roster.name(move.slot())
                + " does not end, at " + endless.site().position());
        }
    }

    private void goTo(State next) {
        roster.update(state, next);
        state = next;
    }

    /**
     * Takes the steps of a schedule, written as a trace writes it: {@code add#2 add#3*2 add#2:1}.
     *
     * @throws IllegalArgumentException if it is none, or names a thread that does not run
     * @throws IllegalStateException    if a thread cannot take its step
     */
    public void run(String schedule) {
        int number = 0;
        for (Schedule.Entry entry : Schedule.parse(schedule)) {
            number++;
            if (!step(entry.thread(), entry.choices())) {
                failIfStuck();
                throw new IllegalStateException("step " + number + ": " + entry.thread() + " has to wait; could move: "
                    + enabled());
            }
        }
    }

    /**
     * Runs all threads, work, timers and callbacks to their ends in an order that {@code seed} decides; the same seed
     * decides the same. That somebody is left and nobody can move is a violation.
     *
     * @throws IllegalStateException if that takes more than {@link #MOST_STEPS}
     */
    public void run(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int steps = 0;
        while (!alive().isEmpty()) {
            if (steps++ == MOST_STEPS) {
                throw new IllegalStateException("still running after " + MOST_STEPS + " steps: " + alive());
            }
            if (!randomStep(random)) {
                failIfStuck();
                throw new IllegalStateException("every way on is ruled out by an assume()");
            }
        }
    }

    private boolean randomStep(SplittableRandom random) {
        List<Move> moves = new ArrayList<>();
        running().forEach(s -> {
            for (Outcome outcome : prober.step(state, s)) {
                switch (outcome) {
                    case Outcome.Moved m -> moves.add(new Move(s, m.choices()));
                    case Outcome.Failed f -> moves.add(new Move(s, f.choices()));
                    case Outcome.Discarded _, Outcome.Endless _ -> { }
                }
            }
        });
        return !moves.isEmpty() && take(moves.get(random.nextInt(moves.size())));
    }

    private void failIfStuck() {
        if (!alive().isEmpty() && enabled().isEmpty()) {
            Storyteller teller = teller();
            throw new ViolationException(teller.trace(teller.deadlock()));
        }
    }

    // ---- memory

    /**
     * The value of a scalar by its C name, from a global on: {@code hw[1]}, {@code sa[0].xso.dev}, {@code head->next}.
     *
     * @throws IllegalArgumentException if the model has no such place
     * @throws IllegalStateException    if there is nothing there now: a null pointer on the way, or freed memory
     */
    public long read(String place) {
        return places.read(place, state.shared);
    }

    /** The address of a place by its C name, to be passed to a function. */
    public long address(String place) {
        return places.address(place, state.shared);
    }

    // ---- the past

    /** Where the session stands. */
    public State state() {
        return state;
    }

    /** A point to go back to. */
    public Saved save() {
        return new Saved(this);
    }

    /**
     * Goes back to a point in the past of where the session stands.
     *
     * @throws IllegalArgumentException if the point is of another session, or of a past that was undone
     */
    public void restore(Saved saved) {
        if (saved.session != this || saved.length > log.length()) {
            throw new IllegalArgumentException("not a point in the past of this session");
        }
        state = saved.state;
        roster = saved.roster.copy();
        calls = saved.calls.copy();
        log.truncate(saved.length);
    }

    /** The steps so far, as {@link #run(String)} and {@code quiesce replay} read them. */
    public String schedule() {
        return log.schedule();
    }

    /** The run so far, told step by step. */
    public Trace trace() {
        return teller().trace(null);
    }

    private Storyteller teller() {
        Storyteller teller = new Storyteller(image, false, Reduction.ALL, mutability);
        log.retell(teller);
        return teller;
    }
}
