package dev.quiesce.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.quiesce.check.CheckResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** KTAP version 1: a test for each model, a subtest for each row. */
final class KtapReport {
    private static final String VERSION = "KTAP version 1";

    private KtapReport() {}

    static String render(List<CheckResult> results) {
        Map<String, List<CheckResult>> models = results.stream()
            .collect(groupingBy(CheckResult::model, LinkedHashMap::new, toList()));
        List<String> lines = new ArrayList<>(List.of(VERSION, "1.." + models.size()));
        int number = 0;
        for (Map.Entry<String, List<CheckResult>> model : models.entrySet()) {
            number++;
            subtests(model.getKey(), model.getValue()).forEach(line -> lines.add("  " + line));
            lines.add((model.getValue().stream().allMatch(TapLine::ok) ? "ok " : "not ok ") + number + " " + TapLine.name(model.getKey()));
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> subtests(String model, List<CheckResult> rows) {
        List<String> lines = new ArrayList<>(List.of(VERSION, "# Subtest: " + TapLine.name(model), "1.." + rows.size()));
        for (int i = 0; i < rows.size(); i++) {
            lines.addAll(TapLine.lines(rows.get(i), i + 1, Words.identifier(rows.get(i))));
        }
        return lines;
    }
}
