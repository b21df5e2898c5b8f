package dev.quiesce.stress.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;

/** Decides what a CPU runs: its thread of the scenario, and in order what was started there. */
final class Scheduler {
    private static final VarHandle DONE;

    static {
        try {
            DONE = MethodHandles.lookup().findVarHandle(Scheduler.class, "callbacksDone", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Cpu cpu;
    private final Deque<Started> queue = new ArrayDeque<>(0);
    private int callbacksGiven;
    private int callbacksDone;

    Scheduler(Cpu cpu) {
        this.cpu = cpu;
    }

    /** Runs one of the scenario's own threads from beginning to end; what {@code init} starts is left to others. */
    void run(int part, boolean softirq) {
        Standing below = cpu.beginThread(softirq);
        cpu.kernel.run(part, cpu);
        cpu.endThread(below);
        if (part != Kernel.INIT) {
            cpu.drain();
        }
    }

    // ---- what was started here

    void add(Started one) {
        queue.add(one);
        if (one.callback()) {
            callbacksGiven++;
        }
    }

    /** Runs what {@code other} has started, after its own thread. */
    void inherit(Scheduler other) {
        callbacksGiven += (int) other.queue.stream().filter(Started::callback).count();
        other.callbacksGiven -= callbacksGiven;
        queue.addAll(other.queue);
        other.queue.clear();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Runs the next from beginning to end, while the running thread stands still. There must be one. */
    void runNext() {
        Started next = queue.poll();
        if (next.callback()) {
            cpu.awaitReaders(next.domain());
        }
        Standing below = cpu.beginThread(next.kind().softirq());
        cpu.kernel.call(cpu, next.function(), next.argument());
        cpu.endThread(below);
        if (next.callback()) {
            DONE.setRelease(this, callbacksDone + 1);
        }
    }

    /** Lets {@code waiting} wait for the callbacks that were given here before now. */
    void awaitCallbacks(Cpu waiting) {
        int given = callbacksGiven;
        for (Patience patience = new Patience(waiting); (int) DONE.getAcquire(this) - given < 0; ) {
            patience.pause();
        }
    }
}
