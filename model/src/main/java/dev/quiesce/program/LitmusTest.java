package dev.quiesce.program;

import dev.quiesce.program.Condition.Term;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A litmus test is a small program and a question about how it can end.
 *
 * @param name      the name in its first line
 * @param file      the file as the user named it
 * @param program   one function a process, one global a location, one scenario that runs them all
 * @param condition what is asked about
 * @param filter    executions that do not end so do not count
 * @param observed  what its {@code locations} section lists
 * @param recorded  the verdict that a comment records, if any
 */
public record LitmusTest(String name, String file, Program program, Quantifier quantifier, Condition condition,
                         Optional<Condition> filter, List<Term> observed, Optional<Recorded> recorded) {
    public LitmusTest {
        Objects.requireNonNull(name);
        Objects.requireNonNull(file);
        Objects.requireNonNull(program);
        Objects.requireNonNull(quantifier);
        Objects.requireNonNull(condition);
        Objects.requireNonNull(filter);
        observed = List.copyOf(observed);
        Objects.requireNonNull(recorded);
    }

    /** How a condition is asked. */
    public enum Quantifier {
        EXISTS("exists", "Allowed"), NOT_EXISTS("~exists", "Forbidden"), FORALL("forall", "Required");

        private final String keyword;
        private final String kind;

        Quantifier(String keyword, String kind) {
            this.keyword = keyword;
            this.kind = kind;
        }

        public String keyword() {
            return keyword;
        }

        /** What herd7 calls a test with such a question. */
        public String kind() {
            return kind;
        }
    }

    /**
     * A recorded verdict.
     *
     * @param result   {@code Never}, {@code Sometimes}, {@code Always}, {@code DEADLOCK} or {@code Maybe}, as written
     * @param dataRace whether a data race is recorded with it
     */
    public record Recorded(String result, boolean dataRace) {
        public Recorded {
            Objects.requireNonNull(result);
        }
    }

    /** The scenario that runs all processes. */
    public Scenario scenario() {
        return program.scenarios().getFirst();
    }
}
