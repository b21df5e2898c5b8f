package dev.quiesce.explore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.StampedLock;

/**
 * A set of states of equally many words, each stored once and exactly and numbered. Open addressing with linear probing.
 * Several threads may add states at the same time, each with an {@linkplain Adder adder} of its own: who comes first at an
 * empty entry of the index takes it by one atomic write. Nobody waits for anybody: while the index is made larger, all make it. (Such
 * tables are those of Laarman, van de Pol and Weber, "Boosting Multi-Core Reachability Performance with Shared Hash Tables",
 * FMCAD 2010.) States once added may be read meanwhile.
 *
 * <p>Costs 4 bytes a half of a word and 5 to 10 for the index. An entry of the index is a number and as much of the state's hash as
 * there is room for beside it, so that states that differ are mostly told apart without being looked at.
 */
final class PackedSet {
    private static final int CHUNK_BITS = 14;
    private static final int FIRST_CHUNK = 1 << 6;
    private static final int FIRST_INDEX_BITS = 8;
    private static final int MOST_BITS = Integer.SIZE - 2;
    /** The part of a hash that says where to look first. Those below are tags. */
    private static final int PLACE_SHIFT = 26;
    private static final int BATCH = 128;
    private static final VarHandle ENTRIES = MethodHandles.arrayElementVarHandle(int[].class);

    private final int halves;
    private final int words;
    private final int most;
    private final Rows rows;
    private final List<Adder> adders = new ArrayList<>();
    /** States in the index, but for those that are being added. */
    private final AtomicInteger known = new AtomicInteger();
    /** Held for reading by who adds, and for writing by who makes the index larger. */
    private final StampedLock growing = new StampedLock();
    private int[] index = new int[1 << FIRST_INDEX_BITS];
    private int numberBits = FIRST_INDEX_BITS;
    /** By chunk: how many of its states are old. */
    private int[] old = {};
    /** The index that is being made, null if none is. */
    private volatile Reindexing reindexing;

    /** Is told of a state that was added: its number, and where among those that were to be added it begins. */
    @FunctionalInterface
    interface Listener {
        void added(int number, int at);
    }

    /**
     * @param halves of words that are stored of a state; if they are odd, the high half of its last word is 0
     * @param most   states that one adder has room for
     */
    PackedSet(int halves, int most) {
        this.halves = halves;
        this.most = most;
        rows = Rows.of(halves, CHUNK_BITS, FIRST_CHUNK);
        words = rows.words();
    }

    /**
     * A set with as many states under the same numbers, all of them still blank: each has to be {@linkplain Rows#set set}, and
     * then the set {@linkplain #make made}.
     *
     * @param others to which nobody adds any more
     */
    PackedSet(PackedSet others, int halves) {
        this.halves = halves;
        most = others.most;
        rows = others.rows.blank(halves);
        words = rows.words();
        for (Adder a : others.adders) {
            new Adder(a.shelf.in(rows)).aged = a.aged;
        }
        old = others.old.clone();
        known.set(others.size());
    }

    /** Makes the index for the states there are; throws {@link OutOfMemoryError} if it has no room. */
    void make() {
        build(bits(0), new long[BATCH]);
    }

    /** What is there now is old from now on. */
    void age() {
        old = Arrays.copyOf(old, rows.limit() / rows.chunkSize());
        for (Adder a : adders) {
            for (Rows.Range range : a.shelf.ranges(a.aged, a.shelf.size())) {
                old[range.begin() >> CHUNK_BITS] = (range.end() - 1 & rows.chunkSize() - 1) + 1;
            }
            a.aged = a.shelf.size();
        }
    }

    private boolean isOld(int number) {
        int chunk = number >> CHUNK_BITS;
        return chunk < old.length && (number & (1 << CHUNK_BITS) - 1) < old[chunk];
    }

    int size() {
        return adders.stream().mapToInt(a -> a.shelf.size()).sum();
    }

    List<Adder> adders() {
        return adders;
    }

    /** By number, the words of each state. */
    Rows rows() {
        return rows;
    }

    /** Bytes for the states and their index: as many for several adders as for one, which leave more room unused. */
    long bytes() {
        int size = size();
        return 4L * halves * size + (4L << bits(size, 1));
    }

