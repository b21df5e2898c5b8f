package dev.quiesce.explore;

import dev.quiesce.explore.Rows.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The visited set: every state once and exactly, packed by a {@link Layout}, by levels of the search. A {@link PackedSet} to which
 * each worker adds what it finds, side by side with others. Which worker added a state is part of its number, which it
 * keeps.
 *
 * <p>What the set holds of a state is its key: the state as it is or, if it has many words, the root that it {@linkplain
 * Folding folds} to, or, if that was asked for, a {@linkplain Fingerprint fingerprint} only. To be added, a state is made an
 * entry, which begins with the key; each thread does so with a {@linkplain Hand hand} of its own. Of states of which only
 * fingerprints are stored, those of the level that is expanded and of the next are {@linkplain Recent kept as well}.
 */
final class StateStore {
    /** Longest vector there can be. */
    static final int MAX_COMPONENTS = 4096;

    private final Storage storage;
    private Layout layout;
    /** Null if states are stored as they are. */
    private Folding folding;
    /** Null unless only fingerprints are stored. */
    private Recent recent;
    private int[] first;
    private PackedSet set;
    /** By level: how many states each worker had added when it began. */
    private final List<int[]> begins = new ArrayList<>();
    /** Of the thread that searches, while no other does. */
    private Hand hand;

    StateStore(Layout layout, Storage storage) {
        this.layout = layout;
        this.storage = storage;
        folding = fold(layout);
        recent = storage.keepsStates() ? null : new Recent(layout, storage);
        set = new PackedSet(keyHalves(), Integer.MAX_VALUE);
        set.new Adder();
        begins.add(new int[1]);
        hand = new Hand();
    }

    private Folding fold(Layout layout) {
        return storage.folds(layout) ? new Folding(layout.words()) : null;
    }

    Layout layout() {
        return layout;
    }

    /** Words of a key. */
    int keyWords() {
        return keyHalves() + 1 >> 1;
    }

    private int keyHalves() {
        return folding == null && recent == null ? layout.halves() : 2;
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
        return set.rows().first(number);
    }

    /** Where parents are stored: the number of the state that one was found from. */
    int parent(int number) {
        return recent.parent(number);
    }

    /** Makes entries of states and reads them, for one thread, until states are packed anew. */
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
            if (print != null) {
                recent.get(number, state);
                System.arraycopy(state, 0, last, 0, last.length);
                lastPrint = StateStore.this.fingerprint(number);
                lastNumber = number;
            } else if (folder == null) {
                set.get(number, state);
            } else {
                folder.unfold(set.rows().first(number), state);
            }
        }

        /** The number of a stored state, -1 if it is not there. */
        int find(long[] state) {
            if (folder != null && !folder.find(state)) {
                return -1;
            }
            long[] entry = folder == null ? state : root(folder.root());
            return set.find(entry, 0, PackedSet.hash(entry, 0, keyWords()));
        }
    }

    /** What one worker adds states with, until they are packed anew. */
    final class Adder {
        private final PackedSet.Adder adder;
        private final PackedSet.Listener listener;
        private long[] adding;

        private Adder(PackedSet.Adder adder) {
            this.adder = adder;
            listener = recent == null ? null : (number, at) -> recent.put(number, adding, at + 1);
        }

        /** Adds states, given by their entries. True if one of them was known before the level began. */
        boolean addAll(long[] entries, long[] hashes, int count) {
            adding = entries;
            return adder.addAll(entries, hashes, count, entryWords(), listener);
        }
    }

    /** For workers that add side by side. Nobody may add meanwhile. */
    List<Adder> adders(int count) {
        List<Adder> adders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            adders.add(new Adder(i < set.adders().size() ? set.adders().get(i) : set.new Adder()));
        }
        return adders;
    }

    long size() {
        return set.size();
    }

    /** Bytes in use for the states and their index. */
    long bytes() {
        return set.bytes() + (folding == null ? 0 : folding.bytes()) + (recent == null ? 0 : recent.bytes());
    }

    /** All numbers are below. */
    int limit() {
        return set.rows().limit();
    }

    /** What is added from now on is the next level. Answers how many states the one before has. */
    long beginLevel() {
        begins.add(set.adders().stream().mapToInt(a -> a.shelf.size()).toArray());
        set.age();
        long size = size(levels() - 2);
        if (recent != null) {
            recent.keep(ranges(levels() - 2, levels() - 2));
        }
        return size;
    }

    /** Levels that have begun. */
    int levels() {
        return begins.size();
    }

    /** States of a level that has begun. */
    long size(int level) {
        return ranges(level, level).stream().mapToLong(r -> r.end() - r.begin()).sum();
    }

    /** Where the states of some levels are, the last of which has begun at most. */
    List<Range> ranges(int first, int last) {
        List<Range> ranges = new ArrayList<>();
        for (int a = 0; a < set.adders().size(); a++) {
            ranges.addAll(set.adders().get(a).shelf.ranges(begin(first, a), begin(last + 1, a)));
        }
        return ranges;
    }

    /** How many states a worker had added when a level began, or has now. */
    private int begin(int level, int adder) {
        if (level >= begins.size()) {
            return set.adders().get(adder).shelf.size();
        }
        int[] sizes = begins.get(level);
        return adder < sizes.length ? sizes[adder] : 0;
    }

    void get(int number, long[] state) {
        hand.get(number, state);
    }

    /** The state that the search began with. */
    void getFirst(long[] state) {
        layout.pack(Arrays.copyOf(first, layout.components()), state);
    }

    /** The number of a stored state, -1 if it is not there. */
    int find(long[] state) {
        return hand.find(state);
    }

    /** Adds a state as the first worker does. */
    void add(long[] state) {
        long[] entry = hand.entry(state);
        int number = set.adders().getFirst().add(entry, 0, PackedSet.hash(entry, 0, keyWords()));
        if (number >= 0 && recent != null) {
            recent.put(number, entry, 1);
        }
        if (first == null) {
            first = new int[layout.components()];
            layout.unpack(state, first);
        }
    }

    /** Keeps the first levels only, and of those what it takes to read their states by their numbers: makes room. */
    void strip(int levels) {
        for (int a = 0; a < set.adders().size(); a++) {
            set.adders().get(a).shelf.truncate(begin(levels, a));
        }
        set.strip();
    }

    /** Takes another layout, by which all states are packed already. */
    void extend(Layout other) {
        layout = other;
        hand = new Hand();
    }

    /** Packs everything by another layout, in which all of it fits. Leaves it as it is if memory does not suffice. */
    void relayout(Layout other) {
        if (recent != null) {
            recent = new Recent(recent, ranges(levels() - 2, levels() - 1), other); // fingerprints do not depend on the layout
            layout = other;
        } else {
            repack(other);
        }
        hand = new Hand();
    }

    private void repack(Layout other) {
        Folding made = fold(other);
        PackedSet packed = new PackedSet(set, made == null ? other.halves() : 2);
        Folding.Hand folder = made == null ? null : made.new Hand();
        int[] vector = new int[Math.max(layout.components(), other.components())];
        long[] before = new long[layout.words()];
        long[] after = new long[other.words()];
        long[] root = new long[1];
        for (Range range : ranges(0, levels())) {
            for (int number = range.begin(); number < range.end(); number++) {
                get(number, before);
                layout.unpack(before, vector);
                other.pack(vector, after);
                if (folder != null) {
                    root[0] = folder.fold(after);
                }
                packed.rows().set(number, folder == null ? after : root, 0);
            }
        }
        packed.make();
        layout = other;
        folding = made;
        set = packed;
    }
}
