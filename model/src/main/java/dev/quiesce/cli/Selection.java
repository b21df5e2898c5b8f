package dev.quiesce.cli;

import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A selection says which rows of the models are meant; remembers which names it met, so that a name that nobody knows
 * is not passed over in silence.
 *
 * @param scenarios empty for all
 * @param variants  empty for all
 * @param memory    empty for what each scenario asks for
 */
record Selection(List<String> scenarios, List<String> variants, List<MemoryModel> memory, Set<String> knownScenarios,
                 Set<String> knownVariants) {
    /**
     * One row to check.
     *
     * @param litmus the litmus test that it is, null for any other model
     */
    record Row(Target target, Program program, Scenario scenario, Optional<MemoryModel> memory, LitmusTest litmus) {}

    static Selection of(List<String> scenarios, List<String> variants, List<MemoryModel> memory) {
        return new Selection(List.copyOf(scenarios), List.copyOf(variants), memory.stream().distinct().toList(), new LinkedHashSet<>(),
            new LinkedHashSet<>());
    }

    /** The rows of a model: scenario by scenario, and for each the variants side by side. */
    List<Row> rows(Reading.Model model) {
        List<Program> programs = model.programs();
        knownVariants.addAll(model.variants());
        programs.forEach(program -> program.scenarios().forEach(scenario -> knownScenarios.add(scenario.name())));
        Set<String> names = new LinkedHashSet<>();
        programs.forEach(program -> program.scenarios().forEach(scenario -> names.add(scenario.name())));
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            for (Program program : programs) {
                Scenario scenario = program.scenario(name);
                if (scenario != null && wants(scenarios, name) && wants(variants, program.variant())) {
                    memories().forEach(memory -> rows.add(new Row(model.target(), program, scenario, memory, null)));
                }
            }
        }
        return rows;
    }

    /** The rows of a litmus test. */
    List<Row> rows(Target target, LitmusTest test) {
        Program program = test.program();
        knownVariants.add(program.variant());
        knownScenarios.add(test.name());
        boolean wanted = wants(scenarios, test.name()) && wants(variants, program.variant());
        return wanted ? memories().stream().map(model -> new Row(target, program, test.scenario(), model, test)).toList()
            : List.of();
    }

    private List<Optional<MemoryModel>> memories() {
        return memory.isEmpty() ? List.of(Optional.empty()) : memory.stream().map(Optional::of).toList();
    }

    private static boolean wants(List<String> wanted, String name) {
        return wanted.isEmpty() || wanted.contains(name);
    }

    /** Complains about names that no model had. */
    void complain() {
        scenarios.forEach(name -> complain("scenario", name, knownScenarios));
        variants.forEach(name -> complain("variant", name, knownVariants));
    }

    private static void complain(String what, String name, Set<String> known) {
        if (!known.contains(name)) {
            throw new UsageException("no " + what + " '" + name + "'" + Suggestions.question(name, known) + "\n" + what
                + "s: " + String.join(", ", known));
        }
    }
}
