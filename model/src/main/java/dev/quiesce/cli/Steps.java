package dev.quiesce.cli;

import dev.quiesce.check.CheckResult;
import dev.quiesce.simulate.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A trace one step at a time: who moves, what it does, what changes, who could have moved instead. */
final class Steps {
    private final Console console;

    Steps(Console console) {
        this.console = console;
    }

    void show(CheckResult result) {
        Trace trace = result.trace();
        for (Trace.Step step : trace.steps()) {
            console.print(text(step));
            if (console.inputTerminal() && !goesOn()) {
                return;
            }
        }
        console.print(trace.violation() == null ? "the end; nothing is violated\n"
            : trace.violation().finding().words() + ": " + trace.violation().site().position() + ": "
                + trace.violation().message() + "\n");
    }

    private boolean goesOn() {
        console.err().print("Enter goes on, q ends: ");
        console.err().flush();
        try {
            String answer = console.in().readLine();
            return answer != null && !answer.strip().equals("q");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Trace.Step step) {
        StringBuilder out = new StringBuilder();
        out.append(step.number()).append(". ").append(step.thread()).append('\n');
        for (Trace.Action action : step.actions()) {
            out.append("     ").append("  ".repeat(action.depth())).append(action.site().text())
                .append(action.note().isEmpty() ? "" : "  <-- " + action.note())
                .append("    ").append(action.site().position()).append('\n');
        }
        for (Trace.Change change : step.changes()) {
            out.append("   ").append(change.what()).append(": ").append(change.before()).append(" -> ").append(change.after())
                .append('\n');
        }
        List<String> others = step.enabled().stream().filter(thread -> !thread.equals(step.thread())).toList();
        if (!others.isEmpty()) {
            out.append("   instead: ").append(String.join(", ", others)).append('\n');
        }
        return out.toString();
    }
}
