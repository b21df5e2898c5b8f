package dev.quiesce.simulate;

import dev.quiesce.program.Instruction.SpawnKind;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.SharedState.Phase;
import java.util.Arrays;

/** The course of a scenario: {@code init}, then the threads and what they start, then {@code exit}. */
final class Course {
    private final Machine m;

    Course(Machine machine) {
        m = machine;
    }

    /** A thread that is about to call {@code function}. */
    static ThreadState thread(Image image, int kind, int function, long[] arguments) {
        long[] registers = new long[image.function(function).registers()];
        System.arraycopy(arguments, 0, registers, 0, Math.min(arguments.length, image.function(function).parameters()));
        Frame frame = new Frame(function, 0, registers, Frame.NO_AUTOMATICS);
        boolean callback = kind == SpawnKind.CALLBACK.ordinal() || kind == SpawnKind.SLEEPABLE_CALLBACK.ordinal();
        boolean softirq = kind == Runner.SOFTIRQ || kind >= 0 && SpawnKind.values()[kind].softirq();
        ThreadState.Wait wait = callback ? ThreadState.Wait.CALLBACK
            : softirq ? ThreadState.Wait.START : ThreadState.Wait.NONE;
        return new ThreadState(kind, new Frame[] {frame}, new long[0], new long[0], 0, wait, StoreBuffer.EMPTY);
    }

    /** Puts a new thread into the lowest free slot for threads started on the way. */
    int add(ThreadState thread) {
        m.world.witness.alive();
        int slot = m.image.firstStartedSlot();
        while (slot < m.threads.length && m.threads[slot] != null) {
            slot++;
        }
        if (slot > Machine.MAX_SLOTS) {
            throw Stop.Exhausted.THREADS;
        }
        if (slot >= m.threads.length) {
            m.threads = Arrays.copyOf(m.threads, slot + 1);
        }
        m.threads[slot] = thread;
        return slot;
    }

    /**
     * The running thread has returned from its function. If all it has done has taken effect it has come to its end, and
     * with it maybe a part of the scenario.
     */
    void finish() {
        int slot = m.runner.slot;
        if (!m.drains()) {
            Endings.check(m);
        }
        if (m.runner.buffer != StoreBuffer.EMPTY) {
            m.threads[slot] = m.runner.freeze();
            return;
        }
        if (m.recorder != null) {
            m.recorder.finished(slot);
        }
        Endings.leave(m);
        m.threads[slot] = null;
        switch (m.world.phase) {
            case INIT -> {
                if (slot == 0) {
                    startThreads();
                }
            }
            case THREADS, EXIT -> {
                if (m.othersAlive() == 0) {
                    nextPart();
                }
            }
            case DONE -> { }
        }
    }

    void startThreads() {
        Scenario s = m.image.scenario;
        m.world.witness.alive();
        m.world.phase = Phase.THREADS;
        int n = m.image.firstStartedSlot();
        if (m.threads.length < n) {
            m.threads = Arrays.copyOf(m.threads, n);
        }
        int slot = 1;
        for (int f : s.threads()) {
            m.threads[slot++] = thread(m.image, Runner.PROCESS, f, new long[0]);
        }
        for (int f : s.softirqs()) {
            m.threads[slot++] = thread(m.image, Runner.SOFTIRQ, f, new long[0]);
        }
        if (Arrays.stream(m.threads).allMatch(t -> t == null)) {
            nextPart();
        }
    }

    /** Nobody is left: {@code exit} follows the threads, the end follows {@code exit}. */
    private void nextPart() {
        Scenario s = m.image.scenario;
        if (m.world.phase == Phase.THREADS && s.exit() >= 0 && !s.endless()) {
            m.world.phase = Phase.EXIT;
            m.threads[0] = thread(m.image, Runner.PROCESS, s.exit(), new long[0]);
        } else {
            Endings.complete(m);
        }
    }
}
