package dev.quiesce.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The visited set: every state once and exactly, packed by a {@link Layout}, by levels of the search. One {@link PackedSet}
 * or, for several workers, {@value #MOST_SEGMENTS} of them that are locked one by one; which one a state is in is decided by
 * its hash. A state's number tells the segment and the place in it.
 *
 * <p>What a set holds of a state is its entry: the state as it is or, if it has many words, the root that it {@linkplain
 * Folding folds} to. Each thread makes entries with a {@linkplain Hand hand} of its own.
 */
final class StateStore {
    /** Sets for several workers; a power of two. */
    static final int MOST_SEGMENTS = 64;
    /** Longest vector there can be. */
    static final int MAX_COMPONENTS = 4096;
    private static final int SEGMENT_SHIFT = 58;

    private final Storage storage;
    private Layout layout;
    /** Null if states are stored as they are. */
    private Folding folding;
    private PackedSet[] segments;
    /** By level: how many states there were in each segment when it began. */
    private List<int[]> begins = new ArrayList<>();
    /** Of the thread that searches, while no other does. */
    private Hand hand;

    StateStore(Layout layout, Storage storage) {
        this(layout, storage, 1);
        begins.add(new int[1]);
    }

    /** One in which no level has begun. */
    private StateStore(Layout layout, Storage storage, int segments) {
        this.layout = layout;
        this.storage = storage;
        folding = storage.folds(layout) ? new Folding(layout.words()) : null;
        this.segments = new PackedSet[segments];
        for (int s = 0; s < segments; s++) {
            this.segments[s] = new PackedSet(entryWords());
        }
        hand = new Hand();
    }

    Layout layout() {
        return layout;
    }

    /** Words of an entry. */
    int entryWords() {
        return folding == null ? layout.words() : 1;
    }

    /** Makes entries of states and reads them, for one thread, until states are packed or spread anew. */
    final class Hand {
        private final Folding.Hand folder = folding == null ? null : folding.new Hand();
        private final long[] root = new long[1];

        /** The entry of a state that is to be added; valid until the next is asked for. */
        long[] entry(long[] state) {
            return folder == null ? state : root(folder.fold(state));
        }

        private long[] root(long word) {
            root[0] = word;
            return root;
        }

        void get(int number, long[] state) {
            PackedSet set = segments[segment(number)];
            if (folder == null) {
                set.get(place(number), state);
            } else {
                set.get(place(number), root);
                folder.unfold(root[0], state);
            }
        }

        /** The number of a stored state, -1 if it is not there. */
        int find(long[] state) {
            if (folder != null && !folder.find(state)) {
                return -1;
            }
            long[] entry = folder == null ? state : root(folder.root());
            long hash = PackedSet.hash(entry, 0, entryWords());
            int segment = segmentOf(hash);
            int place = segments[segment].find(entry, 0, hash);
            return place < 0 ? -1 : number(segment, place);
        }
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
        return bytes + (folding == null ? 0 : folding.bytes());
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
        hand.get(number, state);
    }

    /** The state that the search began with. */
    void getFirst(long[] state) {
        for (int s = 0; s < segments.length; s++) {
            if (begin(1, s) > 0) {
                get(number(s, 0), state);
            }
        }
    }

    /** The number of a stored state, -1 if it is not there. */
    int find(long[] state) {
        return hand.find(state);
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
        long[] entry = hand.entry(state);
        long hash = PackedSet.hash(entry, 0, entryWords());
        segments[segmentOf(hash)].add(entry, 0, hash);
    }

    /**
     * Adds states, given by their entries, that all belong in {@code segment}; true if one of them was known before the
     * level began.
     */
    boolean addAll(int segment, long[] entries, long[] hashes, int count) {
        PackedSet set = segments[segment];
        int known = begins.getLast()[segment];
        if (segments.length == 1) {
            return set.addAll(entries, hashes, count, known);
        }
        synchronized (set) {
            return set.addAll(entries, hashes, count, known);
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

    /** Leaves everything as it is if memory does not suffice. */
    private void rebuild(Layout other, int count) {
        StateStore made = new StateStore(other, storage, count);
        int[] vector = new int[Math.max(layout.components(), other.components())];
        long[] before = new long[layout.words()];
        long[] after = new long[other.words()];
        for (int level = 0; level < begins.size(); level++) {
            made.begins.add(made.sizes());
            for (int s = 0; s < segments.length; s++) {
                for (int place = begin(level, s); place < begin(level + 1, s); place++) {
                    get(number(s, place), before);
                    layout.unpack(before, vector);
                    other.pack(vector, after);
                    made.add(after);
                }
            }
        }
        layout = made.layout;
        folding = made.folding;
        segments = made.segments;
        begins = made.begins;
        hand = new Hand();
    }
}
