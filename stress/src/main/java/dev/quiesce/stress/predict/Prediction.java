package dev.quiesce.stress.predict;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A prediction is what may come of a test.
 *
 * @param outcomes every outcome that is predicted, with why
 * @param pending  why the outcomes under SC may not be all; empty if they are
 * @param missing  why those of the weak model may not be all; empty if they are
 */
public record Prediction(Map<String, Reason> outcomes, String pending, String missing) {
    /** What a run is called that proves nothing: a thread waited too long, or an assumption did not hold. */
    public static final Map<String, String> NOT_COUNTED = Map.of(
        "gave up", "A thread waited too long. Proves nothing.",
        "discarded", "An assume() was false. Proves nothing.");

    public Prediction {
        outcomes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
        Objects.requireNonNull(pending);
        Objects.requireNonNull(missing);
    }

    /** Why an outcome that is not predicted would be no error; empty if it would be one. */
    public String open() {
        return pending.isEmpty() || missing.isEmpty() ? pending + missing : pending + "; " + missing;
    }

    /** The same for a test in which each access takes one and the same lock: it can show nothing but interleavings. */
    public Prediction underOneLock() {
        Map<String, Reason> interleavings = new LinkedHashMap<>(outcomes);
        interleavings.values().removeIf(reason -> reason.by() != By.SC);
        return new Prediction(interleavings, pending, "");
    }

    /** Who predicts an outcome. */
    public enum By {
        /** Some interleaving of the threads. */
        SC("SC"),
        /** No interleaving, but store buffers, or what else the memory model allows. */
        WEAK("weak"),
        /** Nobody. */
        NONE("none");

        private final String word;

        By(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Why an outcome is predicted. */
    public record Reason(By by, String words) {}

    /** Who predicts {@code outcome}. */
    public By by(String outcome) {
        Reason reason = outcomes.get(outcome);
        return reason == null ? By.NONE : reason.by();
    }

    /** Why {@code outcome} is predicted, or that it is not. */
    public String why(String outcome) {
        Reason reason = outcomes.get(outcome);
        return reason != null ? reason.words() : open().isEmpty() ? "Not predicted." : "Not predicted under SC; " + open() + ".";
    }

    /** True if seeing {@code outcome} is an error of somebody: the checker, the emitter, the JVM or the processor. */
    public boolean forbids(String outcome) {
        return open().isEmpty() && !outcomes.containsKey(outcome) && !NOT_COUNTED.containsKey(outcome);
    }
}
