package dev.quiesce.check;

/** A checkpoint that a search cannot go on from; the message says why, and names the file. */
public final class UnusableCheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableCheckpointException(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
