package dev.quiesce.cli;

import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.Program;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quiesce models}: what comes with the checker. */
@Command(name = "models", description = "Lists the bundled models with what is expected of them, or prints one.",
    mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
    private final Tools tools;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "prints this model, such as xfrm/flush")
    private String name;

    ModelsCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public Integer call() {
        if (name != null) {
            tools.console().print(tools.library().text(bundled(name).name()));
            return ExitCode.EXPECTED.number();
        }
        List<Reading> readings = tools.library().bundled().parallelStream()
            .map(model -> Reading.of(Target.bundled(model), Map.of(), List.of(), tools.library())).toList();
        StringBuilder out = new StringBuilder();
        for (Reading reading : readings) {
            switch (reading) {
                case Reading.Model model -> {
                    out.append(out.isEmpty() ? "" : "\n").append(Targets.stem(model.target().name())).append('\n');
                    describe(model.programs(), out);
                }
                case Reading.Litmus litmus -> litmus(litmus.test(), litmus.target().name(), out);
                case Reading.Failed failed -> tools.console().say(failed.target().name() + ": " + failed.why().getMessage());
            }
        }
        tools.console().print(out.toString());
        return ExitCode.EXPECTED.number();
    }

    private Target bundled(String wanted) {
        Targets targets = new Targets(tools.library());
        List<Target> found = targets.bundled(wanted);
        return found.size() == 1 ? found.getFirst() : targets.one(wanted);
    }

    private static void describe(List<Program> programs, StringBuilder out) {
        Set<String> names = new LinkedHashSet<>();
        programs.forEach(program -> program.scenarios().forEach(scenario -> names.add(scenario.name())));
        for (String scenario : names) {
            List<Program> having = programs.stream().filter(program -> program.scenario(scenario) != null).toList();
            String about = having.getFirst().scenario(scenario).about();
            out.append("  ").append(scenario).append(about.isEmpty() ? "" : ": " + about).append('\n');
            int width = having.stream().mapToInt(program -> program.variant().length()).max().orElse(0);
            having.forEach(program -> out.append(String.format("      %-" + width + "s  %s%n", program.variant(),
                program.scenario(scenario).expect())));
        }
    }

    private static void litmus(LitmusTest test, String model, StringBuilder out) {
        out.append(out.indexOf("\nlitmus/") < 0 ? "\n" : "").append(String.format("%-44s %s%n", Targets.stem(model),
            test.recorded().map(LitmusTest.Recorded::result).orElse("")));
    }
}
