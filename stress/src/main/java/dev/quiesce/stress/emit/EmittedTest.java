package dev.quiesce.stress.emit;

import dev.quiesce.stress.predict.Prediction;
import java.util.List;

/**
 * An emitted test.
 *
 * @param className  simple name of the class
 * @param source     its source
 * @param tests      full names of the JCStress tests in it: the class itself, or one nested class for each pair of threads
 * @param threads    threads of the scenario
 * @param prediction what may come of it
 * @param notes      what a reader of the results should know: why regions are locked, which threads run one after another
 */
public record EmittedTest(String className, String source, List<String> tests, int threads, Prediction prediction,
                          List<String> notes) {
    /** The package of every emitted test. */
    public static final String PACKAGE = "dev.quiesce.stress.emitted";

    public EmittedTest {
        tests = List.copyOf(tests);
        notes = List.copyOf(notes);
    }

    /** Full name of the class. */
    public String fullName() {
        return PACKAGE + "." + className;
    }

    /** The path of the source file below a source folder. */
    public String path() {
        return fullName().replace('.', '/') + ".java";
    }
}
