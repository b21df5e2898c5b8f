package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.SharedState.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The machine is the reference interpreter: it takes one step of one thread from a state and answers what it leads to.
 *
 * <p>A step is the longest run of instructions that no other thread can tell from a single one: local instructions,
 * at most one shared access, any acquisitions before it (they commute with what other threads do later) and any releases
 * after it (they commute with what others did before), as in Lipton's reduction (CACM 18(12), 1975). Without
 * {@link Reduction#MERGED_STEPS}, every acquisition, release and access is a step of its own. While {@code init} runs, and
 * {@code exit} with nobody beside it, there is nobody to tell steps apart, and all of it is one step.
 *
 * <p>Not safe for use by several threads; make one for each.
 */
public final class Machine {
    static final int MAX_SLOTS = 62;

    final Image image;
    final boolean failAllocations;
    private final Set<Reduction> reductions;
    final boolean mergedSteps;
    final boolean lateAllocations;
    final boolean constants;
    final boolean privateMemory;
    final boolean ownWords;
    private final boolean canonicalHeap;
    /** Threads that have chosen and must wait are states of their own; otherwise {@link #mayWait} tells of them. */
    private final boolean commit;
    final Mutability mutability;
    final Symmetry symmetry;
    final World world;
    final Runner runner;
    final Choices choices = new Choices();
    final Executor executor;
    final StoreUnit stores;
    final Stepper stepper;
    final Footprint footprint;
    final Course course = new Course(this);
    final BitSet reached;
    private final BitSet covered = new BitSet();
    Recorder recorder;

    State origin;
    ThreadState[] threads;
    int regionDepth;
    boolean ghost;
    /** Changes that others could see, so far in this step. */
    long changes;

    /**
     * @param failAllocations every allocation may fail
     * @param reductions      what to leave out
     * @param commit          a thread that has made choices and must wait then is a state of its own: needed to tell what
     *                        can happen while it waits for ever, wasteful otherwise
     * @param footprints      report the shared accesses of each step
     * @param mutability      which words are known to change; is told of more
     */
    public Machine(Image image, boolean failAllocations, Set<Reduction> reductions, boolean commit, boolean footprints,
                   Mutability mutability) {
        this.image = image;
        this.failAllocations = failAllocations;
        this.reductions = reductions;
        mergedSteps = reductions.contains(Reduction.MERGED_STEPS);
        lateAllocations = reductions.contains(Reduction.LATE_ALLOCATIONS);
        constants = reductions.contains(Reduction.CONSTANTS);
        privateMemory = reductions.contains(Reduction.PRIVATE_MEMORY);
        // A block waits for an empty buffer, which a store earlier in the same step would keep from it.
        ownWords = reductions.contains(Reduction.OWN_WORDS) && !image.storeBuffers;
        this.commit = commit;
        // What ghost blocks store is at once there or not by its address, and those of several objects are not told apart.
        canonicalHeap = reductions.contains(Reduction.CANONICAL_HEAP) && !image.storeBuffers && !mutability.tellsObjectsApart();
        symmetry = new Symmetry(image, reductions.contains(Reduction.THREAD_SYMMETRY), canonicalHeap, mutability);
        world = new World(image, new Guesses(image, mutability, symmetry, ownWords), symmetry);
        this.mutability = mutability;
        runner = new Runner(image, reductions.contains(Reduction.DEAD_REGISTERS));
        stores = new StoreUnit(this);
        executor = new Executor(this);
        stepper = new Stepper(this);
        footprint = new Footprint(this, footprints);
        reached = new BitSet(image.instructionCount());
    }

    /** The state before anything has run. */
    public State initial() {
        Scenario s = image.scenario;
        world.load(new SharedState(Phase.INIT, image.initialGlobals(), new HeapObject[0], LongTable.EMPTY,
            LongTable.EMPTY));
        threads = new ThreadState[1];
        if (s.init() >= 0) {
            threads[0] = Course.thread(image, Runner.PROCESS, s.init(), new long[0]);
            return new State(world.freeze(), threads);
        }
        course.startThreads();
        return new State(world.freeze(), trimmed());
    }

    /** What it runs. */
    public Image image() {
        return image;
    }

    /** Which threads it takes to be alike. */
    public Symmetry symmetry() {
        return symmetry;
    }

    /** The reductions that make a difference: what cannot be told to be sound for the image is not in force. */
    public Set<Reduction> inForce() {
        Set<Reduction> inForce = EnumSet.noneOf(Reduction.class);
        inForce.addAll(reductions);
        if (!ownWords) {
            inForce.remove(Reduction.OWN_WORDS);
        }
        if (symmetry.classes().isEmpty()) {
            inForce.remove(Reduction.THREAD_SYMMETRY);
        }
        if (!canonicalHeap) {
            inForce.remove(Reduction.CANONICAL_HEAP);
        }
        return inForce;
    }

    /** What gives the objects of states canonical names, null if they keep those that they were given. */
    public CanonicalHeap canonicalHeap() {
        return canonicalHeap ? new CanonicalHeap(image) : null;
    }

    /** Whether states lack the freed objects that nothing points at. */
    public boolean collectsGarbage() {
        return reductions.contains(Reduction.COLLECTED_GARBAGE);
    }

    /** Instructions that have been executed so far, by number over all functions. */
    public BitSet reached() {
        return reached;
    }

    /** Covers that have been reached, by position in {@link Image#coverNames}. */
    public BitSet covered() {
        return covered;
    }

    void cover(int index) {
        covered.set(index);
    }

    /** Every outcome of the next step of the thread in {@code slot}; empty if it cannot take one now. */
    public List<Outcome> step(State state, int slot) {
        List<Outcome> outcomes = new ArrayList<>(2);
        for (StepBranch b : branches(state, slot, NO_CHOICES, null)) {
            outcomes.addAll(b.outcomes());
        }
        return outcomes;
    }

    /** The step by the choices that the thread makes before others can tell. */
    private List<StepBranch> branches(State state, int slot, int[] first, Looks looks) {
        Branches branches = new Branches(choices, looks);
        choices.restart(first, looks);
        Outcome outcome;
        do {
            choices.rewind();
            branches.begin();
            outcome = once(state, slot, false);
            branches.add(stepper.choicesBefore(), outcome, blocked);
        } while (!(outcome instanceof Outcome.Endless && choices.areTooMany()) && choices.advance());
        List<StepBranch> all = branches.end();
        mayWait = all.stream().anyMatch(StepBranch::mayWait) && (!commit || all.stream().allMatch(b -> b.outcomes().isEmpty()));
        branches.begin();
        Outcome flushed = flush(state, slot);
        if (flushed != null) {
            branches.add(0, flushed, false);
            mayWait = false;
        }
        return branches.end();
    }

    private static final int[] NO_CHOICES = {};

    /** What happens when the oldest that is in the thread's store buffer takes effect; null if there is nothing in it. */
    private Outcome flush(State state, int slot) {
        if (state.threads[slot].buffer.isEmpty()) {
            return null;
        }
        begin(state, slot);
        drains = true;
        try {
            stores.flush();
            stepper.settle();
            return new Outcome.Moved(frozen(), Move.FLUSH, Footprint.NONE, false);
        } catch (Stop.Failed f) {
            return new Outcome.Failed(f.finding, f.message, f.address, f.site, Move.FLUSH);
        } catch (Stop.Exhausted e) {
            return new Outcome.Endless(stores.leaving(), e.limit);
        } finally {
            drains = false;
        }
    }

    private boolean drains;

    /** True while something leaves a store buffer and the thread itself stands still. */
    boolean drains() {
        return drains;
    }

    /**
     * The same, telling what the outcomes depend on besides the thread itself: any state that agrees on it has the same
     * ones, with the same changes of parts. Freed objects that nothing points at any more are left in place, since what
     * points at them depends on everything.
     *
     * <p>A step of many branches is told branch by branch, as each looks at little of what they look at together; with few, they
     * are one.
     *
     * @param first the choices that the thread makes first; it is known that there are such
     */
    public List<StepBranch> step(State state, int slot, int[] first, Looks looks) {
        world.witness = looks;
        try {
            List<StepBranch> branches = branches(state, slot, first, looks);
            boolean apart = first.length > 0 || looks.areMany(branches.size()) && !image.storeBuffers && !commit;
            return apart ? branches : List.of(StepBranch.joined(branches, mayWait));
        } finally {
            world.witness = Witness.NONE;
        }
    }

    /** The outcome of the next step with the given choices; null if the thread cannot take it. */
    public Outcome step(State state, int slot, int[] combination) {
        if (Move.flushes(combination)) {
            return flush(state, slot);
        }
        choices.preset(combination);
        return once(state, slot, false);
    }

    /** The outcome of the next step with random choices; null if the thread, having made them, cannot take it. */
    public Outcome step(State state, int slot, RandomGenerator random) {
        choices.draw(random);
        return once(state, slot, false);
    }

    /** The outcome with the choices that are to be made; {@code beforeWait} ends the step before a wait. */
    private Outcome once(State state, int slot, boolean beforeWait) {
        begin(state, slot);
        if (runner.finished()) {
            blocked = true;
            return null;
        }
        try {
            stepper.run(beforeWait);
            return new Outcome.Moved(frozen(), choices.current(), footprint.toArray(), beforeWait && !stepper.ranAlone());
        } catch (Stop.Blocked b) {
            if (stepper.ranAlone() && stepper.executed() > 1 && !beforeWait) {
                return onlyLocals(state, slot);
            }
            blocked = true;
            return commit && stepper.localsBefore() > 0 && !beforeWait ? onlyLocals(state, slot) : null;
        } catch (Stop.Discarded d) {
            return new Outcome.Discarded();
        } catch (Stop.Failed f) {
            return new Outcome.Failed(f.finding, f.message, f.address, f.site, choices.current());
        } catch (Stop.Unset u) {
            return new Outcome.Failed(Finding.UNINIT_READ, variable(u.register), 0, u.site, choices.current());
        } catch (Stop.Exhausted e) {
            return new Outcome.Endless(runner.finished() ? Site.NONE : current().site(), e.limit);
        }
    }

    /**
     * The step again, up to the instruction that cannot be executed now: a thread that has made its choices waits with
     * them, and does not get to choose again.
     */
    private Outcome onlyLocals(State state, int slot) {
        choices.rewind();
        Outcome outcome = once(state, slot, true);
        return stepper.executed() == 0 ? null : outcome;
    }

    private boolean mayWait;

    /**
     * True if the thread of the last step may have to wait, at once or once it has made some choice of its own. Nobody
     * can move for ever if that is so of every thread.
     */
    public boolean mayWait() {
        return mayWait;
    }

    private boolean blocked;

    private String variable(int register) {
        String name = image.function(runner.top().function).registerNames().get(register);
        return name.isEmpty() ? "a value" : "variable '" + name + "'";
    }

    private void begin(State state, int slot) {
        origin = state;
        world.load(state.shared);
        threads = state.threads.clone();
        runner.load(slot, state.threads[slot]);
        world.guesses.runs(slot);
        regionDepth = 0;
        ghost = false;
        blocked = false;
        changes = 0;
        footprint.clear();
        stepper.begin();
    }

    /** True if no other thread could move from where this step began; a thread that asks the same does not count. */
    boolean idle() {
        if (nested) {
            return false;
        }
        world.witness.everything();
        Machine other = new Machine(image, failAllocations, reductions, commit, false, mutability);
        other.nested = true;
        for (int s = 0; s < origin.threads.length; s++) {
            if (s != runner.slot && origin.threads[s] != null && !other.step(origin, s).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private boolean nested;

    /** The value of an expression in the top frame of the running thread. */
    long value(Expression e, Site site) {
        return Evaluator.value(e, runner.top().registers, site, symmetry);
    }

    /** The instruction that the running thread stands at. */
    Instruction current() {
        Frame top = runner.top();
        return image.code[top.function][top.pc];
    }

    int othersAlive() {
        world.witness.alive();
        int alive = 0;
        for (int s = 0; s < threads.length; s++) {
            if (s != runner.slot && threads[s] != null) {
                alive++;
            }
        }
        return alive;
    }

    // ---- the end of the step

    private State frozen() {
        if (world.witness == Witness.NONE && collectsGarbage()) {
            Garbage.collect(this);
        }
        return new State(world.freeze(), trimmed());
    }

    private ThreadState[] trimmed() {
        int n = threads.length;
        while (n > 0 && threads[n - 1] == null) {
            n--;
        }
        return n == threads.length ? threads : Arrays.copyOf(threads, n);
    }

    /** True if {@code value} is an address of what was allocated, or is automatic. */
    static boolean isObject(Image image, long value) {
        return Address.isAddress(value) && Address.object(value) >= image.globalCount;
    }
}
