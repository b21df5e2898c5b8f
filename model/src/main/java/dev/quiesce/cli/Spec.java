package dev.quiesce.cli;

import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Options as picocli models them, for the commands that must start fast: to read annotations takes longer than to check a small
 * model.
 */
final class Spec {
    private Spec() {}

    /** An option with a value; picocli tells {@code field} every value, {@code initial} first. */
    static <T> OptionSpec.Builder option(Class<T> type, T initial, Consumer<T> field, String... names) {
        Slot<T> slot = new Slot<>(initial, field);
        return OptionSpec.builder(names).type(type).initialValue(initial).getter(slot).setter(slot);
    }

    /** An option without one. */
    static OptionSpec.Builder flag(Consumer<Boolean> field, String... names) {
        return option(boolean.class, false, field, names);
    }

    /** An option that may be there several times. */
    static <T> OptionSpec.Builder list(Class<T> type, Consumer<List<T>> field, String... names) {
        Slot<List<T>> slot = new Slot<>(List.of(), field);
        return OptionSpec.builder(names).type(List.class).auxiliaryTypes(type).initialValue(List.of()).getter(slot).setter(slot);
    }

    /** What stands there without an option. */
    static PositionalParamSpec.Builder rest(Consumer<List<String>> field) {
        Slot<List<String>> slot = new Slot<>(List.of(), field);
        return PositionalParamSpec.builder().arity("0..*").type(List.class).auxiliaryTypes(String.class).initialValue(List.of())
            .getter(slot).setter(slot);
    }

    /** {@code command} as its annotations have it, with the options that every command about interleavings has. */
    static CommandSpec of(Object command, ReductionOption reduction, OutputOptions output) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(command);
        reduction.addTo(spec);
        output.addTo(spec);
        return spec.addOption(help()).addOption(version());
    }

    static OptionSpec help() {
        return OptionSpec.builder("-h", "--help").usageHelp(true).type(boolean.class)
            .description("Show this help message and exit.").build();
    }

    static OptionSpec version() {
        return OptionSpec.builder("-V", "--version").versionHelp(true).type(boolean.class)
            .description("Print version information and exit.").build();
    }

    /** Where picocli keeps a value, which has the type of the option by then. */
    private static final class Slot<T> implements IGetter, ISetter {
        private final Consumer<T> field;
        private T value;

        Slot(T initial, Consumer<T> field) {
            this.field = field;
            value = initial;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <V> V get() {
            return (V) value;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <V> V set(V next) {
            V before = get();
            value = (T) next;
            field.accept(value);
            return before;
        }
    }
}
