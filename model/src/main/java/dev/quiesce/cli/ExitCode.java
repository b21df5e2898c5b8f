package dev.quiesce.cli;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Verdict;
import java.util.Collection;
import java.util.List;

/** What a command tells its caller, from the best to the worst. */
enum ExitCode {
    /** Everything is as expected. */
    EXPECTED(0),
    /** A bound was hit and nothing was found. */
    BOUNDED(5),
    /** A violation, or a verdict other than the expected one. */
    UNEXPECTED(1),
    /** The command line is wrong. */
    USAGE(64),
    /** The model does not compile. */
    MODEL(65),
    /** The checker is wrong. */
    INTERNAL(70),
    INTERRUPTED(130);

    private static final int KSFT_FAIL = 1;
    private static final int KSFT_XPASS = 3;
    private static final int KSFT_SKIP = 4;

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    ExitCode worse(ExitCode other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** What one row comes to. */
    static ExitCode of(CheckResult result) {
        return switch (result.verdict()) {
            case PROVED, VIOLATED -> result.asExpected() ? EXPECTED : UNEXPECTED;
            case PROBABLE, BOUNDED -> BOUNDED;
            case ERROR -> UNEXPECTED;
        };
    }

    /** The worst of all rows. */
    static ExitCode of(Collection<CheckResult> results) {
        return results.stream().map(ExitCode::of).reduce(EXPECTED, ExitCode::worse);
    }

    /**
     * The number that a program of the kernel's selftests returns: 0 pass, 1 fail, 3 unexpected pass, 4 skip. An
     * expected violation is part of a pass, as its harness counts it.
     */
    static int kselftest(List<CheckResult> results, ExitCode code) {
        return switch (code) {
            case EXPECTED -> 0;
            case BOUNDED -> KSFT_SKIP;
            case UNEXPECTED -> results.stream().allMatch(ExitCode::expectedOrHolds) ? KSFT_XPASS : KSFT_FAIL;
            case USAGE, MODEL, INTERNAL, INTERRUPTED -> KSFT_FAIL;
        };
    }

    private static boolean expectedOrHolds(CheckResult result) {
        return result.asExpected() || result.verdict() == Verdict.PROVED || result.undecided();
    }
}
