package dev.quiesce.report;

import dev.quiesce.check.CheckResult;
import dev.quiesce.program.Finding;
import dev.quiesce.simulate.Trace;
import dev.quiesce.simulate.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The counterexamples as JUnit tests. Each runs one interleaving again and passes if that ends as the model is meant to: what
 * was found by mistake fails until the model is repaired, and again should the mistake come back. Races and livelocks are left
 * out, as no step of an interleaving is one, and so is what only weak memory breaks.
 */
final class JavaReport {
    private static final String HEAD = """
        import static org.junit.jupiter.api.Assertions.assertEquals;

        import dev.quiesce.cli.Regression;
        import dev.quiesce.program.Finding;
        import org.junit.jupiter.api.Test;

        /** Interleavings that break a model; written by quiesce. Models are found from the folder that the tests run in. */
        class %s {
        """;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, Integer> names = new HashMap<>();
    private final Style style;

    JavaReport(Style style) {
        this.style = style;
    }

    String render(List<CheckResult> results) {
        out.append(HEAD.formatted(className(results)));
        for (CheckResult result : results) {
            if (result.violation() != null) {
                test(result, result.violation(), result.trace());
            }
            result.others().forEach(other -> test(result, other.violation(), other.trace()));
        }
        return out.append("}\n").toString();
    }

    /** {@code LowerHandleTest} for tests of {@code lower_handle.c} only. */
    private static String className(List<CheckResult> results) {
        List<String> models = results.stream().map(CheckResult::model).distinct().toList();
        String base = models.size() == 1 ? models.getFirst() : "regression";
        StringBuilder name = new StringBuilder();
        for (String word : base.substring(base.lastIndexOf('/') + 1).replaceFirst("\\.[a-z]+$", "").split("[^A-Za-z0-9]+")) {
            name.append(word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        boolean begins = !name.isEmpty() && Character.isJavaIdentifierStart(name.charAt(0));
        return (begins ? "" : "Model") + name + "Test";
    }

    private void test(CheckResult result, Violation violation, Trace trace) {
        if (trace == null || Recording.isInNoStep(violation.finding())) {
            return;
        }
        List<String> picture = new ArrayList<>(List.of(Words.headline(violation), Words.located(violation)));
        RowText.trace(trace, picture);
        out.append(out.charAt(out.length() - 2) == '{' ? "" : "\n");
        // A backslash and a u begin a character also in a comment, unless there are two backslashes.
        picture.forEach(line -> out.append(("    // " + line.replace("\\u", "\\\\u")).stripTrailing()).append('\n'));
        out.append("    @Test\n    void ").append(methodName(result)).append("() {\n        assertEquals(Finding.")
            .append(result.expected()).append(", Regression.replay(")
            .append(ReplayLine.arguments(result, trace, style).stream().map(JavaReport::quote).collect(Collectors.joining(", ")))
            .append("));").append(result.expected() == Finding.HOLDS ? " // once it is repaired" : "").append("\n    }\n");
    }

    private String methodName(CheckResult result) {
        String name = Words.identifier(result).replaceAll("[^A-Za-z0-9]+", "_");
        int number = names.merge(name, 1, Integer::sum);
        return (Character.isDigit(name.charAt(0)) ? "_" : "") + name + (number == 1 ? "" : "_" + number);
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
