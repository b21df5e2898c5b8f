package dev.quiesce.stress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.Models;
import dev.quiesce.program.Program;
import dev.quiesce.stress.emit.EmittedTest;
import dev.quiesce.stress.emit.Mapping;
import dev.quiesce.stress.emit.TestEmitter;
import dev.quiesce.stress.emit.Threads;
import dev.quiesce.stress.predict.Prediction;
import dev.quiesce.stress.predict.Predictor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A run")
class RunTest {
    private static final Duration SECONDS = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private static EmittedTest emit(Program program, Mapping mapping) {
        var s = program.scenarios().getFirst();
        return TestEmitter.emit(program, s, new Predictor(SECONDS).predict(program, s), mapping, 2);
    }

    @Test
    @DisplayName("of a random program ends as predicted")
    void random() throws IOException {
        List<EmittedTest> tests = new ArrayList<>();
        for (long seed = 1; seed <= 40; seed++) {
            tests.add(emit(Threads.random(seed), Mapping.SOUND));
        }
        Compilation compilation = Compilation.of(folder, tests, false);
        for (EmittedTest test : tests) {
            assertEquals("", test.prediction().open(), test.source());
            Tally seen = PlainRunner.run(compilation.samples(test), 20_000, Duration.ofMillis(300));
            Comparison c = new Comparison(test.className(), test, seen, "plain threads");
            assertTrue(c.unpredicted().isEmpty(), () -> c.table() + test.source());
        }
    }

    @Test
    @DisplayName("of the lifecycle suite: each test compiles, none ends unpredicted, no repaired model ends in an error")
    void lifecycle() throws IOException {
        List<EmittedTest> tests = new ArrayList<>();
        for (String model : Suite.LIFECYCLE) {
            Models.read(Suite.source(model), Map.of()).forEach(p -> tests.add(emit(p, Mapping.SOUND)));
        }
        Compilation compilation = Compilation.of(folder, tests, true);
        for (EmittedTest test : tests) {
            assertEquals("", test.prediction().pending(), test.className());
            boolean erring = test.prediction().outcomes().keySet().stream().anyMatch(o -> o.matches("[A-Z_]+"));
            assertEquals(test.className().endsWith("_buggy"), erring, test.className());
            Tally seen = PlainRunner.run(compilation.samples(test), 20_000, Duration.ofMillis(300));
            Comparison c = new Comparison(test.className(), test, seen, "plain threads");
            assertTrue(c.unpredicted().isEmpty(), c::table);
        }
    }

    @Test
    @DisplayName("in which the mapping leaves out the fences shows what the model forbids")
    void withoutFences() throws IOException {
        Program program = sb();
        EmittedTest broken = emit(program, Mapping.SOUND.withoutFences("broken"));
        assertTrue(broken.prediction().forbids("t0.0=0 t1.0=0"), broken.prediction().outcomes()::toString);
        Tally seen = until(broken, "t0.0=0 t1.0=0");
        assertTrue(seen.of("t0.0=0 t1.0=0") > 0, seen::toString);
        assertFalse(new Comparison("", broken, seen, "").unpredicted().isEmpty());
    }

    private static Program sb() {
        return Threads.storeBuffering();
    }

    /** Runs until the outcome was seen, for at most half a minute. */
    private Tally until(EmittedTest test, String outcome) throws IOException {
        Compilation compilation = Compilation.of(folder, List.of(test), false);
        Tally seen = Tally.none();
        for (int round = 0; round < 60 && seen.of(outcome) == 0; round++) {
            seen = seen.plus(PlainRunner.run(compilation.samples(test), Long.MAX_VALUE, Duration.ofMillis(500)));
        }
        return seen;
    }

    @Test
    @DisplayName("with an outcome that the checker has lost is reported as an error")
    void lostOutcome() {
        EmittedTest test = emit(sb(), Mapping.SOUND);
        Map<String, Prediction.Reason> fewer = new TreeMap<>(test.prediction().outcomes());
        fewer.remove("t0.0=1 t1.0=1");
        EmittedTest poorer = new EmittedTest(test.className(), test.source(), test.tests(), test.threads(),
            new Prediction(fewer, "", ""), List.of());
        Tally seen = new Tally(new TreeMap<>(Map.of("t0.0=1 t1.0=1", 3L, "gave up", 1L)));
        assertEquals(List.of("t0.0=1 t1.0=1"), new Comparison("sb", poorer, seen, "").unpredicted());
        assertEquals(List.of(), new Comparison("sb", test, seen, "").unpredicted());
    }
}
