package dev.quiesce.axiomatic.path;

import dev.quiesce.program.Site;

/** A construct that has no meaning as events; the message names it and where it stands. */
public final class Unsupported extends RuntimeException {
    /** Such accesses would have to be events, and those of the thread that it belongs to are none. */
    public static final String OTHERS_STACK = "an access to a variable on the stack of another thread";

    private static final long serialVersionUID = 1L;

    public Unsupported(String construct, Site site) {
        super("cannot be checked under lkmm: " + construct + " at " + site.position());
    }
}
