package dev.quiesce.bench;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Checker;
import dev.quiesce.check.Options;
import dev.quiesce.check.Progress;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Every scenario of every variant of a bundled model, from its programs to its verdicts: milliseconds a model. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SearchBenchmark {
    @Param({"xfrm/lower_handle.c", "xfrm/flush.c"})
    public String model;

    private List<Program> programs;

    @Setup
    public void read() {
        programs = Models.read(Models.bundledSource(model), Map.of());
    }

    @Benchmark
    public List<CheckResult> check() {
        Checker checker = new Checker(Options.DEFAULT, Progress.NONE);
        return programs.stream()
            .flatMap(program -> program.scenarios().stream().map(scenario -> checker.check(program, scenario)))
            .toList();
    }
}
