package dev.quiesce.bench;

import dev.quiesce.check.Checker;
import dev.quiesce.check.Options;
import dev.quiesce.check.Progress;
import dev.quiesce.lang.Models;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.simulate.Reduction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A search of the family of {@code bench/models/offload.c} by itself, with one worker, when everything is compiled: states
 * a second. To be run from the folder of the checkout or of this module.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class FamilyBenchmark {
    /** What bench/compare switches off for its rows without reduction. */
    private static final Set<Reduction> OFF = EnumSet.of(Reduction.MERGED_STEPS, Reduction.LATE_CHOICES,
        Reduction.LATE_ALLOCATIONS, Reduction.CONSTANTS, Reduction.OWN_WORDS, Reduction.THREAD_SYMMETRY);
    /** N F K M FLUSH FAILOVER. */
    private static final Map<String, List<String>> MEMBERS = Map.of("S6", List.of("3", "1", "1", "2", "1", "0"),
        "S7b", List.of("1", "2", "2", "2", "1", "1"), "S7", List.of("3", "1", "1", "2", "1", "1"));

    @Param({"S6", "S7", "S7b"})
    public String member;

    @Param({"false", "true"})
    public boolean reduced;

    private Program program;
    private Checker checker;

    /** What a search stored. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Stored {
        public long states;
    }

    @Setup
    public void read() {
        List<String> values = MEMBERS.get(member);
        Path model = Path.of("bench/models/offload.c");
        program = Models.read(model.toFile().exists() ? model : Path.of("models/offload.c"),
            Map.of("N", values.get(0), "F", values.get(1), "K", values.get(2), "M", values.get(3), "FLUSH", values.get(4),
                "FAILOVER", values.get(5), "STRICT", "0")).getFirst();
        checker = new Checker(new Options(Optional.of(MemoryModel.SC), 1, 0, 0, Duration.ZERO, 2, false, false, false,
            reduced ? Reduction.ALL : Reduction.without(OFF)), Progress.NONE);
    }

    @Benchmark
    public long search(Stored stored) {
        long states = checker.check(program, program.scenarios().getFirst()).statistics().states();
        stored.states += states;
        return states;
    }
}
