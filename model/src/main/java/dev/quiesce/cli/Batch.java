package dev.quiesce.cli;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Verdict;
import dev.quiesce.explore.Company;
import dev.quiesce.lang.ModelException;
import dev.quiesce.program.Finding;
import dev.quiesce.program.MemoryModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A batch checks rows side by side, each begun in its turn, and goes on past whatever goes wrong with one of them: a file that
 * does not compile, a search that runs out of memory, a checker that fails. What it tells, it tells in the order of the rows.
 */
final class Batch {
    private static final CheckResult.Statistics NOTHING = new CheckResult.Statistics(0, 0, 0, 0);
    private final Tools tools;
    private final Selection selection;
    private final CheckOptions options;
    private final Complaints complaints;
    private final boolean reported;
    private final List<CheckResult> unread = new ArrayList<>();
    private volatile List<RowCheck> checks = List.of();
    private ExitCode worst = ExitCode.EXPECTED;

    /** @param reported whoever reads the complaints reads the results: what is wrong with a model need not be said twice */
    Batch(Tools tools, Selection selection, CheckOptions options, Complaints complaints, boolean reported) {
        this.tools = tools;
        this.selection = selection;
        this.options = options;
        this.complaints = complaints;
        this.reported = reported;
    }

    /** Checks all rows of {@code targets}. */
    void run(List<Target> targets, Map<String, String> macros) {
        List<Reading> readings = targets.parallelStream().map(target -> Reading.of(target, macros, selection.variants(), tools.library()))
            .toList();
        List<Selection.Row> rows = new ArrayList<>();
        for (Reading reading : readings) {
            switch (reading) {
                case Reading.Model model -> rows.addAll(selection.rows(model));
                case Reading.Litmus litmus -> rows.addAll(selection.rows(litmus.target(), litmus.test()));
                case Reading.Failed failed -> failed(failed);
            }
        }
        if (readings.stream().noneMatch(Reading.Failed.class::isInstance)) {
            selection.complain();
        }
        Company company = new Company(options.workers);
        checks = rows.stream().map(row -> new RowCheck(tools, row, options, company, complaints)).toList();
        try (ExecutorService threads = threads()) {
            checks.forEach(threads::execute);
            checks.forEach(this::await);
        }
    }

    private ExecutorService threads() {
        return Executors.newFixedThreadPool(options.workers, Thread.ofPlatform().daemon().name("row-", 0).factory());
    }

    private void await(RowCheck check) {
        RowCheck.Ended ended = check.await();
        ended.complaint().run();
        worst = worst.worse(ended.code());
    }

    private void failed(Reading.Failed reading) {
        if (reading.why() instanceof ModelException wrong) {
            if (!reported) {
                tools.console().err().println(wrong.getMessage());
                tools.console().err().flush();
            }
            unread(reading.target(), wrong.getMessage(), ExitCode.MODEL);
        } else {
            String line = complaints.internal("reading " + reading.target().name(), reading.why());
            unread(reading.target(), line, ExitCode.INTERNAL);
        }
    }

    private synchronized void unread(Target target, String message, ExitCode code) {
        unread.add(new CheckResult(target.name(), "", "", "", MemoryModel.SC, Verdict.ERROR, Finding.HOLDS, null, null,
            List.of(), message, NOTHING, "", List.of(), Map.of(), List.of(), Map.of(), List.of()));
        worst = worst.worse(code);
    }

    /** The results so far in the order of the rows. */
    List<CheckResult> results() {
        return all(RowCheck::result);
    }

    /** The same with how far the rows have come that are being checked. */
    List<CheckResult> partial() {
        return all(check -> check.result().or(check::reached));
    }

    private synchronized List<CheckResult> all(Function<RowCheck, Optional<CheckResult>> of) {
        return Stream.concat(unread.stream(), checks.stream().map(of).flatMap(Optional::stream)).toList();
    }

    ExitCode worst() {
        return worst;
    }
}
