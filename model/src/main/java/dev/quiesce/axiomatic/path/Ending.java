package dev.quiesce.axiomatic.path;

import dev.quiesce.program.Finding;
import dev.quiesce.program.Site;

/** How a path ends. */
public sealed interface Ending {
    /** The thread has returned. */
    record Returned() implements Ending {}

    /** The thread waits here and does not go on: for the lock at {@code lock}, or for something else if that is null. */
    record Waiting(Value lock, String what, Site site) implements Ending {}

    /** The thread commits an error here, whatever the others do. {@code subject} may be null. */
    record Failed(Finding finding, String message, Value subject, Site site) implements Ending {}

    /** The thread accesses {@code address} here, and no object is there. */
    record Astray(Value address, int bytes, boolean write, Site site) implements Ending {}
}
