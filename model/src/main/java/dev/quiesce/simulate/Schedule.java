package dev.quiesce.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A schedule is the order of steps as a person writes it: names of threads, {@code name*3} for three steps, and
 * {@code name:1.0} where a step makes choices that are not all the first, {@code name:store} where what is oldest in the
 * thread's store buffer takes effect.
 */
public final class Schedule {
    private static final String FLUSH = "store";

    private Schedule() {}

    /** One step. */
    static String token(String thread, int[] choices) {
        if (Move.flushes(choices)) {
            return thread + ":" + FLUSH;
        }
        int n = choices.length;
        while (n > 0 && choices[n - 1] == 0) {
            n--;
        }
        StringBuilder out = new StringBuilder(thread);
        for (int i = 0; i < n; i++) {
            out.append(i == 0 ? ':' : '.').append(choices[i]);
        }
        return out.toString();
    }

    /** Equal tokens in a row become one with a count. */
    static String fold(List<String> tokens) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < tokens.size();) {
            int j = i;
            while (j < tokens.size() && tokens.get(j).equals(tokens.get(i))) {
                j++;
            }
            out.append(out.isEmpty() ? "" : " ").append(tokens.get(i)).append(j - i > 1 ? "*" + (j - i) : "");
            i = j;
        }
        return out.toString();
    }

    /** A step by name. */
    public record Entry(String thread, int[] choices) {}

    /**
     * Reads a schedule.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    public static List<Entry> parse(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String word : text.strip().split("\\s+")) {
            if (!word.isEmpty()) {
                parseWord(word, entries);
            }
        }
        return entries;
    }

    private static void parseWord(String word, List<Entry> into) {
        String rest = word;
        int count = 1;
        int star = rest.indexOf('*');
        try {
            if (star >= 0) {
                count = Integer.parseInt(rest.substring(star + 1));
                rest = rest.substring(0, star);
            }
            int colon = rest.indexOf(':');
            int[] choices = new int[0];
            if (colon >= 0) {
                choices = choices(rest.substring(colon + 1));
                rest = rest.substring(0, colon);
            }
            if (rest.isEmpty() || count < 1) {
                throw new NumberFormatException();
            }
            for (int i = 0; i < count; i++) {
                into.add(new Entry(rest, choices));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + word + "' is not a step: write thread, thread*3 or thread:1");
        }
    }

    private static int[] choices(String text) {
        if (text.equals(FLUSH)) {
            return Move.FLUSH;
        }
        String[] parts = text.split("\\.");
        int[] choices = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            choices[i] = Integer.parseInt(parts[i]);
            if (choices[i] < 0) {
                throw new NumberFormatException();
            }
        }
        return choices;
    }

    /** True if somewhere in the schedule something leaves a store buffer. */
    public static boolean flushes(String text) {
        return Arrays.stream(text.strip().split("\\s+")).anyMatch(word -> word.matches(".*:" + FLUSH + "(\\*\\d+)?"));
    }
}
