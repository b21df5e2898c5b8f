package dev.quiesce.explore;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How a search stores states.
 *
 * @param whole       words up to which a state is stored as it is; wider ones are {@linkplain Folding folded}
 * @param fingerprint bits of the {@linkplain Fingerprint fingerprints} that are stored instead of states, 1 to 64; 0 to
 *                    store states
 * @param parents     with fingerprints: also which state each was found from
 */
record Storage(int whole, int fingerprint, boolean parents) {
    static final Storage DEFAULT = new Storage(2, 0, false);

    /** True if states packed by {@code layout} are folded. */
    boolean folds(Layout layout) {
        return fingerprint == 0 && layout.words() > whole;
    }

    boolean keepsStates() {
        return fingerprint == 0;
    }

    /** At least the probability that among so many states one was taken for another, in two digits; 0 if they are stored. */
    double missed(long states) {
        if (keepsStates()) {
            return 0;
        }
        double most = Math.min(1, Math.scalb((double) states * states, -fingerprint - 1));
        return new BigDecimal(most).round(new MathContext(2, RoundingMode.CEILING)).doubleValue();
    }
}
