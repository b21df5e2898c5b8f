package dev.quiesce.simulate;

import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.*;
import java.util.HashSet;
import java.util.Set;

/**
 * The stepper runs the loaded thread until its step is over. It knows where steps end: see {@link Machine}, and
 * {@link Reduction#MERGED_STEPS} for why they may.
 */
final class Stepper {
    /** Instructions in one step before a thread that runs alone is watched closely. */
    private static final int ALONE_LIMIT = 200_000;
    /** Instructions in one step that reads constants before these are doubted. */
    private static final int WAIT_LIMIT = 100_000;
    /** Instructions in one step before it is given up. */
    private static final int STEP_LIMIT = 5_000_000;

    private final Machine m;
    private final World world;
    private final Runner runner;
    private final StoreUnit stores;
    private final Movers movers;
    /** Where this step read what is taken to be constant; a loop that waits for it to change shows that it is not. */
    private final Set<Long> takenForConstant = new HashSet<>();
    private int executed;
    /** This step has made an access that others can tell, or given something up. */
    private boolean moved;
    /** This step has acquired something, or gone on from a wait. */
    private boolean began;
    private boolean resting;
    private boolean stopsBeforeWait;
    private boolean ranAlone;
    private int localsBefore;
    private int choicesBefore;

    Stepper(Machine machine) {
        m = machine;
        world = machine.world;
        runner = machine.runner;
        stores = machine.stores;
        movers = new Movers(machine);
    }

    /** Nothing has been executed in this step yet. */
    void begin() {
        executed = 0;
        moved = false;
        began = false;
        resting = false;
        stopsBeforeWait = false;
        ranAlone = false;
        localsBefore = 0;
        choicesBefore = Integer.MAX_VALUE;
        takenForConstant.clear();
    }

    /**
     * Runs the thread until its step is over.
     *
     * @param beforeWait ends the step before an instruction that may have to wait, if it is not the first
     */
    void run(boolean beforeWait) {
        stopsBeforeWait = beforeWait;
        CycleWatch watch = new CycleWatch();
        stores.beginStep();
        resume();
        while (!runner.finished() && !resting) {
            Instruction i = m.current();
            if (restsBefore(i)) {
                break;
            }
            count(watch);
            execute(i);
        }
        settle();
    }

    /** The thread is where it is going to be after this step. */
    void settle() {
        if (runner.finished()) {
            m.course.finish();
        } else {
            m.threads[runner.slot] = runner.freeze();
        }
    }

    // ---- what has been executed in this step

    /** Instructions. */
    int executed() {
        return executed;
    }

    /** Local instructions before the first that others could tell. */
    int localsBefore() {
        return localsBefore;
    }

    /** Choices before the first instruction that others could tell: those that the thread cannot take back. */
    int choicesBefore() {
        return choicesBefore;
    }

    /** True if it has gone past shared accesses because nobody else was there. */
    boolean ranAlone() {
        return ranAlone;
    }

    void tookForConstant(long address) {
        takenForConstant.add(address);
    }

    /** Ends the step here although the thread stands at the same instruction as before. */
    void rest() {
        resting = true;
    }

    private void count(CycleWatch watch) {
        executed++;
        boolean chooses = m.choices.areTooMany();
        if (chooses || executed > STEP_LIMIT || executed > WAIT_LIMIT && !takenForConstant.isEmpty()) {
            takenForConstant.forEach(world.guesses::doubt);
            throw chooses ? m.choices.tooMany() : Stop.Exhausted.STEP;
        }
        if (watch.repeats(executed, runner, m.changes)) {
            takenForConstant.forEach(world.guesses::doubt);
            throw new Stop.Failed(Finding.LIVELOCK, "endless loop without any access that others could see", 0,
                m.current().site());
        }
    }

    private void execute(Instruction i) {
        Frame top = runner.top();
        m.reached.set(m.image.firstInstruction[top.function] + top.pc);
        if (m.recorder != null) {
            m.recorder.executing(runner.slot, runner.frames, runner.depth, i);
        }
        m.executor.execute(i);
    }

    // ---- where a step begins and ends

    /** Goes on from a wait, if it is over: a move that commutes with what others do later, as an acquisition. */
    private void resume() {
        if (runner.wait == ThreadState.Wait.NONE || runner.wait == ThreadState.Wait.LOCK) {
            return;
        }
        boolean starts = runner.wait != ThreadState.Wait.GRACE_PERIOD;
        if (runner.wait.forReaders()) {
            if (!Readers.over(world, runner.slot)) {
                throw Stop.Blocked.INSTANCE;
            }
            Readers.end(world, runner.slot);
        }
        runner.wait = ThreadState.Wait.NONE;
        began = true;
        if (!starts) {
            runner.top().pc++;
        } else if (runner.softirq()) {
            Readers.enter(world, Readers.RCU, runner.slot);
        }
    }

    /** True if the step ends before {@code i}; notes what kind of move {@code i} is if not. */
    private boolean restsBefore(Instruction i) {
        if (m.regionDepth > 0) {
            return false;
        }
        if (stores.holds() && stores.mustDrain(i)) {
            if (executed == 0) {
                throw Stop.Blocked.INSTANCE;
            }
            return true;
        }
        Mover mover = movers.of(i);
        if (mover == Mover.LOCAL) {
            return false;
        }
        if (alone()) {
            if (mover == Mover.CHOICE || mover == Mover.LATE) {
                return false;
            }
            moved = true;
            ranAlone = true;
            return mayBlock(i) && stopsBeforeWait && executed > 0;
        }
        boolean rests = switch (mover) {
            case LOCAL -> false;
            case CHOICE -> moved;
            case LATE -> moved || began || stopsBeforeWait;
            case ACQUIRE -> moved || began && !m.mergedSteps || mayBlock(i) && waitsHere();
            case RELEASE -> (moved || began) && !m.mergedSteps;
            case NEITHER -> moved || began && !m.mergedSteps || mayBlock(i) && waitsHere();
        };
        if (!rests && mover != Mover.CHOICE && mover != Mover.LATE) {
            if (!moved && !began) {
                localsBefore = executed;
                choicesBefore = m.choices.made();
            }
            began |= mover == Mover.ACQUIRE;
            moved |= mover != Mover.ACQUIRE;
        }
        return rests;
    }

    /**
     * True if an instruction that may have to wait must be a step of its own: something was acquired before it, or it is
     * known that it would wait.
     */
    private boolean waitsHere() {
        return began || stopsBeforeWait && executed > 0;
    }

    private static boolean mayBlock(Instruction i) {
        return switch (i) {
            case Lock l -> true;
            case Synchronize s -> true;
            case SleepableSynchronize s -> true;
            case Barrier b -> true;
            case RegionBegin r -> r.kind() == RegionKind.AWAIT;
            default -> false;
        };
    }

    /** True if the running thread is the only one that there can be now. */
    boolean alone() {
        return switch (world.phase) {
            case INIT -> runner.slot == 0 && executed < ALONE_LIMIT;
            case EXIT -> runner.slot == 0 && executed < ALONE_LIMIT && m.othersAlive() == 0;
            case THREADS, DONE -> false;
        };
    }
}
