package dev.quiesce.axiomatic;

import dev.quiesce.lang.ModelException;
import dev.quiesce.lang.litmus.LitmusReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Compares this engine with answers that herd7 has given: {@code Agreement DIR [exhaustive] [seconds] [workers]} reads
 * {@code DIR/verdicts.csv} and the tests it names, and prints what differs and what it took.
 */
public final class Agreement {
    /** One line of {@code verdicts.csv}. */
    private record Answer(String path, String verdict, String flags, String positive, String negative, double seconds,
                          String note) {
        static Answer parse(String line) {
            String[] cells = line.split(",", -1);
            return new Answer(cells[0], cells[1], cells[2], cells[3], cells[4], Double.parseDouble(cells[6]), cells[7]);
        }

        String counts() {
            return positive + "/" + negative;
        }
    }

    /** What came of one test. */
    private record Row(Answer herd, String verdict, String flags, String counts, double seconds, String problem) {}

    private final Path directory;
    private final LitmusOptions options;

    private Agreement(Path directory, LitmusOptions options) {
        this.directory = directory;
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Path directory = Path.of(arguments[0]);
        boolean exhaustive = arguments.length > 1 && arguments[1].equals("exhaustive");
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
        int workers = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1;
        String only = arguments.length > 4 ? arguments[4] : "";
        LitmusOptions options =
            LitmusOptions.DEFAULT.withExhaustive(exhaustive).withTimeout(Duration.ofSeconds(seconds));
        List<Answer> answers = Files.readAllLines(directory.resolve("verdicts.csv")).stream().skip(1)
            .map(Answer::parse).filter(answer -> answer.path().contains(only)).toList();
        new Agreement(directory, options).report(answers, workers);
    }

    private void report(List<Answer> answers, int workers) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        List<Row> rows = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            List<Future<Row>> futures = answers.stream().map(answer -> pool.submit(() -> row(answer))).toList();
            for (Future<Row> future : futures) {
                rows.add(future.get());
            }
        }
        double wall = (System.nanoTime() - start) / 1e9;
        rows.stream().filter(row -> !row.problem().isEmpty()).forEach(row -> System.out.printf(Locale.ROOT,
            "%-70s herd7 %s %s %s, here %s %s %s: %s%n", row.herd().path(), row.herd().verdict(), row.herd().counts(),
            row.herd().flags(), row.verdict(), row.counts(), row.flags(), row.problem()));
        summary(rows, wall);
    }

    private static void summary(List<Row> rows, double wall) {
        double cpu = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime() / 1e9;
        double herd = rows.stream().mapToDouble(row -> row.herd().seconds()).sum();
        long agree = rows.stream().filter(row -> row.problem().isEmpty()).count();
        System.out.printf(Locale.ROOT, "%d tests, %d agree%n", rows.size(), agree);
        System.out.printf(Locale.ROOT, "CPU %.2f s for the process, wall %.2f s; herd7 %.2f s; ratio %.1f%n", cpu, wall,
            herd, herd / cpu);
        System.out.println("slowest: " + rows.stream().sorted((a, b) -> Double.compare(b.seconds(), a.seconds())).limit(12)
            .map(row -> String.format(Locale.ROOT, "%n  %.3f s %s", row.seconds(), row.herd().path()))
            .collect(Collectors.joining()));
    }

    private Row row(Answer answer) throws IOException {
        Path file = directory.resolve(answer.path());
        LitmusResult result;
        try {
            result = LitmusChecker.check(LitmusReader.read(answer.path(), Files.readString(file)), options);
        } catch (ModelException e) {
            return new Row(answer, "ERROR", "", "", 0, answer.verdict().equals("ERROR") ? "" : e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            e.printStackTrace();
            return new Row(answer, "CRASH", "", "", 0, e.toString());
        }
        String verdict = result.bound().isPresent() ? "TIMEOUT" : result.observation().word();
        String counts = result.positive() + "/" + result.negative();
        String flags = String.join("|", result.flags());
        return new Row(answer, verdict, flags, counts, result.seconds(), problem(answer, result, verdict, flags, counts));
    }

    private String problem(Answer herd, LitmusResult result, String verdict, String flags, String counts) {
        List<String> problems = new ArrayList<>();
        boolean decided = !herd.verdict().equals("TIMEOUT");
        if (result.bound().isPresent()) {
            problems.add(result.bound().get());
        } else if (decided && !herd.verdict().equals(verdict)) {
            problems.add("verdict");
        }
        boolean counted = !herd.positive().isEmpty();
        if (options.exhaustive() && counted && !herd.counts().equals(counts)) {
            problems.add("counts");
        }
        if (decided && !sorted(herd.flags()).equals(flags)) {
            problems.add("flags");
        }
        return String.join(", ", problems);
    }

    private static String sorted(String flags) {
        return Arrays.stream(flags.split("\\|")).sorted().collect(Collectors.joining("|"));
    }
}
