package dev.quiesce.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The visited set: every state once and exactly, packed by a {@link Layout}, by levels of the search. One {@link PackedSet}
 * or, for several workers, {@value #MOST_SEGMENTS} of them that are locked one by one; which one a state is in is decided by
 * its hash. A state's number tells the segment and the place in it.
 */
final class StateStore {
    /** Sets for several workers; a power of two. */
    static final int MOST_SEGMENTS = 64;
    /** Longest vector there can be. */
    static final int MAX_COMPONENTS = 4096;
    private static final int SEGMENT_SHIFT = 58;

    private Layout layout;
    private PackedSet[] segments;
    /** By level: how many states there were in each segment when it began. */
    private List<int[]> begins = new ArrayList<>();

    StateStore(Layout layout) {
        this.layout = layout;
        segments = sets(1);
        begins.add(new int[1]);
    }

    private PackedSet[] sets(int count) {
        PackedSet[] sets = new PackedSet[count];
        for (int s = 0; s < count; s++) {
            sets[s] = new PackedSet(layout.words());
        }
        return sets;
    }

    Layout layout() {
        return layout;
    }

    int segments() {
        return segments.length;
    }

    int segmentOf(long hash) {
        return (int) (hash >>> SEGMENT_SHIFT) & segments.length - 1;
    }

    long size() {
        long size = 0;
        for (PackedSet set : segments) {
            size += set.size();
        }
        return size;
    }

    /** Bytes in use for the states and their index. */
    long bytes() {
        long bytes = 0;
        for (PackedSet set : segments) {
            bytes += set.bytes();
        }
        return bytes;
    }

    /** What is added from now on is the next level. Answers how many states the one before has. */
    long beginLevel() {
        int[] sizes = sizes();
        int[] last = begins.getLast();
        begins.add(sizes);
        long count = 0;
        for (int s = 0; s < sizes.length; s++) {
            count += sizes[s] - last[s];
        }
        return count;
    }

    private int[] sizes() {
        int[] sizes = new int[segments.length];
        for (int s = 0; s < sizes.length; s++) {
            sizes[s] = segments[s].size();
        }
        return sizes;
    }

    /** Levels that have begun. */
    int levels() {
        return begins.size();
    }

    /** The place in {@code segment} of the first state of a level, or where it would be. */
    int begin(int level, int segment) {
        return level < begins.size() ? begins.get(level)[segment] : segments[segment].size();
    }

    /** The number of the state at a place in a segment. */
    int number(int segment, int place) {
        return place * segments.length + segment;
    }

    int segment(int number) {
        return number & segments.length - 1;
    }

    int place(int number) {
        return number / segments.length;
    }

    void get(int number, long[] state) {
        segments[segment(number)].get(place(number), state);
    }

    /** The state that the search began with. */
    void getFirst(long[] state) {
        for (int s = 0; s < segments.length; s++) {
            if (begin(1, s) > 0) {
                segments[s].get(0, state);
            }
        }
    }

    /** The number of a stored state, -1 if it is not there. */
    int find(long[] state) {
        long hash = PackedSet.hash(state, 0, layout.words());
        int segment = segmentOf(hash);
        int place = segments[segment].find(state, 0, hash);
        return place < 0 ? -1 : number(segment, place);
    }

    /** The number of a stored state given as a vector. */
    int find(int[] vector) {
        long[] state = new long[layout.words()];
        layout.pack(Arrays.copyOf(vector, layout.components()), state);
        return find(state);
    }

    /** The states of targets, as vectors. */
    List<int[]> vectors(Targets targets) {
        List<int[]> vectors = new ArrayList<>();
        long[] state = new long[layout.words()];
        for (Target t : targets.all()) {
            int[] vector = new int[layout.components()];
            get(t.state(), state);
            layout.unpack(state, vector);
            vectors.add(vector);
        }
        return vectors;
    }

    void add(long[] state) {
        long hash = PackedSet.hash(state, 0, layout.words());
        segments[segmentOf(hash)].add(state, 0, hash);
    }

    /** Adds states that all belong in {@code segment}; true if one of them was known before the level began. */
    boolean addAll(int segment, long[] states, long[] hashes, int count) {
        PackedSet set = segments[segment];
        int known = begins.getLast()[segment];
        if (segments.length == 1) {
            return set.addAll(states, hashes, count, known);
        }
        synchronized (set) {
            return set.addAll(states, hashes, count, known);
        }
    }

    /** Packs everything by another layout, in which all of it fits. Numbers of states change, levels do not. */
    void relayout(Layout other) {
        rebuild(other, segments.length);
    }

    /** Spreads the states over as many segments as several workers need. */
    void spread() {
        rebuild(layout, MOST_SEGMENTS);
    }

    private void rebuild(Layout other, int count) {
        Layout old = layout;
        PackedSet[] from = segments;
        List<int[]> was = begins;
        layout = other;
        segments = sets(count);
        begins = new ArrayList<>();
        int[] vector = new int[Math.max(old.components(), other.components())];
        long[] before = new long[old.words()];
        long[] after = new long[other.words()];
        for (int level = 0; level < was.size(); level++) {
            begins.add(sizes());
            for (int s = 0; s < from.length; s++) {
                int end = level + 1 < was.size() ? was.get(level + 1)[s] : from[s].size();
                for (int n = was.get(level)[s]; n < end; n++) {
                    from[s].get(n, before);
                    old.unpack(before, vector);
                    other.pack(vector, after);
                    add(after);
                }
            }
        }
    }
}
