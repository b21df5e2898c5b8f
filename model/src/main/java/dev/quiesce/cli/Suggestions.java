package dev.quiesce.cli;

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
        return names.stream().distinct().filter(name -> distance(plain, plain(name)) <= limit || contains(name, plain))
            .sorted(Comparator.comparingInt((String name) -> distance(plain, plain(name))).thenComparing(name -> name))
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

    /** How many letters have to be changed, added, dropped or swapped with their neighbour. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(String a, String b, int i, int j, int[][] cost) {
        int change = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
