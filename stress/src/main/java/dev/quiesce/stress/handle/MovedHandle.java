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
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Whose handle is it?
 *
 * <p>A bond moves a state from device 1 to device 2. It writes {@code offload_handle} (10 becomes 20) and then
 * {@code real_dev} (1 becomes 2). The data path reads {@code real_dev} and then {@code offload_handle}, as a driver does
 * that first asks "is this mine?". A result is the pair it found; {@code 2, 10} is the handle of the old device given to
 * the new one, {@code 1, 20} the reverse.
 *
 * <table>
 *   <caption>What the data path can be given</caption>
 *   <tr><th>both fields are</th><th>kernel C</th><th>2, 10</th><th>1, 20</th></tr>
 *   <tr><td>{@link Once}</td><td>{@code WRITE_ONCE, READ_ONCE}</td><td>yes</td><td>yes</td></tr>
 *   <tr><td>{@link Released}</td><td>{@code smp_store_release, smp_load_acquire}</td><td>no</td><td>yes</td></tr>
 *   <tr><td>{@link Volatile}</td><td>a full barrier around each</td><td>no</td><td>yes</td></tr>
 *   <tr><td>{@link Together}</td><td>one word, or one pointer to a pair</td><td>no</td><td>no</td></tr>
 * </table>
 *
 * <p>The lesson is in the last column. Release and acquire order what one thread did before what it did next: who sees
 * the new device sees the new handle. They cannot make two writes one. The reader may stand between them, and no stronger
 * order takes that place away; {@code volatile} is as good as release here, and as bad. What must change together must
 * be one object: a word, a pointer to an immutable pair, or a pair under a sequence count.
 *
 * <p>The second lesson is the first row: x86 never shows {@code 2, 10}, as it keeps stores in order and loads in order.
 * "Yes" there is what the kernel's model allows, what a compiler may do and what other processors show.
 *
 * <p>Half a second on two busy x86 cores:
 *
 * <pre>
 *   Once      RESULT  SAMPLES     FREQ       EXPECT  DESCRIPTION
 *              1, 10   26,322   34.29%   Acceptable  A device and its own handle.
 *              1, 20        1   &lt;0.01%  Interesting  The old device with the new handle: read in between.
 *              2, 10        0    0.00%  Interesting  The new device with the old handle: nothing orders the two.
 *              2, 20   50,446   65.71%   Acceptable  A device and its own handle.
 *
 *   Released  RESULT  SAMPLES     FREQ       EXPECT  DESCRIPTION
 *              1, 10   18,230   28.16%   Acceptable  A device and its own handle.
 *              1, 20        5   &lt;0.01%  Interesting  The old device with the new handle: read in between.
 *              2, 20   46,512   71.84%   Acceptable  A device and its own handle.
 *
 *   Together  RESULT  SAMPLES     FREQ       EXPECT  DESCRIPTION
 *              1, 10   15,445   21.10%   Acceptable  A device and its own handle.
 *              2, 20   57,740   78.90%   Acceptable  A device and its own handle.
 * </pre>
 */
public final class MovedHandle {
    private MovedHandle() {}

    private static VarHandle field(MethodHandles.Lookup lookup, Class<?> owner, String name, Class<?> type) {
        try {
            return lookup.findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Marked accesses, without order: the compiler must do each of them once, and may do them in any order. */
    @JCStressTest
    @Outcome(id = {"1, 10", "2, 20"}, expect = ACCEPTABLE, desc = "A device and its own handle.")
    @Outcome(id = "2, 10", expect = ACCEPTABLE_INTERESTING, desc = "The new device with the old handle: nothing orders the two.")
    @Outcome(id = "1, 20", expect = ACCEPTABLE_INTERESTING, desc = "The old device with the new handle: read in between.")
    @Outcome(expect = FORBIDDEN, desc = "Values out of thin air.")
    @State
    public static class Once {
        private static final VarHandle DEV = field(MethodHandles.lookup(), Once.class, "realDev", int.class);
        private static final VarHandle HANDLE = field(MethodHandles.lookup(), Once.class, "offloadHandle", int.class);

        private int realDev = 1;
        private int offloadHandle = 10;

        @Actor
        public void failover() {
            HANDLE.setOpaque(this, 20);
            DEV.setOpaque(this, 2);
        }

        @Actor
        public void resolve(II_Result result) {
            result.r1 = (int) DEV.getOpaque(this);
            result.r2 = (int) HANDLE.getOpaque(this);
        }
    }

    /** Who sees the new device sees all that was written before it. Who sees the old one may see anything. */
    @JCStressTest
    @Outcome(id = {"1, 10", "2, 20"}, expect = ACCEPTABLE, desc = "A device and its own handle.")
    @Outcome(id = "1, 20", expect = ACCEPTABLE_INTERESTING, desc = "The old device with the new handle: read in between.")
    @Outcome(expect = FORBIDDEN, desc = "The handle was released before the device was.")
    @State
    public static class Released {
        private static final VarHandle DEV = field(MethodHandles.lookup(), Released.class, "realDev", int.class);
        private static final VarHandle HANDLE = field(MethodHandles.lookup(), Released.class, "offloadHandle", int.class);

        private int realDev = 1;
        private int offloadHandle = 10;

        @Actor
        public void failover() {
            HANDLE.setRelease(this, 20);
            DEV.setRelease(this, 2);
        }

        @Actor
        public void resolve(II_Result result) {
            result.r1 = (int) DEV.getAcquire(this);
            result.r2 = (int) HANDLE.getAcquire(this);
        }
    }

    /** The strongest order there is: every access has its place in one row. The reader's two are not neighbours in it. */
    @JCStressTest
    @Outcome(id = {"1, 10", "2, 20"}, expect = ACCEPTABLE, desc = "A device and its own handle.")
    @Outcome(id = "1, 20", expect = ACCEPTABLE_INTERESTING, desc = "The old device with the new handle: read in between.")
    @Outcome(expect = FORBIDDEN, desc = "The handle comes before the device in the one row of all accesses.")
    @State
    public static class Volatile {
        private volatile int realDev = 1;
        private volatile int offloadHandle = 10;

        @Actor
        public void failover() {
            offloadHandle = 20;
            realDev = 2;
        }

        @Actor
        public void resolve(II_Result result) {
            result.r1 = realDev;
            result.r2 = offloadHandle;
        }
    }

    /** The repair: the pair is immutable, and one pointer to it changes. Release and acquire are all that takes. */
    @JCStressTest
    @Outcome(id = {"1, 10", "2, 20"}, expect = ACCEPTABLE, desc = "A device and its own handle.")
    @Outcome(expect = FORBIDDEN, desc = "One pointer leads to both.")
    @State
    public static class Together {
        private static final VarHandle PAIR = field(MethodHandles.lookup(), Together.class, "offload", Offload.class);

        private Offload offload = new Offload(1, 10);

        private record Offload(int realDev, int handle) {}

        @Actor
        public void failover() {
            PAIR.setRelease(this, new Offload(2, 20));
        }

        @Actor
        public void resolve(II_Result result) {
            Offload found = (Offload) PAIR.getAcquire(this);
            result.r1 = found.realDev;
            result.r2 = found.handle;
        }
    }
}
