package dev.quiesce.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Options;
import dev.quiesce.check.Progress;
import dev.quiesce.check.Verdict;
import dev.quiesce.explore.Company;
import dev.quiesce.program.Finding;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.report.Samples;
import dev.quiesce.simulate.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Rows that are checked side by side")
@Timeout(600)
class SideBySideTest {
    private static final String LARGE = Path.of("..", "bench", "models", "offload.c").toString();
    private static final int MEGABYTE = 1 << 20;
    private final Cli cli = new Cli();
    private final Terminal terminal = Terminal.real();

    @TempDir
    private Path folder;

    /** Of the three rows of the model {@code flow}, from 0. */
    private static int number(Scenario scenario) {
        return scenario.name().equals("flow_again") ? 2 : scenario.expect() == Finding.HOLDS ? 1 : 0;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With one worker and with several: the same but for the time that it took. */
    private void assertSame(String... arguments) {
        List<String> command = new ArrayList<>(List.of("check", "--format", "json", "--workers", "1"));
        command.addAll(List.of(arguments));
        Terminal.Ran one = terminal.run(command.toArray(String[]::new));
        command.set(command.indexOf("1"), "4");
        Terminal.Ran several = terminal.run(command.toArray(String[]::new));
        assertEquals(one.code(), several.code(), several.err());
        assertEquals(timeless(one.out()), timeless(several.out()));
    }

    private static String timeless(String json) {
        return json.replaceAll("\"seconds\" : [0-9.E-]+", "").replaceAll("(Time \\S+) [0-9.]+", "$1");
    }

    @Test
    @DisplayName("come to what they come to one after the other: all bundled models")
    void bundledModels() {
        Library library = Library.ofResources();
        assertSame(library.bundled().stream().filter(name -> !name.contains("lifecycle")).toArray(String[]::new));
        assertSame("xfrm/lifecycle", "--max-states", "50");
    }

    @Test
    @DisplayName("come to what they come to one after the other: other memory models")
    void otherMemoryModels() {
        assertSame("xfrm/weak_memory", "src/test/resources/lkmm", "--memory", "sc,tso,lkmm");
    }

    @Test
    @DisplayName("come to what they come to one after the other: large ones")
    void largeRows() throws IOException {
        List<String> arguments = new ArrayList<>();
        for (String name : List.of("a.c", "b.c", "c.c")) {
            arguments.add(Files.copy(Path.of(LARGE), folder.resolve(name)).toString());
        }
        Stream.of("N=1", "F=2", "K=2", "M=2", "FLUSH=1", "FAILOVER=1", "STRICT=2").forEach(macro -> arguments.add("-D" + macro));
        arguments.add("xfrm/unhash");
        assertSame(arguments.toArray(String[]::new));
    }

    @Test
    @DisplayName("are told in their order, whichever ends first")
    void toldInOrder() {
        CyclicBarrier together = new CyclicBarrier(3);
        List<CountDownLatch> ended = List.of(new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(0));
        Terminal.Ran ran = cli.answering(scenario -> {
            int row = number(scenario);
            try {
                together.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            await(ended.get(row + 1));
            ended.get(row).countDown();
            throw new IllegalStateException("row " + row);
        }).run("check", "flow", "--workers", "3");
        assertEquals(70, ran.code());
        assertTrue(ran.err().matches("(?s).*flow_teardown \\[buggy]: .*: row 0\n.*this is a bug.*: row 1\n.*flow_again.*: row 2\n"), ran.err());
        assertTrue(ran.out().matches("(?s).*row 0\n.*row 1\n.*row 2\n.*"), ran.out());
    }

    @Test
    @DisplayName("are one after the other in their order with one worker")
    void oneWorker() {
        AtomicInteger running = new AtomicInteger();
        List<Integer> begun = new ArrayList<>();
        cli.answering(scenario -> {
            assertEquals(1, running.incrementAndGet());
            begun.add(number(scenario));
            running.decrementAndGet();
            return Samples.proved();
        }).run("check", "flow", "--workers", "1");
        assertEquals(List.of(0, 1, 2), begun);
    }

    @Test
    @DisplayName("are all told of when the process is interrupted: results, and how far the others have come")
    void interrupted() {
        Terminal nobody = new Terminal(cli, cli);
        CheckOptions options = new CheckOptions();
        options.workers = 2;
        Batch batch = new Batch(new Tools(nobody.console(), cli, cli), Selection.of(List.of(), List.of(), List.of()), options,
            new Complaints(nobody.console(), false), false);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        List<CheckResult> partial = new ArrayList<>();
        // One thread is kept busy by row 0, so the other has ended row 1 when it begins row 2.
        cli.answering(scenario -> {
            switch (number(scenario)) {
                case 0 -> {
                    begun.countDown();
                    await(asked);
                }
                case 1 -> { }
                default -> {
                    await(begun);
                    partial.addAll(batch.partial());
                    asked.countDown();
                }
            }
            return Samples.proved();
        });
        batch.run(List.of(Target.bundled("net/flow.c")), Map.of());
        assertEquals(List.of(Verdict.BOUNDED, Verdict.PROVED, Verdict.BOUNDED), partial.stream().map(CheckResult::verdict).toList());
        assertEquals("interrupted", partial.getLast().bound());
        assertEquals("flow_again", partial.getLast().scenario());
    }

    static Stream<Error> outOfMemory() {
        Error full = new OutOfMemoryError("Java heap space");
        return Stream.of(full, new BootstrapMethodError("bootstrap method initialization exception", new InternalError(full)));
    }

    @DisplayName("do not run out of memory that others have: such a row is checked once more alone")
    @ParameterizedTest(name = "{0}")
    @MethodSource("outOfMemory")
    void memoryOfOthers(Error full) {
        CountDownLatch accompanied = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        Map<Integer, Integer> checks = new ConcurrentHashMap<>();
        Terminal.Ran ran = cli.answering(scenario -> {
            int row = number(scenario);
            int before = running.getAndIncrement();
            try {
                if (checks.merge(row, 1, Integer::sum) > 1) {
                    assertEquals(0, row);
                    assertEquals(0, before, "not alone");
                    return Samples.flow();
                }
                if (row == 0) {
                    await(accompanied);
                    failed.countDown();
                    throw full;
                }
                accompanied.countDown();
                await(failed);
                return Samples.proved();
            } finally {
                running.decrementAndGet();
            }
        }).run("check", "flow", "--workers", "2");
        assertEquals(0, ran.code(), ran.out() + ran.err());
        assertEquals(Map.of(0, 2, 1, 1, 2, 1), checks);
    }

    /** The checker, but for one row that holds memory until the other one has run into the limit. */
    private final class Hog implements Engine {
        private static final int HELD = 400 * MEGABYTE;
        private final Engine checker = Engine.checker();
        private final CountDownLatch holds = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private final List<String> bounds = new ArrayList<>();

        @Override
        public CheckResult check(Program program, Scenario scenario, Options options, Progress progress, Company.Member member) {
            if (program.model().startsWith("hog")) {
                byte[] held = new byte[HELD];
                holds.countDown();
                await(ended);
                assertEquals(0, held[HELD - 1]);
                return Samples.proved();
            }
            await(holds);
            CheckResult result = checker.check(program, scenario, options, progress, member);
            bounds.add(result.bound());
            ended.countDown();
            return result;
        }

        @Override
        public CheckResult check(LitmusTest test, Options options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Trace replay(Program program, Scenario scenario, Options options, boolean everyAccess, String schedule) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    @DisplayName("do not run into a limit on memory for what others have")
    void limitOnMemory() {
        List<String> files = Stream.of("modest.c", "hog.c").map(name -> folder.resolve(name).toString()).toList();
        files.forEach(file -> terminal.run("new", file));
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        Hog hog = new Hog();
        Terminal.Ran ran = new Terminal(Library.ofResources(), hog).run("check", files.get(0), files.get(1), "--variant", "fixed",
            "--workers", "2", "--max-memory", used / MEGABYTE + Hog.HELD / MEGABYTE / 2 + "m");
        assertEquals(2, hog.bounds.size());
        assertTrue(hog.bounds.getFirst().startsWith("memory: "), hog.bounds.getFirst());
        assertEquals("", hog.bounds.getLast());
        assertEquals(0, ran.code(), ran.out() + ran.err());
    }

    @Test
    @DisplayName("have checkpoints of their own, also those that differ in the memory model only")
    void checkpoints() throws IOException {
        String file = folder.resolve("mine.c").toString();
        terminal.run("new", file);
        Path kept = folder.resolve("kept");
        List<String> check = List.of("check", file, folder.resolve(".").resolve("mine.c").toString(), "--variant", "fixed", "--memory",
            "sc,tso,sc", "--checkpoint", kept.toString());
        Terminal.Ran ran = terminal.run(Stream.concat(check.stream(), Stream.of("--max-states", "5")).toArray(String[]::new));
        assertEquals(5, ran.code(), ran.out() + ran.err());
        try (Stream<Path> there = Files.list(kept)) {
            assertEquals(List.of("sc", "tso", "tso-buffered"),
                there.map(name -> name.toString().replaceAll(".*fixed-(.*)-[0-9a-f]{8}.checkpoint", "$1")).sorted().toList());
        }
        ran = terminal.run(Stream.concat(check.stream(), Stream.of("--resume")).toArray(String[]::new));
        assertEquals(0, ran.code(), ran.out() + ran.err());
        assertTrue(ran.out().endsWith("2 rows: 2 proved, 0 violated, 0 bounded; 0 not as expected\n"), ran.out());
        try (Stream<Path> there = Files.list(kept)) {
            assertEquals(0, there.count());
        }
    }
}
