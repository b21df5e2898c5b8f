package dev.quiesce.cli;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Options;
import dev.quiesce.check.UnusableCheckpointException;
import dev.quiesce.check.Verdict;
import dev.quiesce.lang.ModelException;
import dev.quiesce.program.Finding;
import dev.quiesce.program.MemoryModel;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A batch checks one row after the other and goes on past whatever goes wrong with one of them: a file that does not
 * compile, a search that runs out of memory, a checker that fails.
 */
final class Batch {
    private static final CheckResult.Statistics NOTHING = new CheckResult.Statistics(0, 0, 0, 0);
    private final Tools tools;
    private final Selection selection;
    private final CheckOptions options;
    private final Complaints complaints;
    private final List<CheckResult> results = new ArrayList<>();
    private final Map<Selection.Row, Future<CheckResult>> tests = new IdentityHashMap<>();
    private ExitCode worst = ExitCode.EXPECTED;
    private Selection.Row current;
    private ProgressLine progress;

    Batch(Tools tools, Selection selection, CheckOptions options, Complaints complaints) {
        this.tools = tools;
        this.selection = selection;
        this.options = options;
        this.complaints = complaints;
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
        try (ExecutorService workers = workers()) {
            startTests(rows, workers);
            rows.forEach(this::row);
            workers.shutdownNow();
        }
    }

    private ExecutorService workers() {
        return Executors.newFixedThreadPool(options.workers,
            Thread.ofPlatform().daemon().name("litmus-", 0).factory());
    }

    /** A litmus test keeps one core busy: several are checked at a time, and their rows wait for them in order. */
    private void startTests(List<Selection.Row> rows, ExecutorService workers) {
        rows.stream().filter(row -> row.litmus() != null).forEach(row ->
            tests.put(row, workers.submit(() -> tools.engine().check(row.litmus(), options.under(row.target(), row.memory(), tools.console()::say)))));
    }

    private void failed(Reading.Failed reading) {
        if (reading.why() instanceof ModelException wrong) {
            wrong.diagnostics().forEach(diagnostic -> tools.console().err().println(diagnostic));
            tools.console().err().flush();
            add(unread(reading.target(), wrong.getMessage()), ExitCode.MODEL);
        } else {
            String line = complaints.internal("reading " + reading.target().name(), reading.why());
            add(unread(reading.target(), line), ExitCode.INTERNAL);
        }
    }

    private void row(Selection.Row row) {
        CheckResult result;
        ExitCode code;
        begin(row);
        try {
            result = check(row, options.under(row.target(), row.memory(), tools.console()::say)).withModel(row.target().name());
            code = ExitCode.of(result);
        } catch (UnusableCheckpointException e) {
            tools.console().say(e.getMessage());
            result = bare(row, Verdict.ERROR, e.getMessage(), "", progress.reached());
            code = ExitCode.USAGE;
        } catch (OutOfMemoryError _) {
            result = stopped("memory: the JVM's " + heap() + " are full; raise with QUIESCE_JAVA_OPTS=-Xmx");
            code = ExitCode.of(result);
        } catch (RuntimeException | Error e) {
            result = bare(row, Verdict.ERROR, complaints.internal("checking " + name(row), e), "", progress.reached());
            code = ExitCode.INTERNAL;
        }
        progress.close();
        add(result, code);
    }

    private CheckResult check(Selection.Row row, Options how) {
        return row.litmus() == null ? tools.engine().check(row.program(), row.scenario(), how, progress)
            : result(tests.get(row));
    }

    private static CheckResult result(Future<CheckResult> test) {
        try {
            return test.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException wrong -> throw wrong;
                case Error wrong -> throw wrong;
                case Throwable wrong -> throw new IllegalStateException(wrong);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private synchronized void begin(Selection.Row row) {
        current = row;
        progress = new ProgressLine(tools.console(), name(row), System::nanoTime);
    }

    private synchronized void add(CheckResult result, ExitCode code) {
        results.add(result);
        worst = worst.worse(code);
        current = null;
    }

    synchronized List<CheckResult> results() {
        return List.copyOf(results);
    }

    synchronized ExitCode worst() {
        return worst;
    }

    /** The results so far, with how far the row has come that is being checked. */
    synchronized List<CheckResult> partial() {
        List<CheckResult> all = new ArrayList<>(results);
        if (current != null) {
            progress.close();
            all.add(stopped("interrupted"));
        }
        return all;
    }

    private CheckResult stopped(String bound) {
        return bare(current, Verdict.BOUNDED, "", bound, progress.reached());
    }

    private static CheckResult bare(Selection.Row row, Verdict verdict, String message, String bound,
                                    CheckResult.Statistics statistics) {
        MemoryModel memory = row.memory().orElse(row.scenario().memory());
        return new CheckResult(row.target().name(), row.scenario().name(), row.program().variant(), row.scenario().about(),
            memory, verdict, row.scenario().expect(), null, null, List.of(), message, statistics, bound, List.of(), Map.of(),
            List.of(), Map.of(), List.of());
    }

    private static CheckResult unread(Target target, String message) {
        return new CheckResult(target.name(), "", "", "", MemoryModel.SC, Verdict.ERROR, Finding.HOLDS, null, null,
            List.of(), message, NOTHING, "", List.of(), Map.of(), List.of(), Map.of(), List.of());
    }

    private static String name(Selection.Row row) {
        String variant = row.program().variant();
        return row.target().name() + " " + row.scenario().name() + (variant.equals("default") ? "" : " [" + variant + "]");
    }

    private static String heap() {
        return Runtime.getRuntime().maxMemory() / (1024 * 1024) + " MB";
    }
}
