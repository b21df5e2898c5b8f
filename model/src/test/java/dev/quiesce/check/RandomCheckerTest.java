package dev.quiesce.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.fuzz.Plan;
import dev.quiesce.fuzz.Strategy;
import dev.quiesce.lang.Models;
import dev.quiesce.program.Finding;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Slice;
import dev.quiesce.simulate.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Random runs of the bundled models")
class RandomCheckerTest {
    private static final Path FOLDER = Path.of("src", "main", "resources", "models", "xfrm");

    private record Row(Program program, Scenario scenario) {
        @Override
        public String toString() {
            return scenario.name() + " [" + program.variant() + "]";
        }
    }

    static Stream<Path> models() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.filter(file -> file.toString().endsWith(".c")).sorted().toList().stream();
        }
    }

    private static List<Row> rows(Path model, Predicate<Scenario> which) {
        List<Row> rows = new ArrayList<>();
        for (Program program : Models.read(model, Map.of())) {
            program.scenarios().stream().filter(which)
                .forEach(scenario -> rows.add(new Row(Slice.of(program, scenario), scenario)));
        }
        return rows;
    }

    /** What a scenario expects, it expects under its own memory model; random runs are interleavings. */
    private static boolean interleavingsBreak(Scenario scenario) {
        return scenario.expect() != Finding.HOLDS && scenario.memory() == MemoryModel.SC;
    }

    private static CheckResult run(Row row, long runs) {
        Plan plan = new Plan(runs, Duration.ZERO, 1, List.of(Strategy.UNIFORM, Strategy.PCT), 8, 1000, false);
        return new RandomChecker(Options.DEFAULT, plan, Progress.NONE, () -> false).check(row.program(), row.scenario());
    }

    @DisplayName("break every one that some interleaving is meant to break, in a run that was made no longer and that replays")
    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void broken(Path model) {
        for (Row row : rows(model, RandomCheckerTest::interleavingsBreak)) {
            CheckResult result = run(row, 20_000);
            assertEquals(Verdict.VIOLATED, result.verdict(), row::toString);
            Trace trace = result.trace();
            long steps = trace.steps().stream().filter(step -> step.number() > 0).count();
            assertTrue(steps <= result.sample().steps(), row::toString);
            Trace again = Checker.replayEveryAccess(row.program(), row.scenario(), Options.DEFAULT, trace.schedule());
            assertEquals(trace, again, row::toString);
        }
    }

    @DisplayName("find nothing in those that hold, and do not say that they do")
    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void fixed(Path model) {
        for (Row row : rows(model, scenario -> scenario.expect() == Finding.HOLDS)) {
            CheckResult result = run(row, 100);
            assertEquals(Verdict.BOUNDED, result.verdict(), row::toString);
            assertNull(result.violation());
            assertEquals(100, result.sample().runs());
            assertTrue(result.sample().pairs() >= result.sample().bothOrders());
        }
    }

    @Test
    @DisplayName("are the same for the same seed")
    void same() {
        for (Row row : rows(FOLDER.resolve("lower_handle.c"), scenario -> true)) {
            CheckResult one = run(row, 200);
            CheckResult other = run(row, 200);
            assertEquals(one.trace(), other.trace(), row::toString);
            assertEquals(one.sample(), other.sample(), row::toString);
            assertEquals(one.unreached(), other.unreached(), row::toString);
        }
    }
}
