package dev.quiesce.simulate;

import java.util.Objects;

/** A step of a {@link Session} was a violation: what it was, and the whole run that led to it. */
public final class ViolationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Trace trace;

    ViolationException(Trace trace) {
        super(sentence(trace.violation()));
        this.trace = Objects.requireNonNull(trace);
    }

    private static String sentence(Violation v) {
        return v.finding().words() + (v.subject().isEmpty() ? "" : ": " + v.subject())
            + (v.message().isEmpty() ? "" : ": " + v.message()) + " at " + v.site().position()
            + (v.thread().isEmpty() ? "" : " by " + v.thread())
            + (v.details().isEmpty() ? "" : " (" + String.join("; ", v.details()) + ")");
    }

    /** What happened, and where. */
    public Violation violation() {
        return trace.violation();
    }

    /** The run from the start of the session, the violation at its end. */
    public Trace trace() {
        return trace;
    }
}
