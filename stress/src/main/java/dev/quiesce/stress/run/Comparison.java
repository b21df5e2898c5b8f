package dev.quiesce.stress.run;

import dev.quiesce.stress.emit.EmittedTest;
import dev.quiesce.stress.predict.Prediction;
import dev.quiesce.stress.predict.Prediction.By;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was predicted of a test beside what was seen.
 *
 * @param title how the table is headed
 * @param how   what ran it
 */
public record Comparison(String title, EmittedTest test, Tally seen, String how) {
    /** One line of the table. */
    public record Row(String outcome, By by, long times, String why) {}

    /** Every outcome that was predicted or seen: those predicted under SC first. */
    public List<Row> rows() {
        Prediction prediction = test.prediction();
        Set<String> outcomes = new LinkedHashSet<>(prediction.outcomes().keySet());
        outcomes.addAll(seen.times().keySet());
        List<Row> rows = new ArrayList<>();
        for (String outcome : outcomes) {
            if (!Prediction.NOT_COUNTED.containsKey(outcome)) {
                rows.add(new Row(outcome, prediction.by(outcome), seen.of(outcome), prediction.why(outcome)));
            }
        }
        return rows;
    }

    /** Outcomes that nobody predicted and that therefore are errors. */
    public List<String> unpredicted() {
        return seen.times().keySet().stream().filter(test.prediction()::forbids).toList();
    }

    /** True if something was seen that neither was predicted nor is known to be an error. */
    public boolean undecided() {
        return seen.times().keySet().stream().anyMatch(o -> test.prediction().by(o) == By.NONE
            && !test.prediction().forbids(o) && !Prediction.NOT_COUNTED.containsKey(o));
    }

    /** Samples that proved nothing. */
    public long notCounted() {
        return Prediction.NOT_COUNTED.keySet().stream().mapToLong(seen::of).sum();
    }

    /** The table as text. */
    public String table() {
        List<Row> rows = rows();
        int widest = Math.max("outcome".length(), rows.stream().mapToInt(r -> r.outcome().length()).max().orElse(0));
        StringBuilder out = new StringBuilder(title).append(": ").append(grouped(seen.samples())).append(" samples by ")
            .append(how).append('\n');
        String line = "  %-" + widest + "s  %-9s  %12s  %s%n".replace("%n", "\n");
        out.append(line.formatted("outcome", "predicted", "times seen", "why"));
        for (Row row : rows) {
            out.append(line.formatted(row.outcome(), row.by().word(), grouped(row.times()), row.why()));
        }
        if (notCounted() > 0) {
            out.append("  not counted: ").append(grouped(notCounted())).append(notCounted() == 1 ? " sample" : " samples")
                .append(" in which a thread gave up or an assume() was false\n");
        }
        test.notes().forEach(note -> out.append("  note: ").append(note).append('\n'));
        return out.toString();
    }

    private static String grouped(long number) {
        return String.format(java.util.Locale.ROOT, "%,d", number);
    }
}
