package dev.quiesce.axiomatic.path;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Foresight is what is known of values before executions are looked at: an upper bound of what each may be. */
public interface Foresight {
    /**
     * What a value may be; null for anything, empty if nothing is known yet.
     *
     * @param thread the thread that computes it
     * @param events what that thread has done so far
     * @param known  what the reads among those events may return, by index, as far as it was asked before; is added to
     */
    Set<Long> of(Value value, int thread, List<Event> events, Map<Integer, Set<Long>> known);

    /** True if some access to that address of so many bytes may hit no object, or one that is gone. */
    boolean mayFault(long address, int bytes, boolean write);
}
