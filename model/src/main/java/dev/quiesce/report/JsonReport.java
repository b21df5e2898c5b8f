package dev.quiesce.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quiesce.check.CheckResult;
import java.util.List;
import java.util.Locale;

/**
 * The report for programs, and what {@code quiesce replay} reads. The keys have a fixed order and are always there, but
 * for {@code bound}, {@code sample}, {@code schedule}, {@code arguments}, {@code trace}, {@code others} and those of litmus tests, which
 * come where there is something to say.
 */
final class JsonReport {
    /** Changes whenever a program that reads these results would have to change. */
    static final int SCHEMA = 1;
    private static final ObjectMapper MAPPER = new JsonMapper();

    private JsonReport() {}

    static String render(List<CheckResult> results, Style style) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        ArrayNode rows = root.putArray("results");
        results.forEach(result -> rows.add(row(result, style)));
        return write(root);
    }

    /** {@code tree} indented by two spaces, with a line feed at the end. */
    static String write(ObjectNode tree) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        try {
            return MAPPER.writer(printer).writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode row(CheckResult result, Style style) {
        ObjectNode row = MAPPER.createObjectNode();
        row.put("model", result.model());
        row.put("scenario", result.scenario());
        row.put("variant", result.variant());
        row.put("memory", result.memory().option());
        row.put("verdict", result.verdict().name());
        row.put("finding", result.finding().name());
        row.put("expected", result.expected().name());
        row.put("asExpected", result.asExpected());
        row.put("message", result.violation() == null ? result.message() : Words.located(result.violation()));
        row.put("states", result.statistics().states());
        row.put("transitions", result.statistics().transitions());
        row.put("depth", result.statistics().depth());
        row.put("seconds", Double.parseDouble(String.format(Locale.ROOT, "%.3f", result.statistics().seconds())));
        if (result.statistics().bytes() > 0 && result.statistics().states() > 0) {
            row.put("bytesPerState", (result.statistics().bytes() + result.statistics().states() / 2)
                / result.statistics().states());
        }
        if (result.undecided() && result.statistics().missed() > 0) {
            row.put("missProbability", result.statistics().missed());
        }
        if (!result.bound().isEmpty()) {
            row.put("bound", result.bound());
        }
        ObjectNode covers = row.putObject("covers");
        result.covers().forEach(covers::put);
        ArrayNode unreached = row.putArray("unreached");
        result.unreached().forEach(site -> unreached.addObject().put("file", site.file()).put("line", site.line())
            .put("text", site.text()));
        ObjectNode outcomes = row.putObject("outcomes");
        result.outcomes().forEach(outcomes::put);
        ArrayNode races = row.putArray("races");
        result.races().forEach(race -> races(race, races.addObject()));
        if (result.litmus() != null) {
            litmus(result.litmus(), row);
        }
        if (result.sample() != null) {
            sample(result.sample(), row.putObject("sample"));
        }
        if (result.trace() != null) {
            row.put("schedule", result.trace().schedule());
            if (!style.arguments().isEmpty()) {
                ArrayNode arguments = row.putArray("arguments");
                style.arguments().forEach(arguments::add);
            }
            JsonTrace.write(result.trace(), row.putArray("trace"));
        }
        if (result.violation() != null && result.trace() == null && !result.violation().details().isEmpty()) {
            result.violation().details().forEach(row.putArray("details")::add);
        }
        if (!result.others().isEmpty()) {
            ArrayNode others = row.putArray("others");
            result.others().forEach(other -> other(other, others.addObject()));
        }
        return row;
    }

    private static void other(CheckResult.Alternative other, ObjectNode node) {
        node.put("finding", other.violation().finding().name());
        node.put("message", Words.located(other.violation()));
        if (other.trace() != null) {
            node.put("schedule", other.trace().schedule());
            JsonTrace.write(other.trace(), node.putArray("trace"));
        }
    }

    private static void litmus(CheckResult.Litmus litmus, ObjectNode row) {
        row.put("observation", litmus.observation());
        row.put("positive", litmus.positive());
        row.put("negative", litmus.negative());
        ArrayNode flags = row.putArray("flags");
        litmus.flags().forEach(flags::add);
        if (!litmus.recorded().isEmpty()) {
            row.put("recorded", litmus.recorded());
        }
        if (!litmus.explanation().isEmpty()) {
            litmus.explanation().forEach(row.putArray("explanation")::add);
        }
    }

    private static void sample(CheckResult.Sample sample, ObjectNode node) {
        node.put("strategy", sample.strategy()).put("seed", sample.seed()).put("runs", sample.runs())
            .put("discarded", sample.discarded()).put("cut", sample.cut()).put("lines", sample.lines())
            .put("pairs", sample.pairs()).put("bothOrders", sample.bothOrders());
        if (sample.foundInRun() > 0) {
            node.put("foundInRun", sample.foundInRun()).put("steps", sample.steps()).put("switches", sample.switches());
        }
        if (sample.failing() >= 0) {
            node.put("failing", sample.failing());
        }
    }

    private static void races(CheckResult.Race race, ObjectNode node) {
        node.put("object", race.object());
        node.putObject("first").put("thread", race.firstThread()).put("writes", race.firstWrites())
            .put("file", race.first().file()).put("line", race.first().line()).put("text", race.first().text());
        node.putObject("second").put("thread", race.secondThread()).put("writes", race.secondWrites())
            .put("file", race.second().file()).put("line", race.second().line()).put("text", race.second().text());
    }
}
