package dev.quiesce.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quiesce.simulate.Trace;

/** The steps of a trace in JSON: who moved, what it did, what changed by it, who else could have moved. */
final class JsonTrace {
    private JsonTrace() {}

    static void write(Trace trace, ArrayNode steps) {
        trace.steps().forEach(step -> write(step, steps.addObject()));
    }

    private static void write(Trace.Step step, ObjectNode node) {
        node.put("n", step.number());
        node.put("thread", step.thread());
        Trace.Action main = step.actions().isEmpty() ? null : step.actions().getFirst();
        node.put("function", main == null ? "" : main.function());
        node.put("file", main == null ? "" : main.site().file());
        node.put("line", main == null ? 0 : main.site().line());
        node.put("text", main == null ? "" : main.site().text());
        ArrayNode changed = node.putArray("changed");
        step.changes().forEach(change -> changed.addObject().put("what", change.what()).put("before", change.before())
            .put("after", change.after()));
        ArrayNode enabled = node.putArray("enabled");
        step.enabled().forEach(enabled::add);
    }
}
