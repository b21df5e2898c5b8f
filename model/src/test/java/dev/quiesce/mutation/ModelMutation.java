package dev.quiesce.mutation;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Checker;
import dev.quiesce.check.Options;
import dev.quiesce.check.Progress;
import dev.quiesce.check.Verdict;
import dev.quiesce.lang.ModelException;
import dev.quiesce.lang.Models;
import dev.quiesce.lang.Source;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The mutants of one file, each judged in every variant that holds and has the protection in it. */
final class ModelMutation {
    /** What became of a mutant in one variant. */
    enum Fate {
        /** Some scenario is violated. */
        VIOLATED,
        /** The verdicts stay, and a data race is reported that was not. */
        RACE,
        /** The verdicts stay, and a cover is not reached any more, which the suite takes for a failure. */
        VACUOUS,
        /** A bound was hit, or assumptions discard everything. */
        UNDECIDED,
        /** The text is no model any more. */
        UNREADABLE,
        /** Everything that was proved is. */
        SURVIVES
    }

    /** A mutant in one variant. */
    record Judged(String file, String variant, Mutant mutant, Fate fate, Finding finding) {
        String key() {
            return file + " " + variant + " " + mutant.name();
        }
    }

    private static final Options OPTIONS =
        new Options(Optional.empty(), 1, 500_000, 0, Duration.ofSeconds(20), 2, false, false, false, Reduction.ALL);

    /** A scenario that holds: the lines it executes something of, and whether it has races even so. */
    private record Row(String scenario, Set<Integer> lines, Set<Integer> alone, boolean races) {}

    private final String name;
    private final Path folder;

    private ModelMutation(Path file, String name) {
        this.name = name;
        this.folder = file.toAbsolutePath().getParent();
    }

    /** Judges every mutant of {@code file}, which {@code name} stands for. */
    static List<Judged> of(Path file, String name) throws IOException {
        ModelMutation mutation = new ModelMutation(file, name);
        String text = Files.readString(file);
        Map<String, List<Row>> rows = new HashMap<>();
        mutation.read(text).forEach(program -> rows.put(program.variant(), rows(program)));
        List<Judged> judged = new ArrayList<>();
        for (Mutant mutant : Mutators.of(text)) {
            List<String> variants = rows.keySet().stream().sorted()
                .filter(variant -> rows.get(variant).stream().anyMatch(row -> isIn(mutant, row))).toList();
            if (!variants.isEmpty()) {
                judged.addAll(mutation.judge(mutant, variants, rows));
            }
        }
        return judged;
    }

    private List<Program> read(String text) {
        return Models.read(new Source(name, text, folder), Map.of());
    }

    private static List<Row> rows(Program program) {
        List<Row> rows = new ArrayList<>();
        for (Scenario s : program.scenarios()) {
            Program slice = Slice.of(program, s);
            CheckResult result = s.expect() == Finding.HOLDS ? new Checker(OPTIONS, Progress.NONE).check(slice, s) : null;
            if (result != null && result.verdict() == Verdict.PROVED) {
                Set<Integer> lines = new HashSet<>();
                Set<Integer> alone = new HashSet<>();
                for (int f = 0; f < slice.functions().size(); f++) {
                    Set<Integer> of = f == s.init() || f == s.exit() ? alone : lines;
                    slice.functions().get(f).body().stream().map(Instruction::site).filter(site -> !site.library())
                        .forEach(site -> of.add(site.line()));
                }
                rows.add(new Row(s.name(), lines, alone, !result.races().isEmpty()));
            }
        }
        return rows;
    }

    private static boolean isIn(Mutant mutant, Row row) {
        return !Collections.disjoint(row.lines, mutant.lines())
            || mutant.waits() && !Collections.disjoint(row.alone, mutant.lines());
    }

    private List<Judged> judge(Mutant mutant, List<String> variants, Map<String, List<Row>> rows) {
        Map<String, Program> programs = new HashMap<>();
        try {
            read(mutant.text()).forEach(program -> programs.put(program.variant(), program));
        } catch (ModelException unreadable) {
            return variants.stream().map(v -> new Judged(name, v, mutant, Fate.UNREADABLE, Finding.HOLDS)).toList();
        }
        List<Judged> judged = new ArrayList<>();
        for (String variant : variants) {
            Fate fate = Fate.SURVIVES;
            Finding finding = Finding.HOLDS;
            for (Row row : rows.get(variant).stream().filter(r -> isIn(mutant, r)).toList()) {
                CheckResult result = check(programs.get(variant), row.scenario);
                Fate now = fate(result, row);
                if (now.compareTo(fate) < 0) {
                    fate = now;
                    finding = result.finding();
                }
            }
            judged.add(new Judged(name, variant, mutant, fate, finding));
        }
        return judged;
    }

    private static CheckResult check(Program program, String scenario) {
        Scenario s = program.scenarios().stream().filter(other -> other.name().equals(scenario)).findFirst().orElseThrow();
        return new Checker(OPTIONS, Progress.NONE).check(Slice.of(program, s), s);
    }

    private static Fate fate(CheckResult result, Row row) {
        return switch (result.verdict()) {
            case VIOLATED -> Fate.VIOLATED;
            case PROBABLE, BOUNDED, ERROR -> Fate.UNDECIDED;
            case PROVED -> !row.races && !result.races().isEmpty() ? Fate.RACE : result.vacuous() ? Fate.VACUOUS : Fate.SURVIVES;
        };
    }

    /** The models below {@code folder}, in order. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".c")).sorted().toList();
        }
    }
}
