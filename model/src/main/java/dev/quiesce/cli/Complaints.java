package dev.quiesce.cli;

import java.util.Objects;

/** Complaints about the checker itself: one line and what to do, and the stack trace only for who asked for it. */
final class Complaints {
    private final Console console;
    private final boolean debug;
    private boolean asked;

    Complaints(Console console, boolean debug) {
        this.console = console;
        this.debug = debug;
    }

    /** The line that says that something in the checker failed while it was {@code doing} something. */
    static String line(String doing, Throwable failure) {
        String what = failure.getClass().getSimpleName()
            + (failure.getMessage() == null ? "" : ": " + Objects.toString(failure.getMessage()).lines().findFirst().orElse(""));
        return "internal error while " + doing + ": " + what;
    }

    /** Says that something in the checker failed while it was {@code doing} something; the line it said, for a report. */
    String internal(String doing, Throwable failure) {
        String line = line(doing, failure);
        console.say(line);
        if (debug) {
            failure.printStackTrace(console.err());
        } else if (!asked) {
            asked = true;
            console.say("this is a bug in quiesce, not in the model; please report it with the model and the output of --debug");
        }
        console.err().flush();
        return line;
    }
}
