package dev.quiesce.cli;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Options;
import dev.quiesce.check.UnusableCheckpointException;
import dev.quiesce.check.Verdict;
import dev.quiesce.explore.Company;
import dev.quiesce.program.MemoryModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * The check of one row, in company of others. What comes of it does not depend on them: a row for which there was too little
 * memory while others used some of it, or too few workers, is checked once more alone.
 */
final class RowCheck implements Runnable {
    private final Tools tools;
    private final Selection.Row row;
    private final CheckOptions options;
    private final Company company;
    private final Complaints complaints;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean awaited;
    /** Null while it is not being checked. */
    private volatile ProgressLine progress;
    private volatile Ended ended;

    /**
     * What came of it.
     *
     * @param complaint says what else there is to say
     */
    record Ended(CheckResult result, ExitCode code, Runnable complaint) {
        Ended(CheckResult result, ExitCode code) {
            this(result, code, () -> { });
        }
    }

    RowCheck(Tools tools, Selection.Row row, CheckOptions options, Company company, Complaints complaints) {
        this.tools = tools;
        this.row = row;
        this.options = options;
        this.company = company;
        this.complaints = complaints;
    }

    /** What came of it; meanwhile it shows how far it is. */
    Ended await() {
        awaited = true;
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while checking " + name(), e);
        }
        return ended;
    }

    /** The result, once there is one. */
    Optional<CheckResult> result() {
        return Optional.ofNullable(ended).map(Ended::result);
    }

    /** How far it has come, if it is being checked; it shows that no more. */
    Optional<CheckResult> reached() {
        return Optional.ofNullable(progress).map(line -> {
            line.close();
            return bare(Verdict.BOUNDED, "", "interrupted", line.reached());
        });
    }

    @Override
    public void run() {
        try {
            if (!check(company::join)) {
                check(company::joinAlone);
            }
        } finally {
            done.countDown();
        }
    }

    /** False if it has to be done once more alone. */
    private boolean check(Supplier<Company.Member> way) {
        try (Company.Member member = way.get()) {
            ProgressLine line = new ProgressLine(tools.console(), name(), System::nanoTime, () -> awaited);
            progress = line;
            ended = check(member, line);
            progress = null;
            line.close();
            return ended != null;
        }
    }

    /** Null if it has to be done once more alone. */
    private Ended check(Company.Member member, ProgressLine line) {
        try {
            CheckResult result = check(member, line, options.under(row.target(), row.memory(), tools.console()::say));
            return result.lacksMemory() && !member.isAlone() ? null
                : new Ended(result.withModel(row.target().name()), ExitCode.of(result));
        } catch (Company.CrowdedException _) {
            return null;
        } catch (UnusableCheckpointException e) {
            return new Ended(bare(Verdict.ERROR, e.getMessage(), "", line.reached()), ExitCode.USAGE,
                () -> tools.console().say(e.getMessage()));
        } catch (RuntimeException | Error e) {
            if (lacksMemory(e)) {
                return member.isAlone() ? new Ended(bare(Verdict.BOUNDED, "", "memory: the JVM's " + heap()
                    + " are full; raise with QUIESCE_JAVA_OPTS=-Xmx", line.reached()), ExitCode.BOUNDED) : null;
            }
            String doing = "checking " + name();
            return new Ended(bare(Verdict.ERROR, Complaints.line(doing, e), "", line.reached()), ExitCode.INTERNAL,
                () -> complaints.internal(doing, e));
        }
    }

    private CheckResult check(Company.Member member, ProgressLine line, Options how) {
        return row.litmus() == null ? tools.engine().check(row.program(), row.scenario(), how, line, member)
            : tools.engine().check(row.litmus(), how);
    }

    private CheckResult bare(Verdict verdict, String message, String bound, CheckResult.Statistics statistics) {
        MemoryModel memory = row.memory().orElse(row.scenario().memory());
        return new CheckResult(row.target().name(), row.scenario().name(), row.program().variant(), row.scenario().about(),
            memory, verdict, row.scenario().expect(), null, null, List.of(), message, statistics, bound, List.of(), Map.of(),
            List.of(), Map.of(), List.of());
    }

    private String name() {
        String variant = row.program().variant();
        return row.target().name() + " " + row.scenario().name() + (variant.equals("default") ? "" : " [" + variant + "]");
    }

    /** True also if it was the JVM that had no memory to link or load something with, which it says in its own way. */
    static boolean lacksMemory(Throwable failure) {
        return failure != null && (failure instanceof OutOfMemoryError || lacksMemory(failure.getCause()));
    }

    private static String heap() {
        return Runtime.getRuntime().maxMemory() / (1024 * 1024) + " MB";
    }
}
