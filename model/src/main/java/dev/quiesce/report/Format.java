package dev.quiesce.report;

import dev.quiesce.check.CheckResult;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A format is a way to write results down. */
public enum Format {
    /** For a terminal or a mail. */
    TEXT,
    /** Ready to paste into a commit message. */
    COMMIT,
    /** Kernel test anything protocol, version 1. */
    KTAP,
    /** As a program of the kernel's selftests writes, with its exit codes. */
    KSFT,
    /** What forges read. */
    JUNIT,
    /** What editors and code scanning read. */
    SARIF,
    /** Everything, for programs; what {@code quiesce replay} reads. */
    JSON,
    /** One page that needs no other file. */
    HTML,
    /** The counterexamples as graphs. */
    DOT,
    /** Execution graphs drawn. */
    SVG,
    /** The counterexamples as JUnit tests. */
    JAVA;

    /** The name on the command line. */
    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names on the command line, in a row. */
    public static String options() {
        return Arrays.stream(values()).map(Format::option).collect(Collectors.joining(", "));
    }

    /** The results in this format, with a line feed at the end. */
    public String render(List<CheckResult> results, Style style) {
        return switch (this) {
            case TEXT -> new TextReport(style).render(results);
            case COMMIT -> new CommitReport(style).render(results);
            case KTAP -> KtapReport.render(results);
            case KSFT -> KselftestReport.render(results);
            case JUNIT -> new JunitReport(style).render(results);
            case SARIF -> SarifReport.render(results);
            case JSON -> JsonReport.render(results, style);
            case HTML -> new HtmlReport(style).render(results);
            case DOT -> DotReport.render(results);
            case SVG -> SvgReport.render(results);
            case JAVA -> new JavaReport(style).render(results);
        };
    }
}
