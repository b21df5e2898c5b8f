package dev.quiesce.cli;

/** A command line that asks for what is not there; the message says what there is. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }
}
