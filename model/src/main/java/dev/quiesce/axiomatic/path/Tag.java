package dev.quiesce.axiomatic.path;

/**
 * What an event is to a memory model, in the terms of {@code linux-kernel.bell} and {@code lock.cat}. The two halves
 * of a read-modify-write carry the same tag.
 */
public enum Tag {
    // accesses
    PLAIN,
    /** As plain, but its races are intended. */
    RACY, ONCE, NORETURN, ACQUIRE, RELEASE, FULL,
    /** The read of a lock that is taken. */
    LOCK_READ,
    /** The write of a lock that is taken. */
    LOCK_WRITE,
    UNLOCK,
    /** A lock that is seen taken: by a trylock that fails or a question that is answered yes. */
    LOCK_SEEN_TAKEN,
    /** A lock that is seen free. */
    LOCK_SEEN_FREE,
    SRCU_LOCK, SRCU_UNLOCK,
    /** The end of an object's life, as a write that nobody reads. */
    FREE,
    /** An access of a ghost block: as plain, and it races with nothing. */
    GHOST,
    // fences
    MB, RMB, WMB, BARRIER, BEFORE_ATOMIC, AFTER_ATOMIC, AFTER_SPINLOCK, AFTER_UNLOCK_LOCK, AFTER_SRCU_READ_UNLOCK,
    RCU_LOCK, RCU_UNLOCK, SYNC_RCU,
    /** A fence with a location. */
    SYNC_SRCU;

    /** True for accesses of locks other than SRCU's. */
    public boolean isLock() {
        return switch (this) {
            case LOCK_READ, LOCK_WRITE, UNLOCK, LOCK_SEEN_TAKEN, LOCK_SEEN_FREE -> true;
            default -> false;
        };
    }
}
