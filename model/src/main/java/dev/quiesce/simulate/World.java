package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.program.Finding;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.SharedState.Phase;
import dev.quiesce.simulate.SharedState.SystemTable;
import java.util.Arrays;

/**
 * The world is the shared state while a step is being taken: copied on the first write, frozen again at the end. It
 * knows which accesses are errors.
 */
final class World {
    private final Image image;
    private SharedState from;
    /** What is told what a step looks at. Everybody looks at {@link #phase}. */
    Witness witness = Witness.NONE;
    Phase phase;
    private long[] globals;
    private boolean globalsOwned;
    private HeapObject[] heap;
    private boolean heapOwned;
    private LongTable ghosts;
    private LongTable system;

    private final Symmetry symmetry;
    final Guesses guesses;

    World(Image image, Guesses guesses, Symmetry symmetry) {
        this.image = image;
        this.guesses = guesses;
        this.symmetry = symmetry;
    }

    void load(SharedState state) {
        from = state;
        phase = state.phase();
        globals = state.globals();
        heap = state.heap();
        ghosts = state.ghosts();
        system = state.system();
        globalsOwned = false;
        heapOwned = false;
    }

    SharedState freeze() {
        globalsOwned = false;
        heapOwned = false;
        boolean same = globals == from.globals() && heap == from.heap() && ghosts == from.ghosts()
            && system == from.system() && phase == from.phase();
        return same ? from : new SharedState(phase, globals, heap, ghosts, system);
    }

    // ---- the machine's tables

    long get(SystemTable table, long key) {
        witness.entry(table, key);
        return system.get(table.ordinal(), key);
    }

    void set(SystemTable table, long key, long value) {
        witness.entry(table, key);
        system = system.with(table.ordinal(), key, value);
    }

    /** All tables of the machine, to look at the entries of {@code table} only. */
    LongTable entries(SystemTable table) {
        witness.table(table);
        return system;
    }

    long ghost(long table, long key) {
        witness.ghost(table, key);
        return ghosts.get(table, key);
    }

    void setGhost(long table, long key, long value) {
        witness.ghost(table, key);
        ghosts = ghosts.with(table, key, value);
    }

    /** Drops all entries of the machine's tables but those of {@code kept}. */
    void keepOnly(SystemTable kept) {
        witness.everything();
        LongTable rest = LongTable.EMPTY;
        for (int i = 0; i < system.size(); i++) {
            if (system.first(i) == kept.ordinal()) {
                rest = rest.with(system.first(i), system.second(i), system.value(i));
            }
        }
        system = rest;
    }

    /** True if what threads do can be on its way to memory. */
    boolean storeBuffers() {
        return image.storeBuffers;
    }

    /** The words of all globals, to look at. */
    long[] globals() {
        witness.everything();
        return globals;
    }

    /** The word of a global by position among all. */
    long globalWord(int word) {
        witness.global(word);
        return globals[word];
    }

    /** All objects, to look at. */
    HeapObject[] heap() {
        witness.everything();
        return heap;
    }

    /** All objects, to look at those that are not live. */
    HeapObject[] freed() {
        witness.freed();
        return heap;
    }

    /** All objects, to look at those that only the thread in {@code slot} can reach. */
    HeapObject[] ownedBy(int slot) {
        witness.ownedBy(slot);
        return heap;
    }

    /** Both kinds of tables, to look at. */
    LongTable[] tables() {
        witness.everything();
        return new LongTable[] {ghosts, system};
    }

    // ---- heap

    HeapObject object(int id) {
        witness.object(id);
        int i = HeapObject.indexOf(id, heap);
        return i < 0 ? null : heap[i];
    }

    void put(HeapObject object) {
        int i = HeapObject.indexOf(object.id, heap);
        if (i >= 0) {
            if (!heapOwned) {
                heap = heap.clone();
                heapOwned = true;
            }
            heap[i] = object;
            return;
        }
        int at = -i - 1;
        HeapObject[] more = new HeapObject[heap.length + 1];
        System.arraycopy(heap, 0, more, 0, at);
        more[at] = object;
        System.arraycopy(heap, at, more, at + 1, heap.length - at);
        heap = more;
        heapOwned = true;
    }

    /** Removes what {@code gone} says, keeping the order; only what the step has looked at. */
    void remove(java.util.function.Predicate<HeapObject> gone) {
        HeapObject[] rest = Arrays.stream(heap).filter(gone.negate()).toArray(HeapObject[]::new);
        if (rest.length != heap.length) {
            heap = rest;
            heapOwned = true;
        }
    }

    /** The lowest free id of a thread's own sequence, so that allocations of different threads commute. */
    int freshId(int slot) {
        int id = image.globalCount + slot;
        while (object(id) != null) {
            id += Long.SIZE;
        }
        return id;
    }

    // ---- memory

