package dev.quiesce.stress.emit;

import dev.quiesce.program.Site;

/** Something that a stress test cannot be made of, with where and why. */
public final class CannotEmitException extends RuntimeException {
    public CannotEmitException(Site site, String why) {
        super(site.file().isEmpty() ? why : site.position() + ": " + why);
    }
}
