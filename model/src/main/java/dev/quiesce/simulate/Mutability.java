package dev.quiesce.simulate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which words of memory change while the threads run. A load from a word that never does commutes with everything and is
 * no place to switch threads.
 *
 * <p>Guess and check: at first every word that {@code init} left behind is taken to be constant. A machine that stores to
 * one says so here. A search that saw no such store has shown that its guesses were right; one that did starts again
 * with what is known by then. Grows only, so that ends. Not safe for use by several threads.
 *
 * <p>With store buffers the same goes for what ghost blocks store: it is taken to be looked at by ghost blocks only, and then
 * it is there at once, until some other code is seen to load it. And for threads that begin in the same function: they are
 * taken to be alike, until something is seen that tells them apart; and names of objects are taken not to matter. And a word that one thread accesses is taken to be its own,
 * until another does.
 */
public final class Mutability {
    private final BitSet globals = new BitSet();
    private final Set<Long> heap = new HashSet<>();
    private final Set<Long> setAtOnce = new HashSet<>();
    private final Set<Long> lookedAt = new HashSet<>();
    private int version;
    private boolean everything;
    private boolean apart;
    private boolean objectsApart;
    /** By word of a global: 0 if no thread has been seen to access it, else the only one that has, or {@link #SHARED}, plus 2. */
    private byte[] globalAccessors = {};
    /** By word of an object: the only thread that has been seen to access it, or {@link #SHARED}. */
    private final Map<Long, Integer> heapAccessors = new HashMap<>();
    private static final int SHARED = -1;

    /** Every word is taken to change: steps end at every load, whatever has been seen. */
    public static Mutability everything() {
        Mutability all = new Mutability();
        all.everything = true;
        return all;
    }

    /** The same, which learns on its own from here on. */
    public Mutability copy() {
        Mutability copy = new Mutability();
        copy.globals.or(globals);
        copy.heap.addAll(heap);
        copy.setAtOnce.addAll(setAtOnce);
        copy.lookedAt.addAll(lookedAt);
        copy.version = version;
        copy.everything = everything;
        copy.apart = apart;
        copy.objectsApart = objectsApart;
        copy.globalAccessors = globalAccessors.clone();
        copy.heapAccessors.putAll(heapAccessors);
        return copy;
    }

    /** Writes what is known so far; one that reads it starts at version 0. */
    public void write(DataOutputStream out) throws IOException {
        out.writeBoolean(everything);
        out.writeBoolean(apart);
        out.writeBoolean(objectsApart);
        write(globals.stream().mapToObj(word -> (long) word).toList(), out);
        write(heap, out);
        write(setAtOnce, out);
        write(lookedAt, out);
        out.writeInt(globalAccessors.length);
        out.write(globalAccessors);
        write(heapAccessors.keySet(), out);
        write(heapAccessors.values().stream().map(slot -> (long) slot).toList(), out);
    }

    private static void write(Collection<Long> words, DataOutputStream out) throws IOException {
        out.writeInt(words.size());
        for (long word : words) {
            out.writeLong(word);
        }
    }

    /** Reads what another has written. */
    public static Mutability read(DataInputStream in) throws IOException {
        Mutability read = new Mutability();
        read.everything = in.readBoolean();
        read.apart = in.readBoolean();
        read.objectsApart = in.readBoolean();
        words(in).forEach(word -> read.globals.set((int) (long) word));
        read.heap.addAll(words(in));
        read.setAtOnce.addAll(words(in));
        read.lookedAt.addAll(words(in));
        read.globalAccessors = in.readNBytes(in.readInt());
        List<Long> accessed = words(in);
        List<Long> accessors = words(in);
        for (int i = 0; i < accessed.size(); i++) {
            read.heapAccessors.put(accessed.get(i), accessors.get(i).intValue());
        }
        return read;
    }

    private static List<Long> words(DataInputStream in) throws IOException {
        List<Long> words = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            words.add(in.readLong());
        }
        return words;
    }

    /** Grows whenever a guess is found to be wrong. */
    public int version() {
        return version;
    }

    boolean globalChanges(int word) {
        return everything || globals.get(word);
    }

    boolean heapChanges(int object, int word) {
        return everything || heap.contains((long) object << Integer.SIZE | word);
    }

    void globalStored(int word) {
        if (!globals.get(word)) {
            globals.set(word);
            version++;
        }
    }

    void heapStored(int object, int word) {
        if (heap.add((long) object << Integer.SIZE | word)) {
            version++;
        }
    }

    private static long heapWord(int object, int word) {
        return (long) object << Integer.SIZE | word;
    }

    /** True if no other thread has been seen to access the global's word. */
    boolean globalIsOwn(int word, int slot) {
        int known = word < globalAccessors.length ? globalAccessors[word] : 0;
        return !everything && (known == 0 || known == slot + 2);
    }

    boolean heapIsOwn(int object, int word, int slot) {
        return !everything && heapAccessors.getOrDefault(heapWord(object, word), slot) == slot;
    }

    /** @param slot of the thread that does; -1 if that is as good as several */
    void globalAccessed(int word, int slot) {
        if (word >= globalAccessors.length) {
            globalAccessors = Arrays.copyOf(globalAccessors, Math.max(word + 1, 2 * globalAccessors.length));
        }
        int known = globalAccessors[word];
        if (known == 0) {
            globalAccessors[word] = (byte) (slot + 2);
        } else if (known != slot + 2 && known != SHARED + 2) {
            globalAccessors[word] = SHARED + 2;
            version++;
        }
    }

    void heapAccessed(int object, int word, int slot) {
        Integer known = heapAccessors.putIfAbsent(heapWord(object, word), slot);
        if (known != null && known != slot && known != SHARED) {
            heapAccessors.put(heapWord(object, word), SHARED);
            version++;
        }
    }

    /** Code outside of ghost blocks loads the word at {@code address}. */
    void loaded(long address) {
        if (lookedAt.add(address >> 3) && setAtOnce.contains(address >> 3)) {
            version++;
        }
    }

    /** True if a ghost block's store to the word at {@code address} is there at once; notes that. */
    boolean setsAtOnce(long address) {
        return !lookedAt.contains(address >> 3) && (setAtOnce.add(address >> 3) || true);
    }

    /** True if threads that begin in the same function do not mean the same but for their names. */
    public boolean tellsThreadsApart() {
        return apart;
    }

    void tellThreadsApart() {
        version += apart ? 0 : 1;
        apart = true;
    }

    /** True if what a program does may depend on the names of objects. */
    public boolean tellsObjectsApart() {
        return objectsApart;
    }

    /** Objects are not to be given other names. */
    public void tellObjectsApart() {
        version += objectsApart ? 0 : 1;
        objectsApart = true;
    }
}
