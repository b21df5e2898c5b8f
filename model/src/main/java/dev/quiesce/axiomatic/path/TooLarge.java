package dev.quiesce.axiomatic.path;

/** A limit of the engine was reached; the message says which. The check ends as bounded. */
public final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooLarge(String message) {
        super(message);
    }
}
