package dev.quiesce.axiomatic;

import dev.quiesce.program.LitmusTest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of a litmus test.
 *
 * @param positive executions that satisfy the condition: all of them in an exhaustive check, else those that were seen
 * @param negative executions that do not
 * @param states   the outcomes that were seen, as herd7 writes them, with how many executions have each
 * @param flags    what herd7 would flag, by its words, sorted
 * @param bound    what ended the check before the answer was known; empty if it is
 * @param notes    what a reader should know besides, such as a loop that was cut as herd7 cuts it
 * @param witness  an execution that satisfies the condition, or one that does not if the condition must always hold
 */
public record LitmusResult(LitmusTest test, long positive, long negative, SortedMap<String, Long> states,
                           List<String> flags, Optional<String> bound, List<String> notes, double seconds,
                           Optional<ExecutionGraph> witness) {
    public LitmusResult {
        Objects.requireNonNull(test);
        states = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(states));
        flags = List.copyOf(flags);
        Objects.requireNonNull(bound);
        notes = List.copyOf(notes);
        Objects.requireNonNull(witness);
    }

    /** How often a condition holds. */
    public enum Observation {
        NEVER("Never"), SOMETIMES("Sometimes"), ALWAYS("Always");

        private final String word;

        Observation(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public Observation observation() {
        if (positive == 0) {
            return Observation.NEVER;
        }
        return negative == 0 ? Observation.ALWAYS : Observation.SOMETIMES;
    }

    /** True if there is no execution at all: a deadlock, or a filter that nothing passes. */
    public boolean isEmpty() {
        return positive == 0 && negative == 0 && bound.isEmpty();
    }

    /** True if the question of the test is answered with yes. */
    public boolean holds() {
        return switch (test.quantifier()) {
            case EXISTS -> positive > 0;
            case NOT_EXISTS -> positive == 0;
            case FORALL -> negative == 0;
        };
    }

    /**
     * True if the recorded verdict is this one, or if none is recorded. As the kernel's {@code judgelitmus.sh} has it:
     * {@code Maybe} agrees with everything, and a recorded data race replaces the verdict.
     */
    public boolean asRecorded() {
        if (test.recorded().isEmpty()) {
            return true;
        }
        LitmusTest.Recorded recorded = test.recorded().get();
        if (recorded.dataRace()) {
            return flags.contains("data-race");
        }
        return switch (recorded.result()) {
            case "Maybe" -> true;
            case "DEADLOCK" -> isEmpty();
            default -> !isEmpty() && bound.isEmpty() && observation().word().equals(recorded.result());
        };
    }
}