    /** Mixes all words of the state at {@code at}. */
    static long hash(long[] state, int at, int words) {
        long h = 0;
        for (int w = 0; w < words; w++) {
            h = (h ^ state[at + w]) * 0x9E3779B97F4A7C15L;
            h ^= h >>> 32;
        }
        h *= 0xD6E8FEB86659FD93L;
        return h ^ h >>> 32;
    }

    /** Where in an index of {@code low} plus 1 entries to look first. */
    static int place(long hash, int low) {
        return (int) (hash >>> PLACE_SHIFT) & low;
    }

    private int tag(long hash) {
        return (int) hash << numberBits;
    }

    /** The part of an entry that is a number plus 1. */
    private int numberMask() {
        return (1 << numberBits) - 1;
    }

    private static int entry(int[] index, int i) {
        return (int) ENTRIES.getAcquire(index, i);
    }

    /** The number of the state at {@code at}, -1 if it is not there; nobody may make the index larger meanwhile. */
    int find(long[] states, int at, long hash) {
        int[] slots = index;
        int low = slots.length - 1;
        int tag = tag(hash);
        int i = place(hash, low);
        for (int entry = entry(slots, i); entry != 0; entry = entry(slots, i)) {
            if (means(entry, tag, states, at)) {
                return (entry & numberMask()) - 1;
            }
            i = i + 1 & low;
        }
        return -1;
    }

    private boolean means(int entry, int tag, long[] states, int at) {
        return (entry & ~numberMask()) == tag && rows.same((entry & numberMask()) - 1, states, at);
    }

    /** Copies a state to {@code to}. */
    void get(int number, long[] to) {
        rows.get(number, to);
    }

    /** Gives the index up: from then on states can be read and no more. */
    void strip() {
        index = new int[0];
    }

    /** True if each adder may add a batch, one of them so many states. */
    private boolean hasRoom(int more) {
        return bits(more) <= Integer.numberOfTrailingZeros(index.length) && numbersNeeded() <= numberBits;
    }

    /** The size of the index that each adder may add a batch to, one of them so many states, as a power of two. */
    private int bits(int more) {
        return bits(known.get() + more, adders.size());
    }

    private static int bits(int states, int adders) {
        long least = states + (adders - 1L) * BATCH;
        int bits = FIRST_INDEX_BITS;
        while (least > 3L << bits - 2) {
            bits++;
        }
        return bits;
    }

    /** Bits of the numbers that there may be once each adder has added a batch, plus 1; those of one alone have no gaps. */
    private int numbersNeeded() {
        return adders.size() == 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(rows.limit() + adders.size() * rows.chunkSize());
    }

    /** Makes room for so many states more, or helps who does; then there may be too little again. */
    private void grow(int more, long[] hashes) {
        long stamp = growing.tryWriteLock();
        if (stamp != 0) {
            try {
                if (!hasRoom(more)) {
                    build(bits(more), hashes);
                }
            } finally {
                growing.unlockWrite(stamp);
            }
            return;
        }
        Reindexing others = reindexing;
        if (others != null) {
            others.help(hashes);
        }
        Thread.yield();
    }

    private void build(int bits, long[] hashes) {
        int numbers = Math.max(bits, numbersNeeded());
        if (numbers > MOST_BITS) {
            throw new OutOfMemoryError("more states than an index can number");
        }
        Reindexing made = new Reindexing(rows, adders.stream().map(a -> a.shelf).toList(), bits, numbers);
        reindexing = made;
        made.help(hashes);
        while (!made.done()) {
            Thread.yield();
        }
        reindexing = null;
        index = made.index;
        numberBits = numbers;
    }

    /** What one thread adds states with. Made by one thread at a time while nobody adds; a second one only if there is a state. */
    final class Adder {
        /** The states that it added. */
        final Rows.Shelf shelf;
        /** How many of them are old. */
        private int aged;
        private final int[] entries = new int[BATCH];
        private final int[] likely = new int[BATCH];
        private final long[] firsts = new long[BATCH];

        Adder() {
            this(rows.new Shelf());
            if (adders.size() > 1 && size() == 0) {
                throw new IllegalStateException("several threads add the first state");
            }
        }

