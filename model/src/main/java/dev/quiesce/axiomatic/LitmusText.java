package dev.quiesce.axiomatic;

import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.LitmusTest.Quantifier;
import java.util.Locale;

/**
 * The report on a litmus test, line by line as herd7 writes it, so that the kernel's {@code judgelitmus.sh} reads it
 * unchanged. There is no {@code Hash} line: a hash is herd7's name for a test, not a result.
 */
public final class LitmusText {
    private LitmusText() {}

    public static String of(LitmusResult result) {
        LitmusTest test = result.test();
        StringBuilder out = new StringBuilder();
        line(out, "Test " + test.name() + " " + test.quantifier().kind());
        line(out, "States " + result.states().size());
        result.states().keySet().forEach(state -> line(out, state));
        line(out, result.holds() ? "Ok" : "No");
        line(out, "Witnesses");
        // What a forbidden outcome has for witnesses are the executions without it.
        boolean forbidden = test.quantifier() == Quantifier.NOT_EXISTS;
        long witnesses = forbidden ? result.negative() : result.positive();
        long others = forbidden ? result.positive() : result.negative();
        line(out, "Positive: " + witnesses + " Negative: " + others);
        result.flags().forEach(flag -> line(out, "Flag " + flag));
        line(out, "Condition " + test.quantifier().keyword() + " (" + test.condition() + ")");
        line(out, "Observation " + test.name() + " " + result.observation().word() + " " + result.positive() + " "
            + result.negative());
        line(out, String.format(Locale.ROOT, "Time %s %.2f", test.name(), result.seconds()));
        line(out, "");
        return out.toString();
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append('\n');
    }
}
