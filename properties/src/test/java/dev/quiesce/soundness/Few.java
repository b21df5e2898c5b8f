package dev.quiesce.soundness;

import dev.quiesce.explore.Exploration;
import dev.quiesce.explore.Limits;
import net.jqwik.api.Assume;

/**
 * How large a random program may be. Most have a few hundred states, and one in many thousands has so many that no machine
 * would finish: four like threads, with every choice and register told apart, are enough. Such a program is no example of anything.
 */
final class Few {
    /** States that a naive enumeration visits at most, or a search that another one is held against. */
    static final int STATES = 1 << 18;
    /** More than those by a margin: to exceed it is a mistake of a search that should have found as many or fewer. */
    static final Limits LIMITS = new Limits(2 * STATES, 0, Long.MAX_VALUE);

    private Few() {}

    /** What another search is held against: found whole, or not an example. */
    static Exploration assumed(Exploration e) {
        Assume.that(e.bound().isEmpty() && e.states() <= STATES); // what a limit ends tells the states gone through, not those met
        return e;
    }
}
