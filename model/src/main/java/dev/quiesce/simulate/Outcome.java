package dev.quiesce.simulate;

import dev.quiesce.program.Finding;
import dev.quiesce.program.Site;

/**
 * An outcome is what one way of taking a step came to.
 */
public sealed interface Outcome {
    /**
     * The run goes on in {@code state}.
     *
     * @param choices   the choices made on the way, for replay
     * @param footprint the shared accesses made, for race detection; empty if not asked for
     * @param waits     true if the thread has only come to where it must wait
     */
    record Moved(State state, int[] choices, Access[] footprint, boolean waits) implements Outcome {}

    /** An {@code assume} was false: there is no such run. */
    record Discarded() implements Outcome {}

    /**
     * The step is an error.
     *
     * @param address the address it is about, 0 if none
     */
    record Failed(Finding finding, String message, long address, Site site, int[] choices) implements Outcome {}

    /**
     * The step did not end within a bound without being caught in a cycle.
     *
     * @param limit what there was too much of
     */
    record Endless(Site site, String limit) implements Outcome {}

    /** One access to shared memory; with no bytes it is the taking of a lock, exclusively if {@code write}. */
    record Access(long address, int bytes, boolean write, boolean plain, Site site) {}
}
