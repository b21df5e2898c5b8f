package dev.quiesce.simulate;

import java.util.Arrays;

/**
 * The state of a thread is everything that only it can change: its frames, what it holds and what it has disabled.
 * Immutable.
 */
final class ThreadState {
    /** What a thread is waiting for inside an instruction that it has begun. */
    enum Wait {
        /** Nothing: it is about to begin the instruction it stands at. */
        NONE,
        /** The grace period that it has begun. */
        GRACE_PERIOD,
        /** The grace period after which a callback begins. */
        CALLBACK,
        /** The lock in whose queue it is, to write: what it has disabled to take it is disabled. */
        LOCK,
        /** Its turn: a softirq that has not begun is not a reader yet. */
        START;

        /** True if it goes on when those readers have left that were there when it began to wait. */
        boolean forReaders() {
            return this == GRACE_PERIOD || this == CALLBACK;
        }
    }

    /** How it was started: a position in {@code SpawnKind}, or -1 for a thread of the scenario. */
    final int kind;
    final Frame[] frames;
    /** Locks held, in the order they were taken: address, then kind and context packed by {@link Locks}. */
    final long[] held;
    /** SRCU sections it is in, in order: the domain's address, with the section's index in its lowest bit. */
    final long[] domains;
    /** Counts by {@code Context}: bottom halves, interrupts, preemption disabled, and RCU nesting by flavour. */
    final int disabled;
    final Wait wait;
    /** What it has done that has not taken effect; a thread without frames has come to its end but for that. */
    final StoreBuffer buffer;
    private int hash;

    ThreadState(int kind, Frame[] frames, long[] held, long[] domains, int disabled, Wait wait, StoreBuffer buffer) {
        this.kind = kind;
        this.frames = frames;
        this.held = held;
        this.domains = domains;
        this.disabled = disabled;
        this.wait = wait;
        this.buffer = buffer;
    }

    Frame top() {
        return frames[frames.length - 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ThreadState t && (this == t || hashCode() == t.hashCode() && kind == t.kind
            && disabled == t.disabled && wait == t.wait && Arrays.equals(frames, t.frames)
            && Arrays.equals(held, t.held) && Arrays.equals(domains, t.domains)
            && buffer.equals(t.buffer));
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            int h = kind * 31 + disabled;
            h = h * 31 + wait.ordinal();
            h = h * 31 + Arrays.hashCode(frames);
            h = h * 31 + Arrays.hashCode(held);
            h = h * 31 + Arrays.hashCode(domains);
            h = h * 31 + buffer.hashCode();
            hash = h == 0 ? 1 : h;
        }
        return hash;
    }
}
