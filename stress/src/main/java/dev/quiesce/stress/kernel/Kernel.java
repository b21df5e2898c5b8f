package dev.quiesce.stress.kernel;

import dev.quiesce.program.Finding;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A kernel is one run of a scenario: the memory that its threads share, a CPU for each of them, and how it ended. An
 * emitted test extends it: the constructor runs {@code init}, each actor one thread, the arbiter {@code exit}.
 */
public abstract class Kernel {
    /** The outcome of a run that observed nothing and committed no error. */
    public static final String NOTHING = "done";

    /** The parts of a scenario besides its threads, which are numbered from 1. */
    protected static final int INIT = 0;
    protected static final int EXIT = -1;

    private static final VarHandle REGION;
    private static final VarHandle END;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            REGION = lookup.findVarHandle(Kernel.class, "region", boolean.class);
            END = lookup.findVarHandle(Kernel.class, "end", Halt.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Memory memory;
    final Rcu rcu;
    final Cpu[] cpus;
    final Ghosts ghosts = new Ghosts();
    final Observations observed;
    /** True if single accesses must not come between those of a region: then each takes the region lock for itself. */
    final boolean exclusive;
    private final Test test;
    private Map<Long, Rcu> domains;
    private boolean region;
    private Halt end;

    /**
     * What is the same in all samples of a test.
     *
     * @param names     of what is observed, in the checker's order
     * @param softirqs  the scenario's threads from this number on run in softirq context
     * @param exclusive single accesses keep out of regions
     * @param endless   there is no exit, and nothing leaks
     */
    public static final class Test {
        private final Layout layout;
        private final int threads;
        private final int softirqs;
        private final boolean exclusive;
        private final boolean endless;
        private final int names;
        private final Observations.Texts texts;

        public Test(Layout layout, int threads, int softirqs, boolean exclusive, boolean endless, List<String> names) {
            this.layout = layout;
            this.threads = threads;
            this.softirqs = softirqs;
            this.exclusive = exclusive;
            this.endless = endless;
            this.names = names.size();
            texts = new Observations.Texts(names);
        }

        /** Threads of the scenario, those in softirq context included. */
        public int threads() {
            return threads;
        }
    }

    /** Runs {@code init} at once: an emitted class has no fields of its own that it could find uninitialised. */
    @SuppressWarnings("this-escape")
    protected Kernel(Test test) {
        this.test = test;
        memory = new Memory(test.layout);
        rcu = new Rcu(test.threads + 1);
        cpus = new Cpu[test.threads + 1];
        for (int c = 0; c < cpus.length; c++) {
            cpus[c] = new Cpu(this, c);
        }
        observed = new Observations(test.names);
        exclusive = test.exclusive;
        guarded(cpus[0], INIT, false);
        if (test.threads > 0) {
            cpus[test.threads].scheduler.inherit(cpus[0].scheduler);
        }
    }

    /** Runs a part of the scenario. Written by the emitter. */
    protected abstract void run(int part, Cpu cpu);

    /** Calls a function by number, as a pointer to it would. Written by the emitter. */
    protected abstract long call(Cpu cpu, int function, long... arguments);

    /** Threads of the scenario. */
    public final int threads() {
        return test.threads;
    }

    /** Runs thread {@code thread}, from 1, and what it starts. */
    public final void act(int thread) {
        guarded(cpus[thread], thread, thread >= test.softirqs);
    }

    /** Runs {@code exit} if there was no error, and answers how the run ended. Called once, when all threads are done. */
    public final String outcome() {
        if (end == null && !test.endless) {
            guarded(cpus[0], EXIT, false);
        }
        if (end == null && !test.endless && memory.leaks()) {
            end = Halt.of(Finding.MEMORY_LEAK);
        }
        if (end != Halt.DISCARDED && memory.damaged()) {
            end = Halt.of(Finding.USE_AFTER_FREE);
        }
        return end == null ? observed.text(test.texts) : end.outcome();
    }

    private void guarded(Cpu cpu, int part, boolean softirq) {
        try {
            cpu.scheduler.run(part, softirq);
        } catch (Halt halt) {
            END.compareAndSet(this, null, halt);
        } catch (StackOverflowError e) {
            END.compareAndSet(this, null, Halt.of(Finding.WILD_ACCESS));
        }
    }

    /** A thread that waits gives up when another has ended early: what it waits for may never come. */
    final void checkRunning() {
        if (END.getAcquire(this) != null) {
            throw Halt.GAVE_UP;
        }
    }

    final void takeRegion(LoadStoreUnit by) {
        for (Patience patience = null; !REGION.compareAndSet(this, false, true); ) {
            patience = patience == null ? new Patience(by) : patience;
            patience.pause();
        }
        VarHandle.fullFence();
    }

    final void giveRegion() {
        REGION.setRelease(this, false);
    }

    final long seed() {
        return ThreadLocalRandom.current().nextLong() | 1;
    }

    /** The readers of an SRCU domain. */
    final Rcu domain(long address) {
        synchronized (test) {
            if (domains == null) {
                domains = new ConcurrentHashMap<>();
            }
            return domains.computeIfAbsent(address, a -> new Rcu(cpus.length));
        }
    }
}
