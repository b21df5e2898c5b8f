package dev.quiesce.bench;

import dev.quiesce.lang.Models;
import dev.quiesce.program.Program;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the text of a bundled model to the programs of all its variants: milliseconds a model. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReadBenchmark {
    @Param({"xfrm/lower_handle.c", "xfrm/flush.c"})
    public String model;

    @Benchmark
    public List<Program> read() {
        return Models.read(Models.bundledSource(model), Map.of());
    }
}
