package dev.quiesce.axiomatic.path;

import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction.LockKind;
import dev.quiesce.program.Site;

/** How a path ends. */
public sealed interface Ending {
    /** The thread has returned. */
    record Returned() implements Ending {}

    /** The thread waits here and does not go on. */
    record Waiting(Cause cause, Site site) implements Ending {}

    /** The thread goes on from here, but the walk does not: a loop or a recursion has reached its bound. */
    record Cut(Site loop) implements Ending {}

    /** What a thread waits for. */
    sealed interface Cause {}

    /**
     * For the lock at an address, to be taken like that.
     *
     * @param behind whether it is a reader whom a writer that waits keeps out
     */
    record ForLock(Value lock, LockKind kind, boolean behind) implements Cause {}

    /**
     * For a condition that does not hold.
     *
     * @param first index of the first event that can tell whether it does
     * @param end   index behind the last of them
     */
    record ForCondition(int first, int end) implements Cause {}

    /**
     * For anything new: the turn of a loop that it is in changes nothing.
     *
     * @param first index of the first event of that turn
     * @param end   index behind the last
     */
    record ForChange(int first, int end) implements Cause {}

    /** For readers to leave their sections. */
    record ForReaders() implements Cause {}

    /** For callbacks to return. */
    record ForCallbacks() implements Cause {}

    /** The thread commits an error here, whatever the others do. {@code subject} may be null. */
    record Failed(Finding finding, String message, Value subject, Site site) implements Ending {}

    /** The thread accesses {@code address} here, and no object is there. */
    record Astray(Value address, int bytes, boolean write, Site site) implements Ending {}
}
