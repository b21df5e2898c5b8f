package dev.quiesce.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The visited set: every state once and exactly, packed by a {@link Layout}, by levels of the search. One {@link PackedSet}
 * or, for several workers, {@value #MOST_SEGMENTS} of them that are locked one by one; which one a state is in is decided by
 * its hash. A state's number tells the segment and the place in it.
 *
 * <p>What a set holds of a state is its key: the state as it is or, if it has many words, the root that it {@linkplain
 * Folding folds} to, or, if that was asked for, a {@linkplain Fingerprint fingerprint} only. To be added, a state is made an
 * entry, which begins with the key; each thread does so with a {@linkplain Hand hand} of its own. Of states of which only
 * fingerprints are stored, those of the level that is expanded and of the next are {@linkplain Recent kept as well}.
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
    /** Null unless only fingerprints are stored. */
    private Recent recent;
    private int[] first;
    private PackedSet[] segments;
    private Intake[] intakes;
    /** By level: how many states there were in each segment when it began. */
    private List<int[]> begins = new ArrayList<>();
    /** Of the thread that searches, while no other does. */
    private Hand hand;

    StateStore(Layout layout, Storage storage) {
        this(layout, storage, 1, 0);
        begins.add(new int[1]);
    }

    /** One in which no level has begun, with room at once for the index of so many states. */
    private StateStore(Layout layout, Storage storage, int segments, long expected) {
        this.layout = layout;
        this.storage = storage;
        folding = storage.folds(layout) ? new Folding(layout.words()) : null;
        recent = storage.keepsStates() ? null : new Recent(layout, storage, segments);
        this.segments = new PackedSet[segments];
        Arrays.setAll(this.segments, s -> new PackedSet(keyWords(), Integer.MAX_VALUE / segments, (int) (expected / segments)));
        intakes = Stream.generate(Intake::new).limit(segments).toArray(Intake[]::new);
        hand = new Hand();
    }

    Layout layout() {
        return layout;
    }

    /** Words of a key. */
    int keyWords() {
        return folding == null && recent == null ? layout.words() : 1;
    }

    /** Words of an entry. */
    int entryWords() {
        return keyWords() + (recent == null ? 0 : recent.words());
    }

    /** False if only fingerprints are stored: then states can be got of two levels only, and not looked for. */
    boolean keepsStates() {
        return recent == null;
    }

    /** With fingerprints: that of a state. */
    long fingerprint(int number) {
        long[] key = new long[1];
        segments[segment(number)].get(place(number), key);
        return key[0];
    }

    /** Where parents are stored: the number of the state that one was found from. */
    int parent(int number) {
        return recent.parent(segment(number), place(number));
    }

    /** Makes entries of states and reads them, for one thread, until states are packed or spread anew. */
    final class Hand {
        private final Folding.Hand folder = folding == null ? null : folding.new Hand();
        private final Fingerprint print = recent == null ? null : new Fingerprint(layout, storage.fingerprint());
        private final long[] root = new long[1];
        /** With fingerprints: the state that was got last, and an entry. */
        private final long[] last = new long[layout.words()];
        private final long[] entry = new long[entryWords()];
        private int lastNumber;
        private long lastPrint;

        /** The entry of a state that is to be added, a successor of the one got last; valid until the next is asked for. */
        long[] entry(long[] state) {
            return print != null ? printed(state) : folder == null ? state : root(folder.fold(state));
        }

        private long[] printed(long[] state) {
            entry[0] = fingerprint(state);
            entry[1] = lastNumber;
            System.arraycopy(state, 0, entry, 2, last.length);
            return entry;
        }

        /** With fingerprints: that of a state, which is found fast for a successor of the one got last. */
        long fingerprint(long[] state) {
            return print.after(lastPrint, last, state);
        }

        private long[] root(long word) {
            root[0] = word;
            return root;
        }

        void get(int number, long[] state) {
            PackedSet set = segments[segment(number)];
            if (print != null) {
                recent.get(segment(number), place(number), state);
                System.arraycopy(state, 0, last, 0, last.length);
                set.get(place(number), root);
                lastPrint = root[0];
                lastNumber = number;
            } else if (folder == null) {
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
            long hash = PackedSet.hash(entry, 0, keyWords());
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
        return bytes + (folding == null ? 0 : folding.bytes()) + (recent == null ? 0 : recent.bytes());
    }

    /** What is added from now on is the next level. Answers how many states the one before has. */
    long beginLevel() {
        int[] sizes = sizes();
        int[] last = begins.getLast();
        begins.add(sizes);
        if (recent != null) {
            recent.beginLevel(sizes);
        }
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

    /** States of a level that has begun. */
    long size(int level) {
        long size = 0;
        for (int s = 0; s < segments.length; s++) {
            size += begin(level + 1, s) - begin(level, s);
        }
        return size;
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
        return number >>> Integer.numberOfTrailingZeros(segments.length); // a power of two, and division is slow
    }

    void get(int number, long[] state) {
        hand.get(number, state);
    }

    /** The state that the search began with. */
    void getFirst(long[] state) {
        if (recent != null) {
            layout.pack(Arrays.copyOf(first, layout.components()), state);
            return;
        }
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
        long hash = PackedSet.hash(entry, 0, keyWords());
        int segment = segmentOf(hash);
        if (segments[segment].add(entry, 0, hash) >= 0 && recent != null) {
            recent.add(segment, entry, 1);
        }
        if (first == null) {
            first = new int[layout.components()];
            layout.unpack(state, first);
        }
    }

    /**
     * Adds states, given by their entries, that all belong in {@code segment}: they are there when all workers are done. True if
     * one that was added was known before the level began.
     */
    boolean addAll(int segment, long[] entries, long[] hashes, int count) {
        return segments.length == 1 ? addHere(segment, entries, hashes, count)
            : intakes[segment].add((e, h, n) -> addHere(segment, e, h, n), entries, hashes, count, entryWords());
    }

    private boolean addHere(int segment, long[] entries, long[] hashes, int count) {
        int known = begins.getLast()[segment];
        return recent == null ? segments[segment].addAll(entries, hashes, count, known)
            : addPrints(segment, entries, hashes, count, known);
    }

    private boolean addPrints(int segment, long[] entries, long[] hashes, int count, int below) {
        boolean old = false;
        int words = entryWords();
        for (int i = 0; i < count; i++) {
            int number = segments[segment].add(entries, i * words, hashes[i]);
            if (number >= 0) {
                recent.add(segment, entries, i * words + 1);
            }
            old |= number < 0 && ~number < below;
        }
        return old;
    }

    /** Keeps the first levels only, and of those what it takes to read their states by their numbers: makes room. */
    void strip(int levels) {
        for (int s = 0; s < segments.length; s++) {
            segments[s].strip(begin(levels, s));
        }
    }

    /** Packs everything by another layout, in which all of it fits. Numbers of states change, levels do not. */
    void relayout(Layout other) {
        rebuild(other, segments.length);
    }

    /** Takes another layout, by which all states are packed already. */
    void extend(Layout other) {
        layout = other;
        hand = new Hand();
    }

    /** Spreads the states over as many segments as several workers need. */
    void spread() {
        rebuild(layout, MOST_SEGMENTS);
    }

    /** Leaves everything as it is if memory does not suffice. */
    private void rebuild(Layout other, int count) {
        if (recent != null && count == segments.length) {
            recent = new Recent(recent, other); // fingerprints do not depend on the layout
            layout = other;
        } else {
            StateStore made = new StateStore(other, storage, count, size());
            if (recent == null) {
                repack(made);
            } else {
                reprint(made);
            }
            layout = made.layout;
            folding = made.folding;
            recent = made.recent;
            segments = made.segments;
            intakes = made.intakes;
            begins = made.begins;
        }
        hand = new Hand();
    }

    private void repack(StateStore made) {
        int[] vector = new int[Math.max(layout.components(), made.layout.components())];
        long[] before = new long[layout.words()];
        long[] after = new long[made.layout.words()];
        Batches batches = new Batches(made);
        for (int level = 0; level < begins.size(); level++) {
            made.begins.add(made.sizes());
            for (int s = 0; s < segments.length; s++) {
                for (int place = begin(level, s); place < begin(level + 1, s); place++) {
                    get(number(s, place), before);
                    layout.unpack(before, vector);
                    made.layout.pack(vector, after);
                    long[] entry = made.hand.entry(after);
                    batches.put(entry, PackedSet.hash(entry, 0, made.keyWords()));
                }
            }
            batches.add();
        }
    }

    /** Takes over fingerprints, and the states that there still are; not which state each was found from. */
    private void reprint(StateStore made) {
        long[] entry = new long[entryWords()];
        long[] last = new long[layout.words()];
        for (int level = 0; level < begins.size(); level++) {
            int[] sizes = made.sizes();
            made.begins.add(sizes);
            made.recent.beginLevel(sizes);
            for (int s = 0; s < segments.length; s++) {
                for (int place = begin(level, s); place < begin(level + 1, s); place++) {
                    entry[0] = fingerprint(number(s, place));
                    long hash = PackedSet.hash(entry, 0, 1);
                    int segment = made.segmentOf(hash);
                    made.segments[segment].add(entry, 0, hash);
                    if (level + 2 >= begins.size()) {
                        recent.get(s, place, last);
                        System.arraycopy(last, 0, entry, 2, last.length);
                        made.recent.add(segment, entry, 1);
                    }
                }
            }
        }
    }
}
