package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.program.Instruction.LockKind;
import dev.quiesce.program.Instruction.SpawnKind;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A store buffer is what a thread has done and others do not see yet, the oldest first: it takes effect in that order, one
 * group of entries at a time (Owens, Sarkar, Sewell, "A Better x86 Memory Model: x86-TSO", 2009). Besides stores it holds
 * what must not be seen before the stores that came earlier. Immutable.
 */
final class StoreBuffer {
    /** Entries there is room for. Processors have a few dozen; a check that needs more is bounded. */
    static final int MOST = 16;
    static final StoreBuffer EMPTY = new StoreBuffer(new Entry[0], 0);
    private static final ScalarType LOCK = ScalarType.S32;

    /** What is under way, with the place of the instruction that did it. */
    sealed interface Entry {
        Site site();
    }

    /**
     * A store.
     *
     * @param value   the bits as they will lie in memory
     * @param defines which of them hold a value from then on
     * @param forgets those hold none from then on instead
     * @param reader  whether it was made inside an RCU read-side section
     */
    record Write(long address, ScalarType type, long value, long defines, boolean forgets, boolean reader, Site site) implements Entry {}

    /** The end of an allocated object. */
    record Release(long address, long cache, Site site) implements Entry {}

    /** The end of an automatic object that others can reach. */
    record Death(int object, Site site) implements Entry {}

    /** The store that gives a lock back. */
    record Unlock(LockKind kind, long address, Site site) implements Entry {}

    /** The end of a read-side section of a {@linkplain Readers domain}. */
    record Leave(long domain, Site site) implements Entry {}

    /** The start of a thread. */
    record Start(SpawnKind kind, int function, long argument, long domain, Site site) implements Entry {}

    /** The end of an indivisible block that keeps others out. */
    record BlockEnd(Site site) implements Entry {}

    private final Entry[] entries;
    /** Bit n: entry n leaves together with the next one. */
    private final int joined;
    private int hash;

    private StoreBuffer(Entry[] entries, int joined) {
        this.entries = entries;
        this.joined = joined;
    }

    boolean isEmpty() {
        return entries.length == 0;
    }

    int size() {
        return entries.length;
    }

    Entry oldest() {
        return entries[0];
    }

    /** With one more; there must be room. */
    StoreBuffer with(Entry entry) {
        Entry[] more = Arrays.copyOf(entries, entries.length + 1);
        more[entries.length] = entry;
        return new StoreBuffer(more, joined);
    }

    /** The same, but all from entry {@code first} on leave together. */
    StoreBuffer joined(int first) {
        int last = entries.length - 1;
        return first >= last ? this : new StoreBuffer(entries, joined | (1 << last) - (1 << first));
    }

    /** Whether the oldest entry leaves together with the next one. */
    boolean goesOn() {
        return (joined & 1) != 0;
    }

    /** Without the oldest. */
    StoreBuffer rest() {
        return entries.length == 1 ? EMPTY
            : new StoreBuffer(Arrays.copyOfRange(entries, 1, entries.length), joined >>> 1);
    }

    // ---- forwarding

    private static int shift(long address) {
        return (int) (Address.offset(address) & 7) * 8;
    }

    private static long word(long address) {
        return address & ~7L;
    }

    /** The bits of the word at {@code word} that an entry stores to; 0 if it stores elsewhere. */
    private static long covered(Entry entry, long word) {
        return switch (entry) {
            case Write w -> word(w.address) == word ? Bits.mask(w.type) << shift(w.address) : 0;
            case Unlock u -> word(u.address) == word ? Bits.mask(LOCK) << shift(u.address) : 0;
            case Release _, Death _, Leave _, Start _, BlockEnd _ -> 0;
        };
    }

    /** Which bits of a load are stored to by entries. */
    long known(long address, ScalarType type) {
        long bits = 0;
        for (Entry entry : entries) {
            bits |= covered(entry, word(address));
        }
        return bits >>> shift(address) & Bits.mask(type);
    }

    /** What a load finds where memory holds {@code memory}. */
    long forward(long address, ScalarType type, long memory) {
        long bits = memory;
        for (Entry entry : entries) {
            if (entry instanceof Write w && word(w.address) == word(address)) {
                long there = Bits.mask(w.type) << shift(w.address);
                bits = bits & ~(there >>> shift(address)) | (w.value << shift(w.address)) >>> shift(address);
            } else {
                bits &= ~(covered(entry, word(address)) >>> shift(address));
            }
        }
        return type.wrap(bits & Bits.mask(type));
    }

