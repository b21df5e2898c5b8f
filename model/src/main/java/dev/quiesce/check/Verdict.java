package dev.quiesce.check;

/** What a check came to. */
public enum Verdict {
    /** The search was complete and every property held. */
    PROVED,
    /** There is a counterexample. */
    VIOLATED,
    /** Nothing was found, but a bound was hit before the search was complete. */
    BOUNDED,
    /** The scenario could not be judged: no execution completes, or the engine cannot represent it. */
    ERROR
}
