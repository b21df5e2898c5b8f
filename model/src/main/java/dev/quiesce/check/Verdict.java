package dev.quiesce.check;

/** What a check came to. */
public enum Verdict {
    /** The search was complete and every property held. */
    PROVED,
    /** The same, but only fingerprints of states were kept: one may have been taken for another and left out. */
    PROBABLE,
    /** There is a counterexample. */
    VIOLATED,
    /** Nothing was found, but a bound was hit before the search was complete. */
    BOUNDED,
    /** The scenario could not be judged: no execution completes, or the engine cannot represent it. */
    ERROR
}
