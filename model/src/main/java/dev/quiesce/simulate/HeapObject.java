package dev.quiesce.simulate;

import java.util.Arrays;

/**
 * A heap object is an allocation (or an automatic object) in some state: its bytes, which of its bits hold a value,
 * whether it is still there, and who can reach it. Immutable; a change makes a new one.
 */
final class HeapObject {
    /** What became of an object. */
    enum Status { LIVE, FREED }

    private static final long[] ALL_DEFINED = {};

    final int id;
    final int size;
    final Status status;
    /** Slot + 1 of the only thread that can reach it, 0 once any other can. */
    final int owner;
    /** True for automatic objects. */
    final boolean automatic;
    /** Address of the cache it belongs to, 0 for the general heap. */
    final long cache;
    /** SLAB_TYPESAFE_BY_RCU: may be read inside RCU sections after it was freed. */
    final boolean typesafe;
    final long[] words;
    /** Bits that hold no value yet, word by word; empty if all do. */
    final long[] undefined;
    private int hash;

    HeapObject(int id, int size, Status status, int owner, boolean automatic, long cache, boolean typesafe,
               long[] words, long[] undefined) {
        this.id = id;
        this.size = size;
        this.status = status;
        this.owner = owner;
        this.automatic = automatic;
        this.cache = cache;
        this.typesafe = typesafe;
        this.words = words;
        this.undefined = undefined;
    }

    static HeapObject fresh(int id, int size, int owner, boolean automatic, long cache, boolean typesafe,
                            boolean zeroed) {
        int count = (size + 7) / 8;
        long[] undefined = ALL_DEFINED;
        if (!zeroed && count > 0) {
            undefined = new long[count];
            Arrays.fill(undefined, -1L);
        }
        return new HeapObject(id, size, Status.LIVE, owner, automatic, cache, typesafe, new long[count], undefined);
    }

    /** Where the object of that name is in {@code heap}, which is in order of names; -1 - where it would be if there is none. */
    static int indexOf(int id, HeapObject[] heap) {
        int low = 0;
        int high = heap.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int found = heap[middle].id;
            if (found == id) {
                return middle;
            }
            if (found < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    boolean live() {
        return status == Status.LIVE;
    }

    long undefinedAt(int word) {
        return undefined.length == 0 ? 0 : undefined[word];
    }

    HeapObject with(int word, long value, long stillUndefined) {
        long[] changed = words.clone();
        changed[word] = value;
        long[] bits = undefined;
        if (undefinedAt(word) != stillUndefined) {
            bits = bits.length == 0 ? new long[words.length] : bits.clone();
            bits[word] = stillUndefined;
            if (allZero(bits)) {
                bits = ALL_DEFINED;
            }
        }
        return new HeapObject(id, size, status, owner, automatic, cache, typesafe, changed, bits);
    }

    HeapObject withOwner(int newOwner) {
        return new HeapObject(id, size, status, newOwner, automatic, cache, typesafe, words, undefined);
    }

    /** What is left of it: nothing but its name, or its bytes if it is type-safe. */
    HeapObject freed() {
        return typesafe
            ? new HeapObject(id, size, Status.FREED, 0, automatic, cache, true, words, undefined)
            : new HeapObject(id, size, Status.FREED, 0, automatic, cache, false, ALL_DEFINED, ALL_DEFINED);
    }

    /** The same memory handed out again by its cache, contents kept. */
    HeapObject recycled(int newOwner, boolean zeroed) {
        int count = (size + 7) / 8;
        long[] content = zeroed || words.length != count ? new long[count] : words;
        return new HeapObject(id, size, Status.LIVE, newOwner, automatic, cache, typesafe, content,
            zeroed ? ALL_DEFINED : undefined);
    }

    private static boolean allZero(long[] bits) {
        for (long b : bits) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeapObject o && (this == o || hashCode() == o.hashCode() && id == o.id
            && size == o.size && status == o.status && owner == o.owner && automatic == o.automatic
            && cache == o.cache && typesafe == o.typesafe
            && Arrays.equals(words, o.words) && Arrays.equals(undefined, o.undefined));
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            int h = id * 31 + size;
            h = h * 31 + status.ordinal();
            h = h * 31 + owner;
            h = h * 31 + Arrays.hashCode(words);
            h = h * 31 + Arrays.hashCode(undefined);
            hash = h == 0 ? 1 : h;
        }
        return hash;
    }
}
