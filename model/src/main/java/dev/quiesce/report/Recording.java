package dev.quiesce.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Verdict;
import dev.quiesce.program.Finding;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A recording is a violation as the JSON report has it: enough to run it again and to see whether it is still the same.
 *
 * @param row       all of the row but its violation and its trace, which only a new run can bring back
 * @param finding   what was found
 * @param message   the located message
 * @param schedule  the order of steps
 * @param arguments options that the model was read or checked with
 * @param steps     who moved and what it did, in order
 */
public record Recording(CheckResult row, Finding finding, String message, String schedule, List<String> arguments,
                        List<Step> steps) {
    /** One recorded step. */
    public record Step(int number, String thread, String text) {}

    public Recording {
        arguments = List.copyOf(arguments);
        steps = List.copyOf(steps);
    }

    /** The steps of {@code trace} as a recording of it would have them. */
    public static List<Step> steps(Trace trace) {
        return trace.steps().stream()
            .map(step -> new Step(step.number(), step.thread(), JsonTrace.site(trace, step).text())).toList();
    }

    /** True for what is found between runs and not in a step of one: the way there is all that a replay can show again. */
    public static boolean isInNoStep(Finding finding) {
        return finding == Finding.DATA_RACE || finding == Finding.LIVELOCK;
    }

    /**
     * The violations in a whole result file or in one result of it.
     *
     * @throws IllegalArgumentException if {@code json} is neither
     */
    public static List<Recording> read(String json) {
        JsonNode root;
        try {
            root = new JsonMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage() + ", line "
                + e.getLocation().getLineNr(), e);
        }
        int schema = root.path("schema").asInt(JsonReport.SCHEMA);
        if (schema != JsonReport.SCHEMA) {
            throw new IllegalArgumentException("it has schema " + schema + ", and this version reads schema " + JsonReport.SCHEMA);
        }
        List<Recording> found = new ArrayList<>();
        for (JsonNode row : root.has("results") ? root.get("results") : root.isArray() ? root : List.of(root)) {
            if (!row.has("verdict") || !row.has("scenario")) {
                throw new IllegalArgumentException("no results of quiesce check --format json");
            }
            if (row.path("verdict").asText().equals(Verdict.VIOLATED.name()) && row.has("schedule")) {
                found.add(recording(row));
            }
        }
        return found;
    }

    private static Recording recording(JsonNode row) {
        List<Step> steps = list(row.path("trace")).stream().map(step -> new Step(step.path("n").asInt(),
            step.path("thread").asText(), step.path("text").asText())).toList();
        return new Recording(row(row), constant(Finding.class, row, "finding"), row.path("message").asText(),
            row.path("schedule").asText(), strings(row.path("arguments")), steps);
    }

    private static CheckResult row(JsonNode row) {
        Map<String, Boolean> covers = new LinkedHashMap<>();
        row.path("covers").properties().forEach(cover -> covers.put(cover.getKey(), cover.getValue().asBoolean()));
        Map<String, Long> outcomes = new LinkedHashMap<>();
        row.path("outcomes").properties().forEach(outcome -> outcomes.put(outcome.getKey(), outcome.getValue().asLong()));
        MemoryModel memory = constant(MemoryModel.class, row, "memory");
        return new CheckResult(row.path("model").asText(), row.path("scenario").asText(), row.path("variant").asText(), "",
            memory, Verdict.VIOLATED, constant(Finding.class, row, "expected"), null, null, List.of(), "",
            new CheckResult.Statistics(row.path("states").asLong(), row.path("transitions").asLong(),
                row.path("depth").asInt(), row.path("seconds").asDouble(),
                row.path("bytesPerState").asLong() * row.path("states").asLong(), 0), row.path("bound").asText(), List.of(), covers,
            list(row.path("unreached")).stream().map(Recording::site).toList(), outcomes,
            list(row.path("races")).stream().map(Recording::race).toList());
    }

    private static CheckResult.Race race(JsonNode race) {
        JsonNode first = race.path("first");
        JsonNode second = race.path("second");
        return new CheckResult.Race(race.path("object").asText(), site(first), first.path("thread").asText(),
            first.path("writes").asBoolean(), site(second), second.path("thread").asText(), second.path("writes").asBoolean());
    }

    private static Site site(JsonNode site) {
        int line = site.path("line").asInt();
        return new Site(site.path("file").asText(), line, 0, line, 0, site.path("text").asText(), false);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode row, String key) {
        String text = row.path(key).asText();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("unknown " + key + " '" + text + "'");
    }

    private static List<String> strings(JsonNode array) {
        return list(array).stream().map(JsonNode::asText).toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
