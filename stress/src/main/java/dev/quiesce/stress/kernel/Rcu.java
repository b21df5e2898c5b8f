package dev.quiesce.stress.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * RCU for threads that can say when they read: every CPU has a counter that is odd while it is inside a section.
 *
 * <p>Why a grace period is one. Let G be the full fence with which {@link #synchronize} begins, and R the full fence with
 * which a reader that {@code synchronize} might have to wait for begins; full fences stand in one total order.
 * <ul>
 *   <li>G before R: the reader's accesses come after R and see everything that came before G. It began after the grace
 *       period did, and nobody has to wait for it.
 *   <li>R before G: the counter was made odd before R and is looked at after G, so {@code synchronize} sees it odd, or
 *       sees a later value. A later value was stored by release after all accesses of the section and is read by acquire:
 *       the whole section happens before the end of the grace period. If it is odd, {@code synchronize} waits until it
 *       changes, and then the same holds.
 * </ul>
 * A counter of 64 bits does not come back to an earlier value, so no second phase is needed. A reader that begins during
 * the grace period makes the counter odd again, but not to the value that was seen: it is not waited for. The fence at
 * the end of either side makes what is ordered across a grace period ordered for third parties too, as
 * {@code rcu-fence} is in the kernel's model.
 *
 * <p>SRCU has one of these for each domain.
 */
final class Rcu {
    private static final VarHandle COUNTER = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] counters;

    Rcu(int cpus) {
        counters = new long[cpus];
    }

    /** The outermost section of {@code cpu} begins. */
    void enter(int cpu) {
        COUNTER.setOpaque(counters, cpu, counters[cpu] + 1);
        VarHandle.fullFence();
    }

    /** It ends. */
    void leave(int cpu) {
        VarHandle.fullFence();
        COUNTER.setRelease(counters, cpu, counters[cpu] + 1);
    }

    /** Waits for the sections that are under way, but for those of the waiting CPU. */
    void synchronize(Cpu waiting) {
        VarHandle.fullFence();
        for (int cpu = 0; cpu < counters.length; cpu++) {
            if (cpu != waiting.number()) {
                long seen = (long) COUNTER.getAcquire(counters, cpu);
                if ((seen & 1) != 0) {
                    for (Patience patience = new Patience(waiting); (long) COUNTER.getAcquire(counters, cpu) == seen; ) {
                        patience.pause();
                    }
                }
            }
        }
        VarHandle.fullFence();
    }
}
