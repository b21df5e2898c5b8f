package dev.quiesce.simulate;

import java.util.Arrays;

/**
 * A state is what a run has come to between two steps: the shared state and the threads by slot, null where a slot is
 * free. Slot 0 runs {@code init} and {@code exit}, the next ones the scenario's threads and softirqs, all further ones
 * are threads that were started on the way. Immutable; equal states have equal futures.
 */
public final class State {
    final SharedState shared;
    final ThreadState[] threads;

    State(SharedState shared, ThreadState[] threads) {
        this.shared = shared;
        this.threads = threads;
    }

    /** True if the scenario has come to its end. */
    public boolean complete() {
        return shared.phase() == SharedState.Phase.DONE;
    }

    /** Slots in use, at most {@link Long#SIZE}. */
    public int slots() {
        return threads.length;
    }

    /** True if there is a thread in the slot that has not finished. */
    public boolean alive(int slot) {
        return slot < threads.length && threads[slot] != null;
    }

    /** The part that more than one thread can see; equal parts are equal objects. */
    public Object sharedPart() {
        return shared;
    }

    /** The part of one thread, null if its slot is free. */
    public Object threadPart(int slot) {
        return threads[slot];
    }

    /** The state that has these parts. */
    public static State of(Object sharedPart, Object[] threadParts, int slots) {
        ThreadState[] threads = new ThreadState[slots];
        for (int s = 0; s < slots; s++) {
            threads[s] = (ThreadState) threadParts[s];
        }
        return new State((SharedState) sharedPart, threads);
    }

    /** True while {@code init} runs: then slot 0 goes before all others. */
    public boolean initializing() {
        return shared.phase() == SharedState.Phase.INIT;
    }

    /** What has been observed, as {@code name=value name=value} in order of appearance in the program. */
    public String observed(Image image) {
        StringBuilder out = new StringBuilder();
        for (int n = 0; n < image.observedNames.size(); n++) {
            if (shared.system().get(SharedState.SystemTable.OBSERVED.ordinal(), n * 2L + 1) != 0) {
                out.append(out.isEmpty() ? "" : " ").append(image.observedNames.get(n)).append('=')
                    .append(shared.system().get(SharedState.SystemTable.OBSERVED.ordinal(), n * 2L));
            }
        }
        return out.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof State s && Arrays.equals(threads, s.threads) && shared.equals(s.shared);
    }

    @Override
    public int hashCode() {
        return shared.hashCode() * 31 + Arrays.hashCode(threads);
    }
}
