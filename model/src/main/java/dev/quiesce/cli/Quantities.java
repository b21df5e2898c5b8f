package dev.quiesce.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Quantities as people write them on a command line. */
final class Quantities {
    private static final Pattern NUMBER = Pattern.compile("([0-9][0-9_,]*(?:\\.[0-9]+)?)\\s*([a-z]*)");

    private Quantities() {}

    /** {@code 500000}, {@code 500k}, {@code 20m}, {@code 1g}. */
    static final class Count implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return scaled(text, 1000, "a number of states such as 500000, 500k or 20m");
        }
    }

    /** {@code 4g}, {@code 512m}, in units of 1024. */
    static final class Bytes implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return scaled(text, 1024, "an amount of memory such as 512m or 4g");
        }
    }

    /** {@code 90}, {@code 90s}, {@code 5m}, {@code 2h}. */
    static final class Time implements ITypeConverter<Duration> {
        /** Seconds; what is longer could not be counted in nanoseconds. */
        private static final double CENTURY = 100 * 365.25 * 24 * 3600;

        @Override
        public Duration convert(String text) {
            Matcher matcher = match(text, "a time such as 90s, 5m or 2h");
            double seconds = number(matcher) * switch (matcher.group(2)) {
                case "", "s", "sec" -> 1;
                case "m", "min" -> 60;
                case "h" -> 3600;
                default -> throw wrong(text, "a time such as 90s, 5m or 2h");
            };
            return Duration.ofMillis((long) (Math.min(seconds, CENTURY) * 1000));
        }
    }

    private static long scaled(String text, long unit, String wanted) {
        Matcher matcher = match(text, wanted);
        double scale = switch (matcher.group(2)) {
            case "" -> 1;
            case "k", "kb" -> unit;
            case "m", "mb" -> unit * unit;
            case "g", "gb" -> unit * unit * unit;
            default -> throw wrong(text, wanted);
        };
        return (long) (number(matcher) * scale);
    }

    private static Matcher match(String text, String wanted) {
        Matcher matcher = NUMBER.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw wrong(text, wanted);
        }
        return matcher;
    }

    private static double number(Matcher matcher) {
        return Double.parseDouble(matcher.group(1).replaceAll("[_,]", ""));
    }

    private static TypeConversionException wrong(String text, String wanted) {
        return new TypeConversionException("'" + text + "' is not " + wanted);
    }
}
