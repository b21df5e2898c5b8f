package dev.quiesce.cli;

import dev.quiesce.fuzz.Strategy;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.report.Format;
import dev.quiesce.simulate.Reduction;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of constants on the command line, with suggestions for what is nearly one. */
final class Names {
    private Names() {}

    static final class Memory implements ITypeConverter<MemoryModel> {
        @Override
        public MemoryModel convert(String text) {
            return find(text, "memory model", MemoryModel.values(), MemoryModel::option);
        }
    }

    static final class Formats implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            return find(text, "format", Format.values(), Format::option);
        }
    }

    static final class ExportFormats implements ITypeConverter<ExportFormat> {
        @Override
        public ExportFormat convert(String text) {
            return find(text, "format", ExportFormat.values(), ExportFormat::option);
        }
    }

    static final class Strategies implements ITypeConverter<Strategy> {
        @Override
        public Strategy convert(String text) {
            return find(text, "strategy", Strategy.values(), Strategy::option);
        }
    }

    static final class Reductions implements ITypeConverter<ReductionOption.Off> {
        @Override
        public ReductionOption.Off convert(String text) {
            if (text.equals(ReductionOption.ALL)) {
                return ReductionOption.Off.ALL;
            }
            return new ReductionOption.Off(Arrays.stream(text.split(",", -1))
                .map(name -> find(name, "reduction", Reduction.values(), Reduction::option)).collect(Collectors.toSet()));
        }
    }

    private static <T> T find(String text, String what, T[] values, Function<T, String> name) {
        List<String> names = Arrays.stream(values).map(name).toList();
        return Arrays.stream(values).filter(value -> name.apply(value).equalsIgnoreCase(text)).findFirst()
            .orElseThrow(() -> new TypeConversionException("unknown " + what + " '" + text + "'"
                + Suggestions.question(text, names) + " (" + plural(what) + ": " + String.join(", ", names) + ")"));
    }

    private static String plural(String what) {
        return what.endsWith("y") ? what.substring(0, what.length() - 1) + "ies" : what + "s";
    }
}
