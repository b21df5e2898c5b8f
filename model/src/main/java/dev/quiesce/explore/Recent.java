package dev.quiesce.explore;

import java.util.Arrays;

/**
 * Where only fingerprints are stored: the states of the level that is expanded and of the next, and, if wanted, which state
 * each of all was found from. By segment, in the order in which they were added there.
 */
final class Recent {
    private final Layout layout;
    /** Null if nobody wants to know. */
    private final Rows[] parents;
    private Rows[] expanded;
    private Rows[] next;
    /** By segment: the place of the first state of the level that is expanded, and of the next. */
    private int[] begin;
    private int[] middle;

    Recent(Layout layout, Storage storage, int segments) {
        this.layout = layout;
        parents = storage.parents() ? rows(segments, 1) : null;
        expanded = rows(segments, layout.words());
        next = rows(segments, layout.words());
        begin = new int[segments];
        middle = new int[segments];
    }

    /** The same, packed by another layout. */
    Recent(Recent other, Layout layout) {
        this.layout = layout;
        parents = other.parents;
        begin = other.begin;
        middle = other.middle;
        expanded = packed(other.layout, other.expanded);
        next = packed(other.layout, other.next);
    }

    private Rows[] packed(Layout from, Rows[] rows) {
        Rows[] made = rows(rows.length, layout.words());
        int[] vector = new int[Math.max(from.components(), layout.components())];
        long[] before = new long[from.words()];
        long[] after = new long[layout.words()];
        for (int s = 0; s < rows.length; s++) {
            for (int row = 0; row < rows[s].size(); row++) {
                rows[s].get(row, before);
                from.unpack(before, vector);
                layout.pack(vector, after);
                made[s].add(after, 0);
            }
        }
        return made;
    }

    private static Rows[] rows(int count, int words) {
        Rows[] rows = new Rows[count];
        Arrays.setAll(rows, s -> new Rows(words));
        return rows;
    }

    Layout layout() {
        return layout;
    }

    /** What was the next level is expanded now. */
    void beginLevel(int[] sizes) {
        expanded = next;
        next = rows(sizes.length, layout.words());
        begin = middle;
        middle = sizes;
    }

    /** Words that are kept of a state beside its fingerprint: the number of the one that it was found from, and itself. */
    int words() {
        return 1 + layout.words();
    }

    /** Adds a state to the next level. */
    void add(int segment, long[] entries, int at) {
        if (parents != null) {
            parents[segment].add(entries, at);
        }
        next[segment].add(entries, at + 1);
    }

    /** A state of one of the two levels. */
    void get(int segment, int place, long[] state) {
        if (place < middle[segment]) {
            expanded[segment].get(place - begin[segment], state);
        } else {
            next[segment].get(place - middle[segment], state);
        }
    }

    /** The number of the state that one was found from. */
    int parent(int segment, int place) {
        long[] number = new long[1];
        parents[segment].get(place, number);
        return (int) number[0];
    }

    long bytes() {
        long bytes = 0;
        for (int s = 0; s < next.length; s++) {
            bytes += expanded[s].bytes() + next[s].bytes() + (parents == null ? 0 : parents[s].bytes());
        }
        return bytes;
    }
}
