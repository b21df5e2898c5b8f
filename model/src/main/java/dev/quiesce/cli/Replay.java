package dev.quiesce.cli;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.DivergedException;
import dev.quiesce.check.Options;
import dev.quiesce.check.Verdict;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.report.Recording;
import dev.quiesce.simulate.Trace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A replay is one interleaving to run again.
 *
 * @param arguments options that the model was read or checked with
 * @param recording what it was when it was found, if it comes from a result file
 */
record Replay(Target target, String scenario, Optional<String> variant, Optional<MemoryModel> memory,
              List<String> arguments, String schedule, Optional<Recording> recording) {
    private static final String FAIL_ALLOCATIONS = "--fail-alloc";
    private static final String STRICT_RACES = "--strict-races";
    static final String EVERY_ACCESS = "--every-access";

    static List<String> arguments(List<String> defines, boolean failAllocations, boolean strictRaces) {
        List<String> arguments = new ArrayList<>();
        defines.forEach(define -> arguments.addAll(List.of("-D", define)));
        if (failAllocations) {
            arguments.add(FAIL_ALLOCATIONS);
        }
        if (strictRaces) {
            arguments.add(STRICT_RACES);
        }
        return arguments;
    }

    /** What {@code recording}, read from {@code file}, says; the model may lie beside that file. */
    static Replay of(Recording recording, Targets targets, Path file) {
        CheckResult row = recording.row();
        Path beside = file.toAbsolutePath().resolveSibling(row.model());
        boolean here = Files.exists(Path.of(row.model()));
        Target target = !here && Files.exists(beside) ? new Target(row.model(), beside) : targets.one(row.model());
        return new Replay(target, row.scenario(), Optional.of(row.variant()), Optional.of(row.memory()),
            recording.arguments(), recording.schedule(), Optional.of(recording));
    }

    String title() {
        return target.name() + " " + scenario
            + variant.filter(name -> !name.equals("default")).map(name -> " [" + name + "]").orElse("");
    }

    /**
     * Runs it.
     *
     * @throws DivergedException if the model does something else now, with where and why
     */
    CheckResult run(Tools tools) {
        Program program = program(tools.library().read(target, CheckOptions.macros(defines()), List.of()));
        Scenario chosen = program.scenario(scenario);
        Trace trace = tools.engine().replay(program, chosen, options(), arguments.contains(EVERY_ACCESS), schedule);
        CheckResult base = recording.map(Recording::row).orElseGet(() -> row(program, chosen, trace));
        recording.ifPresent(recorded -> Divergence.check(recorded, trace));
        return new CheckResult(target.name(), scenario, program.variant(), chosen.about(), base.memory(),
            trace.violation() == null ? Verdict.BOUNDED : Verdict.VIOLATED, base.expected(), trace.violation(), trace,
            List.of(), "", base.statistics(), bound(trace), base.reductions(), base.covers(), base.unreached(),
            base.outcomes(), base.races());
    }

    private CheckResult row(Program program, Scenario chosen, Trace trace) {
        int steps = (int) trace.steps().stream().filter(step -> step.number() > 0).count();
        return new CheckResult(target.name(), scenario, program.variant(), chosen.about(),
            memory.orElse(chosen.memory()), Verdict.BOUNDED, chosen.expect(), null, null, List.of(), "",
            new CheckResult.Statistics(0, steps, steps, 0), "", List.of(), Map.of(), List.of(), Map.of(), List.of());
    }

    /** What a run in which nothing goes wrong is good for. */
    private String bound(Trace trace) {
        if (trace.violation() != null) {
            return "";
        }
        return "one interleaving" + recording.map(found -> ", the way to the recorded " + found.finding()).orElse("");
    }

    private Program program(List<Program> programs) {
        List<Program> having = programs.stream().filter(program -> program.scenario(scenario) != null).toList();
        List<String> known = programs.stream().flatMap(program -> program.scenarios().stream()).map(Scenario::name)
            .distinct().toList();
        if (having.isEmpty()) {
            throw new UsageException(target.name() + " has no scenario '" + scenario + "'"
                + Suggestions.question(scenario, known) + "\nscenarios: " + String.join(", ", known));
        }
        List<String> variants = having.stream().map(Program::variant).toList();
        if (variant.isEmpty() && having.size() > 1) {
            throw new UsageException(target.name() + " has several variants; name one with --variant: "
                + String.join(", ", variants));
        }
        return having.stream().filter(program -> variant.isEmpty() || variant.get().equals(program.variant())).findFirst()
            .orElseThrow(() -> new UsageException(target.name() + " has no variant '" + variant.get() + "' with scenario '"
                + scenario + "'\nvariants: " + String.join(", ", variants)));
    }

    private List<String> defines() {
        List<String> defines = new ArrayList<>();
        for (int i = 0; i + 1 < arguments.size(); i++) {
            if (arguments.get(i).equals("-D")) {
                defines.add(arguments.get(++i));
            }
        }
        return defines;
    }

    private Options options() {
        Options plain = Options.DEFAULT;
        return new Options(memory, plain.workers(), plain.maxStates(), plain.maxMemory(), plain.timeout(), plain.unroll(),
            false, arguments.contains(FAIL_ALLOCATIONS), arguments.contains(STRICT_RACES), ReductionOption.inForce(arguments));
    }
}
