package dev.quiesce.report;

import java.util.List;
import java.util.Objects;

/**
 * A style is what a report needs to know besides the results.
 *
 * @param colour    true on a terminal that wants colour
 * @param arguments options of the command line that a replay has to repeat, such as {@code -D NAME}
 * @param replayed  true if the results are runs of one interleaving each, so that there is no search to speak of
 */
public record Style(boolean colour, List<String> arguments, boolean replayed) {
    /** No colour, no options. */
    public static final Style PLAIN = new Style(false, List.of(), false);

    public Style {
        arguments = List.copyOf(Objects.requireNonNull(arguments));
    }
}
