package dev.quiesce.program;

import java.util.List;
import java.util.Objects;

/**
 * A program is one model under one variant: its globals (object number = position), its functions and its scenarios.
 *
 * @param model   the name of the model, as reports show it
 * @param variant the name of the variant, {@code default} if the file declares none
 */
public record Program(String model, String variant, List<GlobalObject> globals, List<Function> functions,
                      List<Scenario> scenarios) {
    public Program {
        Objects.requireNonNull(model);
        Objects.requireNonNull(variant);
        globals = List.copyOf(globals);
        functions = List.copyOf(functions);
        scenarios = List.copyOf(scenarios);
    }

    /** The scenario of that name, or null. */
    public Scenario scenario(String name) {
        return scenarios.stream().filter(s -> s.name().equals(name)).findFirst().orElse(null);
    }
}
