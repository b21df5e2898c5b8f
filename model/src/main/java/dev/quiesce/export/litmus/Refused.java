package dev.quiesce.export.litmus;

import dev.quiesce.program.Site;

/** Something that no litmus test can say. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Site site;
    private final String instead;

    /**
     * Refuses a model.
     *
     * @param site    where it is; {@link Site#NONE} if it is nowhere in particular
     * @param what    what it is
     * @param instead what to do instead
     */
    Refused(Site site, String what, String instead) {
        super(what);
        this.site = site;
        this.instead = instead;
    }

    public Site site() {
        return site;
    }

    public String instead() {
        return instead;
    }

    /** The same, at a place in the user's own file. */
    Refused at(Site place) {
        return place == Site.NONE || site != Site.NONE && !site.library() ? this : new Refused(place, getMessage(), instead);
    }
}
