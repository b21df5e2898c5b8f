package dev.quiesce.cli;

import dev.quiesce.simulate.Reduction;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Stack;
import java.util.stream.Collectors;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The switches of the reductions: {@code --no-reduction}, or {@code --no-reduction=merged-steps,constants}. */
final class ReductionOption {
    private static final String NAME = "--no-reduction";
    /** What the option means without a value: all but those {@linkplain Reduction#NEEDED needed}. */
    static final String ALL = "all";

    private Off off = new Off(Set.of());

    void addTo(CommandSpec command) {
        command.addOption(Spec.option(Off.class, off, named -> off = named, NAME).arity("0..1").fallbackValue(ALL)
            .paramLabel("NAME,...").converters(new Names.Reductions()).preprocessor(new Attached())
            .description("explore without reductions, to check the reductions themselves: without those named, of merged-steps, "
                + "late-choices, late-allocations, constants, own-words, private-memory, dead-registers, collected-garbage, "
                + "thread-symmetry, canonical-heap; without names all but collected-garbage").build());
    }

    /** What is switched off. */
    record Off(Set<Reduction> reductions) {
        static final Off ALL = new Off(EnumSet.complementOf(EnumSet.copyOf(Reduction.NEEDED)));

        Off {
            reductions = Set.copyOf(reductions);
        }
    }

    Set<Reduction> inForce() {
        return Reduction.without(off.reductions);
    }

    /** The part of the command line that says the same again. */
    List<String> repeated() {
        if (off.reductions.isEmpty()) {
            return List.of();
        }
        return List.of(off.equals(Off.ALL) ? NAME
            : NAME + "=" + off.reductions.stream().sorted().map(Reduction::option).collect(Collectors.joining(",")));
    }

    /** What is in force if {@code arguments} were given, as {@link #repeated} writes them. */
    static Set<Reduction> inForce(List<String> arguments) {
        Off off = new Off(Set.of());
        for (String argument : arguments) {
            if (argument.equals(NAME)) {
                off = Off.ALL;
            } else if (argument.startsWith(NAME + "=")) {
                off = new Names.Reductions().convert(argument.substring(NAME.length() + 1));
            }
        }
        return Reduction.without(off.reductions);
    }

    /** Takes names only after an equals sign: what follows a bare option is a model. */
    static final class Attached implements IParameterPreprocessor {
        @Override
        public boolean preprocess(Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            if (!"=".equals(info.get("separator"))) {
                arguments.push(ALL);
            }
            return false;
        }
    }
}