    /** Which bits of a load hold a value once all entries are in memory, besides those that do already. */
    long defined(long address, ScalarType type) {
        long bits = 0;
        for (Entry entry : entries) {
            if (!(entry instanceof Write w) || word(w.address) != word(address)) {
                bits |= covered(entry, word(address));
            } else if (w.forgets) {
                bits &= ~(w.defines << shift(w.address));
            } else {
                bits |= w.defines << shift(w.address);
            }
        }
        return bits >>> shift(address) & Bits.mask(type);
    }

    /** Which bits of a load hold none then, because of an entry. */
    long forgotten(long address, ScalarType type) {
        long bits = 0;
        for (Entry entry : entries) {
            if (!(entry instanceof Write w) || word(w.address) != word(address)) {
                bits &= ~covered(entry, word(address));
            } else if (w.forgets) {
                bits |= w.defines << shift(w.address);
            } else {
                bits &= ~(w.defines << shift(w.address));
            }
        }
        return bits >>> shift(address) & Bits.mask(type);
    }

    /**
     * True if the newest store that a load overlaps with does not have all of it: processors do not put such a load
     * together from several sources, but let it wait.
     */
    boolean overlapsPartly(long address, ScalarType type) {
        long wanted = Bits.mask(type) << shift(address);
        for (int i = entries.length - 1; i >= 0; i--) {
            long common = covered(entries[i], word(address)) & wanted;
            if (common != 0) {
                return common != wanted;
            }
        }
        return false;
    }

    /** True if it holds the end of an object. */
    boolean ends(int object) {
        for (Entry entry : entries) {
            if (entry instanceof Release r && Address.object(r.address) == object
                || entry instanceof Death d && d.object == object) {
                return true;
            }
        }
        return false;
    }

    /** True if it holds the start of a thread. */
    boolean starts() {
        return Arrays.stream(entries).anyMatch(entry -> entry instanceof Start);
    }

    /** Adds the objects that entries point at. */
    void mark(BitSet found) {
        for (Entry entry : entries) {
            switch (entry) {
                case Write w -> {
                    Garbage.mark(w.address, found);
                    Garbage.mark(w.value, found);
                }
                case Release r -> {
                    Garbage.mark(r.address, found);
                    Garbage.mark(r.cache, found);
                }
                case Death d -> found.set(d.object);
                case Unlock u -> Garbage.mark(u.address, found);
                case Leave l -> Garbage.mark(l.domain, found);
                case Start s -> {
                    Garbage.mark(s.argument, found);
                    Garbage.mark(s.domain, found);
                }
                case BlockEnd _ -> { }
            }
        }
    }

    /** The same, with other names. */
    StoreBuffer renamed(Renaming renaming) {
        if (isEmpty()) {
            return this;
        }
        Entry[] renamed = new Entry[entries.length];
        for (int i = 0; i < entries.length; i++) {
            renamed[i] = switch (entries[i]) {
                case Write w -> new Write(renaming.value(w.address), w.type, renaming.value(w.value), w.defines, w.forgets, w.reader,
                    w.site);
                case Release r -> new Release(renaming.value(r.address), renaming.value(r.cache), r.site);
                case Death d -> new Death(renaming.object(d.object), d.site);
                case Unlock u -> new Unlock(u.kind, renaming.value(u.address), u.site);
                case Leave l -> new Leave(renaming.value(l.domain), l.site);
                case Start s -> new Start(s.kind, s.function, renaming.value(s.argument), renaming.value(s.domain), s.site);
                case BlockEnd e -> e;
            };
        }
        return new StoreBuffer(renamed, joined);
    }

    /** Tells of values that a load finds in parts, or together with others. */
    void tell(long address, ScalarType type, long memory, long found, Symmetry symmetry) {
        for (Entry entry : entries) {
            if (entry instanceof Write w && word(w.address) == word(address) && w.type.bytes() != type.bytes()) {
                symmetry.integer(w.value);
                symmetry.integer(memory);
                symmetry.integer(found);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoreBuffer b && (this == b || hashCode() == b.hashCode() && joined == b.joined
            && Arrays.equals(entries, b.entries));
    }

    @Override
    public int hashCode() {
        if (hash == 0 && entries.length > 0) {
            int h = Arrays.hashCode(entries) * 31 + joined;
            hash = h == 0 ? 1 : h;
        }
        return hash;
    }
}
