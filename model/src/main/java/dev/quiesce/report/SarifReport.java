package dev.quiesce.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Verdict;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.Trace;
import dev.quiesce.simulate.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * SARIF 2.1.0: a result for each violation, with its interleaving as a code flow that has one thread flow a thread. A
 * violation that the model expects is a note, any other an error; a race beside a verdict is a warning.
 */
final class SarifReport {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private final ArrayNode found;

    private SarifReport(ArrayNode found) {
        this.found = found;
    }

    static String render(List<CheckResult> results) {
        ObjectNode root = new JsonMapper().createObjectNode();
        root.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ArrayNode rules = run.putObject("tool").putObject("driver").put("name", "quiesce").putArray("rules");
        for (Finding finding : Finding.values()) {
            if (finding != Finding.HOLDS) {
                rules.addObject().put("id", finding.name()).putObject("shortDescription").put("text", finding.words());
            }
        }
        run.putArray("invocations").addObject().put("executionSuccessful", Words.number(results, Verdict.ERROR) == 0);
        SarifReport report = new SarifReport(run.putArray("results"));
        results.forEach(report::row);
        return JsonReport.write(root);
    }

    private void row(CheckResult result) {
        switch (result.verdict()) {
            case PROVED -> {
                if (!result.asExpected()) {
                    bare(result, "error", result.expected().name(), "holds, but the model expects " + result.expected());
                }
            }
            case VIOLATED -> {
                violation(result, result.violation(), result.trace(), result.asExpected() ? "note" : "error");
                result.others().forEach(other -> violation(result, other.violation(), other.trace(), "warning"));
            }
            case PROBABLE -> bare(result, "warning", "", Words.proved(result) + ": " + result.message());
            case BOUNDED -> bare(result, "warning", "", Words.bounded(result) + " within a bound: " + result.bound());
            case ERROR -> bare(result, "error", "", "cannot be judged: " + result.message());
        }
        result.races().forEach(race -> race(result, race));
    }

    private void bare(CheckResult result, String level, String rule, String text) {
        ObjectNode node = found.addObject();
        if (!rule.isEmpty()) {
            node.put("ruleId", rule);
        }
        node.put("level", level).putObject("message").put("text", Words.label(result) + ": " + text);
        node.putArray("locations").addObject().putObject("physicalLocation").putObject("artifactLocation")
            .put("uri", uri(result.model()));
    }

    private void violation(CheckResult result, Violation violation, Trace trace, String level) {
        ObjectNode node = found.addObject();
        node.put("ruleId", violation.finding().name()).put("level", level);
        node.putObject("message").put("text", Words.label(result) + ": " + Words.headline(violation) + ": "
            + Words.located(violation));
        node.putArray("locations").add(location(violation.site(), ""));
        if (trace != null) {
            flow(trace, node.putArray("codeFlows").addObject().putArray("threadFlows"));
        }
    }

    private static void flow(Trace trace, ArrayNode flows) {
        for (String thread : trace.steps().stream().map(Trace.Step::thread).distinct().toList()) {
            ArrayNode locations = flows.addObject().put("id", thread).putArray("locations");
            trace.steps().stream().filter(step -> step.thread().equals(thread)).forEach(step -> step.actions()
                .forEach(action -> {
                    ObjectNode place = locations.addObject();
                    place.set("location", location(action.site(), action.note()));
                    place.put("nestingLevel", action.depth()).put("executionOrder", step.number() + 1);
                }));
        }
    }

    private void race(CheckResult result, CheckResult.Race race) {
        ObjectNode node = found.addObject();
        node.put("ruleId", Finding.DATA_RACE.name()).put("level", "warning");
        node.putObject("message").put("text", String.format(Locale.ROOT, "%s: data race on %s between %s and %s",
            Words.label(result), race.object(), race.firstThread(), race.secondThread()));
        node.putArray("locations").add(location(race.first(), ""));
        node.putArray("relatedLocations").add(location(race.second(), "the other access"));
    }

    /** A path as a relative reference: blanks, and whatever else has no place in one, are escaped. */
    private static String uri(String path) {
        String relative = path.contains(":") ? "./" + path : path;
        try {
            return new URI(null, null, relative, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    private static ObjectNode location(Site site, String note) {
        ObjectNode location = new JsonMapper().createObjectNode();
        ObjectNode physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(site.file()));
        if (site.line() > 0) {
            ObjectNode region = physical.putObject("region");
            region.put("startLine", site.line());
            if (site.column() > 0) {
                region.put("startColumn", site.column());
            }
            if (site.endLine() >= site.line() && site.endColumn() > 0) {
                region.put("endLine", site.endLine()).put("endColumn", site.endColumn());
            }
        }
        if (!note.isEmpty() || !site.text().isEmpty()) {
            location.putObject("message").put("text", site.text() + (note.isEmpty() ? "" : " <-- " + note));
        }
        return location;
    }
}