        private Adder(Rows.Shelf shelf) {
            this.shelf = shelf;
            adders.add(this);
        }

        /** The number of the state at {@code at} if it is new, else its complement ({@code ~number}). */
        int add(long[] states, int at, long hash) {
            long stamp = enter(1);
            try {
                int number = insert(states, at, hash);
                known.addAndGet(number < 0 ? 0 : 1);
                return number;
            } finally {
                growing.unlockRead(stamp);
            }
        }

        /**
         * Adds {@code count} states, each {@code stride} words after the one before, and answers whether one of them is
         * {@linkplain #age old}. Goes through many states once for their places in the index, once for the entries that may mean
         * them and once for what those mean, before the first is added: so the memory, which is far away, serves them together and
         * not one after the other.
         *
         * @param listener null if nobody wants to be told
         */
        boolean addAll(long[] states, long[] hashes, int count, int stride, Listener listener) {
            boolean any = false;
            int from = 0;
            if (rows.limit() == 0 && count > 0) {
                int number = add(states, 0, hashes[0]); // there is a state 0 to compare with from now on
                if (listener != null) {
                    listener.added(number, 0);
                }
                from = 1;
            }
            for (; from < count; from += BATCH) {
                int many = Math.min(count - from, BATCH);
                long stamp = enter(many);
                int before = shelf.size();
                try {
                    readAhead(hashes, from, many);
                    for (int i = 0; i < many; i++) {
                        int at = (from + i) * stride;
                        int number = likely[i];
                        if (firsts[i] != states[at] || words > 1 && !rows.same(number, states, at)) {
                            number = insert(states, at, hashes[from + i]);
                            if (number >= 0 && listener != null) {
                                listener.added(number, at);
                            }
                            number ^= number >> Integer.SIZE - 1;
                        }
                        any |= isOld(number);
                    }
                } finally {
                    known.addAndGet(shelf.size() - before);
                    growing.unlockRead(stamp);
                }
            }
            return any;
        }

        /** Reads for each state the number that it has if it is known, and the first word of the state that has it. */
        private void readAhead(long[] hashes, int from, int many) {
            int[] slots = index;
            int low = slots.length - 1;
            int numbers = numberMask();
            for (int i = 0; i < many; i++) {
                entries[i] = slots[place(hashes[from + i], low)];
            }
            VarHandle.acquireFence(); // what those mean is read after them; one for all, as each costs what makes loops fast
            for (int i = 0; i < many; i++) {
                int tag = tag(hashes[from + i]);
                int at = place(hashes[from + i], low);
                int entry = entries[i];
                while (entry != 0 && ((entry ^ tag) & ~numbers) != 0) {
                    at = at + 1 & low;
                    entry = PackedSet.entry(slots, at);
                }
                likely[i] = Math.max((entry & numbers) - 1, 0);
                firsts[i] = rows.first(likely[i]);
            }
        }

        private long enter(int many) {
            long stamp = growing.tryReadLock();
            while (stamp == 0 || !hasRoom(many)) {
                if (stamp != 0) {
                    growing.unlockRead(stamp);
                }
                grow(many, firsts);
                stamp = growing.tryReadLock();
            }
            return stamp;
        }

        /** Takes an empty entry: answers 0, or what somebody else has made of it. One who is alone need not ask, which takes time. */
        private int taken(int[] slots, int i, int entry) {
            if (adders.size() > 1) {
                return (int) ENTRIES.compareAndExchange(slots, i, 0, entry);
            }
            slots[i] = entry;
            return 0;
        }

        private int insert(long[] states, int at, long hash) {
            int[] slots = index;
            int low = slots.length - 1;
            int tag = tag(hash);
            int i = place(hash, low);
            while (true) {
                int entry = PackedSet.entry(slots, i);
                if (entry == 0) {
                    if (shelf.size() == most) {
                        throw new OutOfMemoryError("more states than can be numbered");
                    }
                    int number = shelf.put(states, at);
                    entry = taken(slots, i, tag | number + 1);
                    if (entry == 0) {
                        shelf.keep();
                        return number;
                    }
                }
                if (means(entry, tag, states, at)) {
                    return ~((entry & numberMask()) - 1);
                }
                i = i + 1 & low;
            }
        }
    }
}
