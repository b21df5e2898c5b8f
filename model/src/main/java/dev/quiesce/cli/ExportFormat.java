package dev.quiesce.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a scenario can be exported as. */
enum ExportFormat {
    /** A model for SPIN. */
    PROMELA,
    /** A litmus test in C, for herd7. */
    LITMUS,
    /** A test for JCStress. */
    JCSTRESS,
    /** The counterexample as a JUnit test. */
    JUNIT;

    /** The name on the command line. */
    String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names on the command line, in a row. */
    static String options() {
        return Arrays.stream(values()).map(ExportFormat::option).collect(Collectors.joining(", "));
    }
}
