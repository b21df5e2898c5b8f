package dev.quiesce.report;

import dev.quiesce.check.CheckResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a program of the kernel's selftests prints. */
final class KselftestReport {
    private KselftestReport() {}

    static String render(List<CheckResult> results) {
        List<String> lines = new ArrayList<>(List.of("TAP version 13", "1.." + results.size()));
        for (int i = 0; i < results.size(); i++) {
            CheckResult result = results.get(i);
            lines.addAll(TapLine.lines(result, i + 1, TapLine.name(result.model() + "." + Words.identifier(result))));
        }
        lines.add("# Totals: " + Arrays.stream(TapLine.Count.values())
            .map(count -> count.name().toLowerCase(Locale.ROOT) + ":" + number(results, count))
            .collect(Collectors.joining(" ")));
        return String.join("\n", lines) + "\n";
    }

    private static long number(List<CheckResult> results, TapLine.Count count) {
        return results.stream().filter(result -> TapLine.count(result) == count).count();
    }
}
