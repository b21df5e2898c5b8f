package dev.quiesce.stress.run;

import dev.quiesce.lang.ModelException;
import dev.quiesce.lang.Models;
import dev.quiesce.lang.litmus.LitmusReader;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.stress.emit.CannotEmitException;
import dev.quiesce.stress.emit.EmittedTest;
import dev.quiesce.stress.emit.Mapping;
import dev.quiesce.stress.emit.TestEmitter;
import dev.quiesce.stress.predict.Certifier;
import dev.quiesce.stress.predict.LitmusProgram;
import dev.quiesce.stress.predict.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Emits the stress tests of models, runs them, and compares what was seen with what was predicted. */
public final class StressRunner {
    private final Path folder;
    private final Effort effort;
    private final Mapping mapping;
    private final int cores;
    private boolean certified;
    private final List<Planned> planned = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final List<String> known = new ArrayList<>();

    /** A test with what its table is headed with. */
    private record Planned(String title, EmittedTest test) {}

    /**
     * @param folder where sources, classes and results go
     * @param cores  actors that can run at once
     */
    public StressRunner(Path folder, Effort effort, Mapping mapping, int cores) {
        this.folder = folder;
        this.effort = effort;
        this.mapping = mapping;
        this.cores = cores;
    }

    /** From now on each test gets the weakest access modes that it can be certified with, not the mapping. */
    public void certify() {
        certified = true;
    }

    /**
     * Emits the tests of a model.
     *
     * @param scenario only this one; null for all
     * @param variant  only this one; null for all
     * @throws ModelException if it is no model
     */
    public void add(Path model, String scenario, String variant, Duration timeout) throws IOException {
        if (model.toString().endsWith(".litmus")) {
            add(LitmusReader.read(model.toString(), Files.readString(model)), timeout);
            return;
        }
        add(Models.read(model, Map.of()), scenario, variant, timeout);
    }

    /** Emits the tests of programs. */
    public void add(List<Program> programs, String scenario, String variant, Duration timeout) {
        for (Program program : programs) {
            for (Scenario s : program.scenarios()) {
                String title = s.name() + (program.variant().equals("default") ? "" : " [" + program.variant() + "]");
                known.add(title);
                if ((scenario == null || s.name().equals(scenario)) && (variant == null || program.variant().equals(variant))) {
                    try {
                        Mapping how = certified ? mapping(Certifier.certify(program, s, timeout)) : mapping;
                        add(title, TestEmitter.emit(program, s, new Predictor(timeout).predict(program, s), how, cores));
                    } catch (CannotEmitException | IllegalArgumentException e) {
                        skipped.add(title + ": " + e.getMessage());
                    }
                }
            }
        }
    }

    /** Emits a litmus test. */
    public void add(LitmusTest test, Duration timeout) {
        Program program = LitmusProgram.of(test);
        try {
            Mapping how = certified ? mapping(Certifier.certify(test, timeout)) : mapping;
            add(test.name(), TestEmitter.emit(program, program.scenarios().getFirst(), LitmusProgram.predict(test, timeout),
                how, cores));
        } catch (CannotEmitException | IllegalArgumentException e) {
            skipped.add(test.name() + ": " + e.getMessage());
        }
    }

    private static Mapping mapping(Certifier.Certificate certificate) {
        return Mapping.certified(certificate.opaque(), certificate.words());
    }

    private void add(String title, EmittedTest test) {
        if (!names.add(test.className())) {
            throw new IllegalArgumentException("two tests are called " + test.className());
        }
        planned.add(new Planned(title, test));
    }

    /** All scenarios and variants of the models that were added, also those that were not asked for. */
    public List<String> known() {
        return known;
    }

    /** Scenarios that no test could be made of, with why. */
    public List<String> skipped() {
        return skipped;
    }

    /** The tests that will run. */
    public List<EmittedTest> tests() {
        return planned.stream().map(Planned::test).toList();
    }

    /** Runs everything that was added. */
    public List<Comparison> run() throws IOException, InterruptedException {
        if (planned.isEmpty()) {
            return List.of();
        }
        Compilation compilation = Compilation.of(folder, tests(), true);
        Map<String, Tally> seen = new Harness(compilation, folder.resolve("jcstress")).run(tests(), effort);
        List<Comparison> comparisons = new ArrayList<>();
        for (Planned p : planned) {
            Tally tally = p.test.tests().stream().map(seen::get).reduce(Tally.none(), Tally::plus);
            String how = "JCStress";
            if (p.test.tests().size() > 1) {
                tally = tally.plus(PlainRunner.run(compilation.samples(p.test), Long.MAX_VALUE, effort.plain()));
                how += " in pairs of threads, and all " + p.test.threads() + " together on plain threads";
            }
            comparisons.add(new Comparison(p.title, p.test, tally, how));
        }
        return comparisons;
    }
}
