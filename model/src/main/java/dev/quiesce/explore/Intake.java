package dev.quiesce.explore;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The way into a set for several workers, of which none ever waits. Who finds nobody adding adds, and then what others have left
 * there meanwhile; who finds somebody leaves a copy of what is to be added and goes on. What has been left is in the set when
 * nobody is adding any more. (Handing work over to who is in the critical section already is known as flat combining: Hendler,
 * Incze, Shavit and Tzafrir, SPAA 2010. What is left is a stack after Treiber.)
 */
final class Intake {
    /** Somebody is adding, and nothing has been left. */
    private static final Batch NOTHING = new Batch(new long[0], new long[0], null);

    /** Null if nobody is adding; else what was left last. */
    private final AtomicReference<Batch> left = new AtomicReference<>();

    private record Batch(long[] entries, long[] hashes, Batch next) {}

    /** What adds states and answers whether one of them was known before the level began. */
    interface Adder {
        boolean add(long[] entries, long[] hashes, int count);
    }

    /**
     * Has {@code count} entries of so many words added, now or by somebody who is adding.
     *
     * @return true if one of those was known that were added by this call, which may be others' as well
     */
    boolean add(Adder adder, long[] entries, long[] hashes, int count, int words) {
        Batch copy = null;
        while (!left.compareAndSet(null, NOTHING)) {
            Batch last = left.get();
            if (last != null) {
                copy = copy == null ? new Batch(Arrays.copyOf(entries, count * words), Arrays.copyOf(hashes, count), last)
                    : new Batch(copy.entries, copy.hashes, last);
                if (left.compareAndSet(last, copy)) {
                    return false;
                }
            }
        }
        try {
            boolean known = adder.add(entries, hashes, count);
            while (!left.compareAndSet(NOTHING, null)) {
                for (Batch b = left.getAndSet(NOTHING); b != NOTHING; b = b.next) {
                    known |= adder.add(b.entries, b.hashes, b.hashes.length);
                }
            }
            return known;
        } catch (OutOfMemoryError e) {
            left.set(null); // the search ends here, and nothing has to be complete
            throw e;
        }
    }
}
