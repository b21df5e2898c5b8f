package dev.quiesce.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.Trace;

/** The steps of a trace in JSON: who moved, what it did, what changed by it, who else could have moved. */
final class JsonTrace {
    private JsonTrace() {}

    static void write(Trace trace, ArrayNode steps) {
        trace.steps().forEach(step -> write(trace, step, steps.addObject()));
    }

    /** The place of a step: its first statement, or where the run ended before there was one. */
    static Site site(Trace trace, Trace.Step step) {
        boolean ends = step == trace.steps().getLast() && trace.violation() != null;
        return !step.actions().isEmpty() ? step.actions().getFirst().site() : ends ? trace.violation().site() : Site.NONE;
    }

    private static void write(Trace trace, Trace.Step step, ObjectNode node) {
        Site site = site(trace, step);
        node.put("n", step.number());
        node.put("thread", step.thread());
        node.put("function", step.actions().isEmpty() ? "" : step.actions().getFirst().function());
        node.put("file", site.file());
        node.put("line", site.line());
        node.put("text", site.text());
        ArrayNode changed = node.putArray("changed");
        step.changes().forEach(change -> changed.addObject().put("what", change.what()).put("before", change.before())
            .put("after", change.after()));
        ArrayNode enabled = node.putArray("enabled");
        step.enabled().forEach(enabled::add);
    }
}
