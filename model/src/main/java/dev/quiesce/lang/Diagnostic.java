package dev.quiesce.lang;

import java.util.Objects;

/**
 * A diagnostic is one complaint about a model's text, in the form that compilers use and editors jump to.
 *
 * @param file    the file as the user named it
 * @param line    counted from 1
 * @param column  counted from 1
 * @param message what is wrong and what to write instead
 */
public record Diagnostic(String file, int line, int column, Severity severity, String message) {
    /** An error refuses the model; a warning does not. */
    public enum Severity {
        ERROR, WARNING
    }

    public Diagnostic {
        Objects.requireNonNull(file);
        Objects.requireNonNull(severity);
        Objects.requireNonNull(message);
    }

    public static Diagnostic error(String file, int line, int column, String message) {
        return new Diagnostic(file, line, column, Severity.ERROR, message);
    }

    public static Diagnostic warning(String file, int line, int column, String message) {
        return new Diagnostic(file, line, column, Severity.WARNING, message);
    }

    /** {@code file:line:column: error: message}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + (severity == Severity.ERROR ? "error: " : "warning: ") + message;
    }
}
