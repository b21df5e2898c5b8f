package dev.quiesce.report;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Verdict;
import dev.quiesce.program.Finding;
import java.util.ArrayList;
import java.util.List;

/** A TAP line is one row as the kernel's test protocols write it: the diagnostics, then the result with its directive. */
final class TapLine {
    /** How a row counts in the totals of the kernel's selftests. */
    enum Count {
        PASS, FAIL, XFAIL, XPASS, SKIP, ERROR
    }

    private TapLine() {}

    static Count count(CheckResult result) {
        return switch (result.verdict()) {
            case PROVED -> result.asExpected() ? Count.PASS : Count.XPASS;
            case VIOLATED -> result.asExpected() ? Count.XFAIL : Count.FAIL;
            case PROBABLE, BOUNDED -> Count.SKIP;
            case ERROR -> Count.ERROR;
        };
    }

    /** The row as test {@code name}, number {@code number}, preceded by what it has to say. */
    static List<String> lines(CheckResult result, int number, String name) {
        List<String> lines = new ArrayList<>();
        if (result.violation() != null) {
            comment(Words.headline(result.violation()), lines);
            comment(Words.located(result.violation()), lines);
        } else {
            result.message().lines().forEach(line -> comment(line, lines));
        }
        if (count(result) == Count.FAIL || count(result) == Count.XPASS) {
            comment("expected " + (result.expected() == Finding.HOLDS ? "to hold" : result.expected().words()), lines);
        }
        lines.add((ok(result) ? "ok " : "not ok ") + number + " " + name + directive(result));
        return lines;
    }

    static boolean ok(CheckResult result) {
        return switch (count(result)) {
            case PASS, XFAIL -> true;
            case SKIP -> !timedOut(result);
            case FAIL, XPASS, ERROR -> false;
        };
    }

    /** A name without what the protocols take apart. */
    static String name(String text) {
        return text.replaceAll("[^A-Za-z0-9_./+-]", "_");
    }

    private static String directive(CheckResult result) {
        return switch (count(result)) {
            case PASS, FAIL -> "";
            case XFAIL -> " # XFAIL " + result.finding().words();
            case XPASS -> " # XPASS " + result.expected().words() + " expected";
            case SKIP -> timedOut(result) ? " # TIMEOUT" : " # SKIP " + firstLine(result.verdict() == Verdict.PROBABLE ? Words.proved(result) : result.bound());
            case ERROR -> " # ERROR " + firstLine(result.message());
        };
    }

    private static boolean timedOut(CheckResult result) {
        return result.bound().startsWith("time");
    }

    private static String firstLine(String text) {
        return Lines.ascii(text.lines().findFirst().orElse("")).replace("#", "");
    }

    private static void comment(String text, List<String> lines) {
        lines.add("# " + Lines.ascii(text));
    }
}
