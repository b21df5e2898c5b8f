package dev.quiesce.axiomatic.path;

import dev.quiesce.program.Site;

/** A construct that has no meaning as events; the message names it and where it stands. */
public final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unsupported(String construct, Site site) {
        super("cannot be checked under lkmm: " + construct + " at " + site.position());
    }
}
