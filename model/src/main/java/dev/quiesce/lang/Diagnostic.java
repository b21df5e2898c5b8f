package dev.quiesce.lang;

import java.util.Objects;

/**
 * A diagnostic is one complaint about a model's text, in the form that compilers use and editors jump to.
 *
 * @param file    the file as the user named it
 * @param line    counted from 1; 0 if it is about the file as a whole
 * @param column  counted from 1; 0 if it is about the line as a whole
 * @param message what is wrong
 * @param hint    what to write instead; empty if the message says it all
 */
public record Diagnostic(String file, int line, int column, Severity severity, String message, String hint) {
    /** An error refuses the model; a warning does not. */
    public enum Severity {
        ERROR, WARNING
    }

    public Diagnostic {
        Objects.requireNonNull(file);
        Objects.requireNonNull(severity);
        Objects.requireNonNull(message);
        Objects.requireNonNull(hint);
    }

    public static Diagnostic error(String file, int line, int column, String message) {
        return error(file, line, column, message, "");
    }

    public static Diagnostic error(String file, int line, int column, String message, String hint) {
        return new Diagnostic(file, line, column, Severity.ERROR, message, hint);
    }

    public static Diagnostic warning(String file, int line, int column, String message) {
        return new Diagnostic(file, line, column, Severity.WARNING, message, "");
    }

    /** {@code file:line:column: error: message}, and the hint indented on a line of its own. */
    @Override
    public String toString() {
        String position = file + (line == 0 ? "" : ":" + line) + (line == 0 || column == 0 ? "" : ":" + column);
        String word = severity == Severity.ERROR ? "error" : "warning";
        return position + ": " + word + ": " + message + (hint.isEmpty() ? "" : "\n    " + hint);
    }
}
