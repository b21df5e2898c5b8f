package dev.quiesce.stress.handle;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * How much does the pointer to a handle have to promise?
 *
 * <p>The control path programs a handle, publishes it in {@code dev}, and before long takes it back: it clears
 * {@code dev} and frees the handle. The data path resolves: it looks at {@code dev}, and if there is a handle it uses its
 * key. Each class below is the same story with a stronger {@code dev} than the one before, and each step up removes one of
 * three bugs:
 *
 * <table>
 *   <caption>What a resolver can run into</caption>
 *   <tr><th>{@code dev} is</th><th>kernel C</th><th>gone (-2)</th><th>blank (0)</th><th>freed (107)</th></tr>
 *   <tr><td>{@link Plain}</td><td>{@code dev = h; if (dev) use(dev)}</td><td>yes</td><td>yes</td><td>yes</td></tr>
 *   <tr><td>{@link Once}</td><td>{@code WRITE_ONCE, READ_ONCE}</td><td>no</td><td>yes</td><td>yes</td></tr>
 *   <tr><td>{@link Released}</td><td>{@code rcu_assign_pointer, rcu_dereference}</td><td>no</td><td>no</td><td>yes</td></tr>
 *   <tr><td>{@link Quiesced}</td><td>the same, and {@code synchronize_rcu} before {@code kfree}</td>
 *       <td>no</td><td>no</td><td>no</td></tr>
 * </table>
 *
 * <p>Half a second of each on two x86 cores, the columns of the table as they were seen:
 *
 * <pre>
 *   Plain     RESULT     SAMPLES     FREQ       EXPECT  DESCRIPTION
 *                 -1  11,087,881  100.00%   Acceptable  Resolved before the handle was published, or after it was...
 *                 -2           0    0.00%  Interesting  Checked, then gone: in the kernel, a NULL dereference.
 *                  0           0    0.00%  Interesting  Published before it was programmed: a blank key.
 *                107           3   &lt;0.01%  Interesting  Use after free: nobody waited for the resolver.
 *                 42           7   &lt;0.01%   Acceptable  Resolved while the handle was published.
 *
 *   Released  RESULT     SAMPLES     FREQ       EXPECT  DESCRIPTION
 *                 -1   8,218,990   99.98%   Acceptable  Resolved before the handle was published, or after it was...
 *                107          75   &lt;0.01%  Interesting  Use after free: nobody waited for the resolver.
 *                 42       1,626    0.02%   Acceptable  Resolved while the handle was published.
 * </pre>
 *
 * <p>"Yes" is a permission, not a promise. x86 keeps stores in order, so a blank key shows up there only if the compiler
 * moves one of them. The last column is what a review must not overlook: no strength of a pointer keeps an object alive.
 */
public final class PublishedHandle {
    private PublishedHandle() {}

    /**
     * A plain field. The resolver reads it twice, once to check and once to use, and nothing obliges the second read to
     * find what the first one found. When a compiler makes one read of the two, this is luck.
     */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Resolved before the handle was published, or after it was taken back.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "Resolved while the handle was published.")
    @Outcome(id = "-2", expect = ACCEPTABLE_INTERESTING, desc = "Checked, then gone: in the kernel, a NULL dereference.")
    @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "Published before it was programmed: a blank key.")
    @Outcome(id = "107", expect = ACCEPTABLE_INTERESTING, desc = "Use after free: nobody waited for the resolver.")
    @State
    public static class Plain {
        private final Handle handle = new Handle();
        private Handle dev;

        @Actor
        public void control() {
            handle.program();
            dev = handle;
            dev = null;
            handle.free();
        }

        @Actor
        public void resolve(I_Result result) {
            if (dev == null) {
                result.r1 = Handle.NONE;
                return;
            }
            Handle used = dev;
            result.r1 = used == null ? Handle.GONE : used.key;
        }
    }

    /**
     * One opaque read, one opaque write: the pointer is read once and can no longer vanish between check and use. It says
     * nothing about the fields behind it.
     */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Resolved before the handle was published, or after it was taken back.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "Resolved while the handle was published.")
    @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "Opaque orders nothing else: a blank key.")
    @Outcome(id = "107", expect = ACCEPTABLE_INTERESTING, desc = "Use after free: nobody waited for the resolver.")
    @Outcome(expect = FORBIDDEN, desc = "The pointer is read once, so it cannot be gone after the check.")
    @State
    public static class Once {
        private static final VarHandle DEV = dev(MethodHandles.lookup(), Once.class);

        private final Handle handle = new Handle();
        private Handle dev;

        @Actor
        public void control() {
            handle.program();
            DEV.setOpaque(this, handle);
            DEV.setOpaque(this, null);
            handle.free();
        }

        @Actor
        public void resolve(I_Result result) {
            result.r1 = Handle.keyOf((Handle) DEV.getOpaque(this));
        }
    }

    /**
     * Published with release, read with acquire: who sees the handle sees it programmed. Clearing the pointer with release
     * does not help a resolver that already has it.
     */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Resolved before the handle was published, or after it was taken back.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "Resolved while the handle was published.")
    @Outcome(id = "107", expect = ACCEPTABLE_INTERESTING, desc = "Use after free: nobody waited for the resolver.")
    @Outcome(expect = FORBIDDEN, desc = "Release and acquire: no handle is seen before it was programmed.")
    @State
    public static class Released {
        private static final VarHandle DEV = dev(MethodHandles.lookup(), Released.class);

        private final Handle handle = new Handle();
        private Handle dev;

        @Actor
        public void control() {
            handle.program();
            DEV.setRelease(this, handle);
            DEV.setRelease(this, null);
            handle.free();
        }

        @Actor
        public void resolve(I_Result result) {
            result.r1 = Handle.keyOf((Handle) DEV.getAcquire(this));
        }
    }

    /**
     * The repair: clear the pointer, wait for whoever may have read it, and only then free.
     *
     * <p>For one resolver a grace period is one flag and two fences. The resolver raises the flag, then looks; control
     * clears the pointer, then looks at the flag. The fences put the two sides in a row, so that at least one of them sees
     * what the other did: either the resolver finds nothing, or control finds the flag up and waits.
     */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "Resolved before the handle was published, or after it was taken back.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "Resolved while the handle was published.")
    @Outcome(expect = FORBIDDEN, desc = "The grace period ends before the handle is freed.")
    @State
    public static class Quiesced {
        private static final VarHandle DEV = dev(MethodHandles.lookup(), Quiesced.class);
        private static final VarHandle READING = field(MethodHandles.lookup(), Quiesced.class, "reading", boolean.class);

        private final Handle handle = new Handle();
        private Handle dev;
        private boolean reading;

        @Actor
        public void control() {
            handle.program();
            DEV.setRelease(this, handle);
            DEV.setRelease(this, null);
            awaitGracePeriod();
            handle.free();
        }

        @Actor
        public void resolve(I_Result result) {
            READING.setOpaque(this, true);
            VarHandle.fullFence();
            result.r1 = Handle.keyOf((Handle) DEV.getAcquire(this));
            READING.setRelease(this, false);
        }

        private void awaitGracePeriod() {
            VarHandle.fullFence();
            while ((boolean) READING.getAcquire(this)) {
                Thread.onSpinWait();
            }
        }
    }

    private static VarHandle dev(MethodHandles.Lookup lookup, Class<?> owner) {
        return field(lookup, owner, "dev", Handle.class);
    }

    private static VarHandle field(MethodHandles.Lookup lookup, Class<?> owner, String name, Class<?> type) {
        try {
            return lookup.findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
