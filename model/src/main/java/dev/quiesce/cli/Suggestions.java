package dev.quiesce.cli;

import dev.quiesce.lang.Spelling;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Suggestions are the names that somebody may have meant. */
final class Suggestions {
    private static final int MOST = 5;

    private Suggestions() {}

    /** The names most like {@code wanted}, best first; none if nothing is like it. */
    static List<String> near(String wanted, Collection<String> names) {
        String plain = plain(wanted);
        int limit = Math.max(1, plain.length() / 3);
        return names.stream().distinct().filter(name -> Spelling.distance(plain, plain(name)) <= limit || contains(name, plain))
            .sorted(Comparator.comparingInt((String name) -> Spelling.distance(plain, plain(name))).thenComparing(name -> name))
            .limit(MOST).toList();
    }

    private static boolean contains(String name, String wanted) {
        return wanted.length() >= 3 && plain(name).contains(wanted);
    }

    /** Case and separators are what people get wrong first. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_./-]", "");
    }

    /** {@code ; did you mean a or b?}, or nothing. */
    static String question(String wanted, Collection<String> names) {
        List<String> near = near(wanted, names);
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }
}