    /** The object at {@code address}, or null for a global; fails unless {@code bytes} there may be accessed. */
    HeapObject check(long address, int bytes, boolean write, boolean inRcuSection, Site site) {
        if (!Address.isAddress(address)) {
            throw notAnAddress(address, site);
        }
        long offset = Address.offset(address);
        int index = Address.object(address);
        HeapObject object = null;
        long size;
        if (index < image.globalCount) {
            size = image.program.globals().get(index).size();
            if (write && image.program.globals().get(index).readOnly()) {
                throw new Stop.Failed(Finding.WILD_ACCESS, "write to read-only memory", address, site);
            }
        } else {
            object = object(index);
            if (object == null) {
                throw new Stop.Failed(Finding.WILD_ACCESS, "access outside every object", address, site);
            }
            if (!object.live() && !(object.typesafe && inRcuSection)) {
                throw new Stop.Failed(Finding.USE_AFTER_FREE, write ? "write" : "read", address, site);
            }
            size = object.size;
        }
        if (offset < 0 || offset + bytes > size) {
            throw new Stop.Failed(Finding.WILD_ACCESS, offset < 0 ? "access before the start of an object"
                : "access past the end of an object", address, site);
        }
        if (offset % bytes != 0) {
            throw new Stop.Failed(Finding.WILD_ACCESS, "misaligned access", address, site);
        }
        return object;
    }

    static Stop.Failed notAnAddress(long address, Site site) {
        if (address >= 0 && address < 65536) {
            return new Stop.Failed(Finding.NULL_DEREF, address == 0 ? "" : "offset " + address, address, site);
        }
        if (address >= -4095 && address < 0) {
            return new Stop.Failed(Finding.WILD_ACCESS, "error pointer " + address + " dereferenced", 0, site);
        }
        if (address >>> 16 == 0xDEAD_0000_0000L) {
            return new Stop.Failed(Finding.WILD_ACCESS, "list poison dereferenced", 0, site);
        }
        return new Stop.Failed(Finding.WILD_ACCESS,
            "access outside every object, at 0x" + Long.toHexString(address), 0, site);
    }

    /** The word that holds {@code address}, after {@link #check}. */
    private long word(HeapObject object, long address) {
        int w = (int) (Address.offset(address) >> 3);
        return object == null ? globalWord(image.firstWord[Address.object(address)] + w) : object.words[w];
    }

    private static int shift(long address) {
        return (int) (Address.offset(address) & 7) * 8;
    }

    /** The scalar at {@code address}, after {@link #check}; {@code wanted} are the bits that must hold a value. */
    long load(HeapObject object, long address, ScalarType type, long wanted, Site site) {
        guesses.accesses(phase, object, address);
        int shift = shift(address);
        if (object != null && object.undefined.length > 0
            && (object.undefinedAt((int) (Address.offset(address) >> 3)) >>> shift & wanted) != 0) {
            throw new Stop.Failed(Finding.UNINIT_READ, "", address, site);
        }
        long word = word(object, address);
        if (type.bytes() < Long.BYTES) {
            symmetry.integer(word);
        }
        return type.wrap(word >>> shift & Bits.mask(type));
    }

    /** Stores; {@code defines} are the bits that hold a value from now on, the others stay as they are. */
    void store(HeapObject object, long address, ScalarType type, long value, long defines) {
        guesses.stores(phase, object, address);
        guesses.accesses(phase, object, address);
        int shift = shift(address);
        long mask = Bits.mask(type) << shift;
        long bits = value << shift & mask;
        int w = (int) (Address.offset(address) >> 3);
        if (object == null) {
            int i = image.firstWord[Address.object(address)] + w;
            long changed = globalWord(i) & ~mask | bits;
            tell(type, value, globals[i], changed);
            if (changed != globals[i]) {
                if (!globalsOwned) {
                    globals = globals.clone();
                    globalsOwned = true;
                }
                globals[i] = changed;
            }
        } else {
            long undefined = object.undefinedAt(w) & ~(defines << shift & mask);
            long changed = object.words[w] & ~mask | bits;
            tell(type, value, object.words[w], changed);
            put(object.with(w, changed, undefined));
        }
    }

    /** The bits of {@code mask} at {@code address}, after {@link #check}, hold no value from now on. */
    void forget(HeapObject object, long address, ScalarType type, long mask) {
        guesses.stores(phase, object, address);
        guesses.accesses(phase, object, address);
        int w = (int) (Address.offset(address) >> 3);
        long bits = (mask & Bits.mask(type)) << shift(address);
        long changed = object.words[w] & ~bits;
        tell(type, 0, object.words[w], changed);
        put(object.with(w, changed, object.undefinedAt(w) | bits));
    }

    /** The bits at {@code address}, after {@link #check}, that hold no value. */
    long withoutValue(HeapObject object, long address, ScalarType type) {
        return object == null ? 0 : object.undefinedAt((int) (Address.offset(address) >> 3)) >>> shift(address) & Bits.mask(type);
    }

    /** What changes a word in a part only takes its bits for numbers. */
    private void tell(ScalarType type, long value, long before, long after) {
        if (type.bytes() < Long.BYTES) {
            symmetry.integer(value);
            symmetry.integer(before);
            symmetry.integer(after);
        }
    }

    /**
     * Makes what {@code value} points at visible to all, and what that points at in turn: called when a value gets where
     * another thread can read it.
     */
    void publish(long value) {
        if (!Address.isAddress(value)) {
            return;
        }
        int id = Address.object(value);
        if (id < image.globalCount) {
            return;
        }
        HeapObject object = object(id);
        if (object != null && object.owner != 0) {
            put(object.withOwner(0));
            for (long word : object.words) {
                publish(word);
            }
        }
    }
}
