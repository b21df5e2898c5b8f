package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.Trace.History;
import dev.quiesce.simulate.Trace.Moment;
import dev.quiesce.simulate.Trace.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Runs a given interleaving once more and tells it as a {@link Trace}. */
public final class Storyteller {
    private final Image image;
    private final Machine machine;
    private final Machine prober;
    private final Roster roster;
    private final Narrator narrator;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private final Set<String> columns = new LinkedHashSet<>();
    private State state;
    private int number;
    private String last = "";
    private int switches;

    /**
     * At the first state of the scenario.
     *
     * @param mutability what a search has found to change: it decides where steps end
     */
    public Storyteller(Image image, boolean failAllocations, Set<Reduction> reductions, Mutability mutability) {
        this.image = image;
        machine = new Machine(image, failAllocations, reductions, true, true, mutability);
        prober = new Machine(image, failAllocations, reductions, true, true, mutability);
        roster = new Roster(image, failAllocations);
        narrator = new Narrator(image, roster);
        narrator.machine = machine;
        machine.recorder = narrator;
        narrator.beginStep();
        state = machine.initial();
        roster.update(null, state);
    }

    /** Where the run stands. */
    public State state() {
        return state;
    }

    /** Goes on in {@code next}, in which somebody else has started threads. */
    void goOn(State next) {
        roster.update(state, next);
        state = next;
    }

    /** The name of the thread in a slot. */
    public String name(int slot) {
        return roster.name(slot);
    }

    /** The slot of the thread with that name that has not finished, -1 if there is none. */
    public int slot(String name) {
        for (int s = 0; s < state.slots(); s++) {
            if (state.alive(s) && roster.name(s).equals(name)) {
                return s;
            }
        }
        return -1;
    }

    /** Slots of the threads that could move now. */
    public List<Integer> enabled() {
        List<Integer> can = new ArrayList<>();
        for (int s = 0; s < state.slots(); s++) {
            if (state.alive(s) && !prober.step(state, s).isEmpty()) {
                if (state.initializing() && s == 0) {
                    return List.of(0);
                }
                can.add(s);
            }
        }
        return can;
    }

    /** Every outcome that the next step of a thread could have. */
    public List<Outcome> options(int slot) {
        return prober.step(state, slot);
    }

    /**
     * Takes one step.
     *
     * @return null if the run goes on, the violation if the step is one
     * @throws IllegalStateException if the thread cannot take it
     */
    public Violation take(Move move) {
        List<String> enabled = enabled().stream().map(roster::name).toList();
        String who = roster.name(move.slot());
        boolean setup = state.initializing() && move.slot() == 0;
        narrator.beginStep();
        Outcome outcome = machine.step(state, move.slot(), move.choices());
        switch (outcome) {
            case Outcome.Moved m -> {
                add(setup, who, move, enabled);
                roster.update(state, m.state());
                state = m.state();
                return null;
            }
            case Outcome.Failed f -> {
                narrator.failed();
                add(setup, who, move, enabled);
                lastAddress = f.address();
                return failure(who, f);
            }
            case Outcome.Discarded d -> throw new IllegalStateException("the step is discarded by an assume");
            case Outcome.Endless e -> throw new IllegalStateException("the step does not end");
            case null -> throw new IllegalStateException(who + " cannot move");
        }
    }

    private void add(boolean setup, String who, Move move, List<String> enabled) {
        int n = setup ? 0 : ++number;
        if (!narrator.actions().isEmpty() || !setup) {
            steps.add(new Step(n, who, narrator.actions(), narrator.changes(), enabled));
        }
        if (!setup) {
            columns.add(who);
            if (!last.isEmpty() && !last.equals(who)) {
                switches++;
            }
            last = who;
        }
        tokens.add(Schedule.token(who, move.choices()));
    }

    private Violation failure(String who, Outcome.Failed f) {
        Site site = narrator.site().line() > 0 ? narrator.site() : f.site();
        return Explanations.of(f, who, site, narrator, machine, roster);
    }

    /** Lets every thread that may choose to wait do so, and answers whether then nobody can move. */
    public boolean waitForEver() {
        for (int slot = 0; slot < state.slots(); slot++) {
            if (state.alive(slot)) {
                for (Outcome o : prober.step(state, slot)) {
                    if (o instanceof Outcome.Moved m && m.waits() && prober.step(m.state(), slot).isEmpty()) {
                        take(new Move(slot, m.choices()));
                        break;
                    }
                }
            }
        }
        return enabled().isEmpty();
    }

    /** The violation that nobody can move although somebody has not finished. */
    public Violation deadlock() {
        return Deadlocks.explain(image, state, roster, narrator);
    }

    /** The run so far, told as a trace that ends with {@code violation} (null for none). */
    public Trace trace(Violation violation, long... about) {
        List<History> histories = new ArrayList<>();
        for (long address : about) {
            if (Machine.isObject(image, address)) {
                List<Moment> life = new ArrayList<>(narrator.life(Address.object(address)));
                if (violation != null && violation.finding() == Finding.USE_AFTER_FREE) {
                    life.add(new Moment("used", violation.thread(), violation.site()));
                }
                if (!life.isEmpty()) {
                    histories.add(new History(narrator.naming.object(address), life));
                }
            }
        }
        return new Trace(List.copyOf(columns), steps, switches, Schedule.fold(tokens), violation, histories);
    }

    /** The user's site that a thread stands at. */
    public Site whereIs(int slot) {
        ThreadState t = state.threads[slot];
        if (t.frames.length == 0) {
            return t.buffer.oldest().site();
        }
        narrator.locate(t.frames, t.frames.length, image.code[t.top().function][t.top().pc]);
        return narrator.site();
    }

    /** {@code site} itself if it is the user's, else where the thread in {@code slot} stands in the user's file. */
    public Site siteOf(int slot, Site site) {
        return site.library() && state.alive(slot) ? whereIs(slot) : site;
    }

    /** The address that the last failed step was about, 0 if none. */
    public long lastAddress() {
        return lastAddress;
    }

    private long lastAddress;

    /** The name of what lies at an address. */
    public String place(long address) {
        return narrator.naming.place(address);
    }
}
