package dev.quiesce.export.litmus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What one walk of many chooses: it replays a prefix of choices, then takes the first of each and leaves the others to later walks. */
final class Choices {
    private final Deque<List<Integer>> later = new ArrayDeque<>();
    private List<Integer> chosen = new ArrayList<>();
    private int position;

    Choices() {
        later.add(List.of());
    }

    /** Begins the next walk; false if all have been taken. */
    boolean next() {
        if (later.isEmpty()) {
            return false;
        }
        chosen = new ArrayList<>(later.removeLast());
        position = 0;
        return true;
    }

    /** One of 0 to {@code ways - 1}. */
    int of(int ways) {
        if (position == chosen.size()) {
            for (int other = ways - 1; other > 0; other--) {
                List<Integer> prefix = new ArrayList<>(chosen);
                prefix.add(other);
                later.add(prefix);
            }
            chosen.add(0);
        }
        return chosen.get(position++);
    }
}
