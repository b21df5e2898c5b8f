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
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Why does a grace period begin with a full barrier?
 *
 * <p>A resolver raises a flag, "I am reading", and looks at {@code upper_priv}. The owner clears {@code upper_priv} and
 * looks at the flag: if it is down, nobody reads, and the table may be freed. Each side writes one thing and reads the
 * other. If both could miss what the other wrote, the resolver would use a table that the owner frees.
 *
 * <p>The first result is what the resolver found in {@code upper_priv}, the second what the owner found in the flag.
 * {@code true, false} is the accident: the table was there, and the reader was not.
 *
 * <table>
 *   <caption>Can both miss the other?</caption>
 *   <tr><th>flag and pointer are</th><th>true, false</th></tr>
 *   <tr><td>{@link Once}: opaque</td><td>yes</td></tr>
 *   <tr><td>{@link Released}: release and acquire</td><td>yes</td></tr>
 *   <tr><td>{@link Volatile}: volatile</td><td>no</td></tr>
 *   <tr><td>{@link Fenced}: opaque, with a full fence between</td><td>no</td></tr>
 * </table>
 *
 * <p>Here x86 does show it, as every processor has a store buffer: the write waits there while the read goes ahead.
 * Release orders what came before a write, acquire what comes after a read; a write followed by a read is the one pair
 * that neither of them keeps in order. It is the mistake to expect in code that "uses acquire and release
 * everywhere". In the kernel the barrier is {@code smp_mb()}; {@code synchronize_rcu()} sees to it on behalf of the
 * readers, so that {@code rcu_read_lock()} needs none.
 *
 * <p>Half a second on two busy x86 cores:
 *
 * <pre>
 *   Released        RESULT  SAMPLES     FREQ       EXPECT  DESCRIPTION
 *             false, false   50,260   13.34%   Acceptable  Cleared before the resolver came.
 *              false, true        1   &lt;0.01%   Acceptable  The owner sees the reader and waits.
 *              true, false       90    0.02%  Interesting  Each misses the other: a use after free.
 *               true, true  326,500   86.64%   Acceptable  The owner sees the reader and waits.
 *
 *   Fenced          RESULT  SAMPLES     FREQ       EXPECT  DESCRIPTION
 *             false, false   22,611   27.18%   Acceptable  Cleared before the resolver came.
 *              false, true        4   &lt;0.01%   Acceptable  The owner sees the reader and waits.
 *               true, true   60,564   72.81%   Acceptable  The owner sees the reader and waits.
 * </pre>
 */
public final class ClearedTable {
    private ClearedTable() {}

    private static VarHandle field(MethodHandles.Lookup lookup, Class<?> owner, String name) {
        try {
            return lookup.findVarHandle(owner, name, boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Marked accesses: each happens once, in whatever order. */
    @JCStressTest
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Cleared before the resolver came.")
    @Outcome(id = {"true, true", "false, true"}, expect = ACCEPTABLE, desc = "The owner sees the reader and waits.")
    @Outcome(id = "true, false", expect = ACCEPTABLE_INTERESTING, desc = "Each misses the other: a use after free.")
    @State
    public static class Once {
        private static final VarHandle READING = field(MethodHandles.lookup(), Once.class, "reading");
        private static final VarHandle TABLE = field(MethodHandles.lookup(), Once.class, "upperPriv");

        private boolean reading;
        private boolean upperPriv = true;

        @Actor
        public void resolve(ZZ_Result result) {
            READING.setOpaque(this, true);
            result.r1 = (boolean) TABLE.getOpaque(this);
        }

        @Actor
        public void clear(ZZ_Result result) {
            TABLE.setOpaque(this, false);
            result.r2 = (boolean) READING.getOpaque(this);
        }
    }

    /** Stronger, and no better: a read may still overtake the write before it. */
    @JCStressTest
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Cleared before the resolver came.")
    @Outcome(id = {"true, true", "false, true"}, expect = ACCEPTABLE, desc = "The owner sees the reader and waits.")
    @Outcome(id = "true, false", expect = ACCEPTABLE_INTERESTING, desc = "Each misses the other: a use after free.")
    @State
    public static class Released {
        private static final VarHandle READING = field(MethodHandles.lookup(), Released.class, "reading");
        private static final VarHandle TABLE = field(MethodHandles.lookup(), Released.class, "upperPriv");

        private boolean reading;
        private boolean upperPriv = true;

        @Actor
        public void resolve(ZZ_Result result) {
            READING.setRelease(this, true);
            result.r1 = (boolean) TABLE.getAcquire(this);
        }

        @Actor
        public void clear(ZZ_Result result) {
            TABLE.setRelease(this, false);
            result.r2 = (boolean) READING.getAcquire(this);
        }
    }

    /** All volatile accesses stand in one row, so one of the two writes comes first, and the other side sees it. */
    @JCStressTest
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Cleared before the resolver came.")
    @Outcome(id = {"true, true", "false, true"}, expect = ACCEPTABLE, desc = "The owner sees the reader and waits.")
    @Outcome(expect = FORBIDDEN, desc = "One of the two writes is first.")
    @State
    public static class Volatile {
        private volatile boolean reading;
        private volatile boolean upperPriv = true;

        @Actor
        public void resolve(ZZ_Result result) {
            reading = true;
            result.r1 = upperPriv;
        }

        @Actor
        public void clear(ZZ_Result result) {
            upperPriv = false;
            result.r2 = reading;
        }
    }

    /** The same by a fence: weak accesses, and between them the one thing that they lack. */
    @JCStressTest
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Cleared before the resolver came.")
    @Outcome(id = {"true, true", "false, true"}, expect = ACCEPTABLE, desc = "The owner sees the reader and waits.")
    @Outcome(expect = FORBIDDEN, desc = "One of the two fences is first.")
    @State
    public static class Fenced {
        private static final VarHandle READING = field(MethodHandles.lookup(), Fenced.class, "reading");
        private static final VarHandle TABLE = field(MethodHandles.lookup(), Fenced.class, "upperPriv");

        private boolean reading;
        private boolean upperPriv = true;

        @Actor
        public void resolve(ZZ_Result result) {
            READING.setOpaque(this, true);
            VarHandle.fullFence();
            result.r1 = (boolean) TABLE.getOpaque(this);
        }

        @Actor
        public void clear(ZZ_Result result) {
            TABLE.setOpaque(this, false);
            VarHandle.fullFence();
            result.r2 = (boolean) READING.getOpaque(this);
        }
    }
}
