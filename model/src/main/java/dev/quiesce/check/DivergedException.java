package dev.quiesce.check;

/** A schedule that the program cannot follow; the message says at which step and why. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DivergedException(String message) {
        super(message);
    }
}
