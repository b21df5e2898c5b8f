package dev.quiesce.simulate;

import dev.quiesce.simulate.SharedState.Phase;
import dev.quiesce.simulate.SharedState.SystemTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The parts that states of one image consist of, by number: the phase, the threads by slot, the words of the globals, and
 * as they come up the heap objects by name and the entries of the machine's tables. A part that is not there, or a
 * global's word that is what it was in the beginning, has its default.
 *
 * <p>Not safe for use by several threads.
 */
public final class Parts {
    /** The phase of the scenario. */
    public static final int PHASE = 0;
    /** Phases there are. */
    public static final int PHASES = Phase.values().length;
    private static final int THREADS = 1;
    private static final int GLOBALS = THREADS + Long.SIZE;

    private final long[] initial;
    private final Map<Key, Integer> numbers = new HashMap<>();
    private final List<Key> keys = new ArrayList<>();

    /** What a part beyond the globals is. */
    private sealed interface Key {}

    private record ObjectKey(int id) implements Key {}

    private record EntryKey(boolean ghost, long table, long key) implements Key {}

    public Parts(Image image) {
        initial = image.initialGlobals();
    }

    /** The part that is the thread in {@code slot}. */
    public static int thread(int slot) {
        return THREADS + slot;
    }

    /** The slot of a part that is a thread, -1 of others. */
    public static int slot(int part) {
        return part >= THREADS && part < GLOBALS ? part - THREADS : -1;
    }

    /** The name of the object that the part is, -1 if it is none. */
    public int objectName(int part) {
        return key(part) instanceof ObjectKey o ? o.id : -1;
    }

    /** True if the part is an entry of the table that {@link Looks#table} numbers so. */
    boolean isEntry(int part, int table) {
        return key(part) instanceof EntryKey e && !e.ghost && e.table == table;
    }

    private Key key(int part) {
        int i = part - GLOBALS - initial.length;
        return i < 0 ? null : keys.get(i);
    }

    private int number(Key key) {
        return numbers.computeIfAbsent(key, k -> {
            keys.add(k);
            return GLOBALS + initial.length + keys.size() - 1;
        });
    }

    int global(int word) {
        return GLOBALS + word;
    }

    int object(int id) {
        return number(new ObjectKey(id));
    }

    int entry(SystemTable table, long key) {
        return number(new EntryKey(false, table.ordinal(), key));
    }

    int ghost(long table, long key) {
        return number(new EntryKey(true, table, key));
    }

    /** What the part is as long as nothing has happened to it. */
    public Object defaultOf(int part) {
        return part == PHASE ? Phase.INIT : part >= GLOBALS && part < GLOBALS + initial.length
            ? (Object) initial[part - GLOBALS] : null;
    }

    // ---- questions about values

    public static boolean initializing(Object phase) {
        return phase == Phase.INIT;
    }

    public static boolean complete(Object phase) {
        return phase == Phase.DONE;
    }

    /** True of an object that has been freed. */
    public static boolean freed(Object object) {
        return !((HeapObject) object).live();
    }

    /** The slot of the only thread that can reach the object, -1 if there is none such. */
    public static int owner(Object object) {
        return ((HeapObject) object).owner - 1;
    }

    /** Names of all objects that the part points at when it has that value. */
    public BitSet references(int part, Object value) {
        BitSet found = new BitSet();
        switch (value) {
            case Long word -> Garbage.mark(word, found);
            case HeapObject o -> Garbage.mark(o.words, found);
            case ThreadState t -> Garbage.mark(t, found);
            default -> { }
        }
        if (value != null && key(part) instanceof EntryKey e) {
            Garbage.mark(e.key, found);
        }
        return found;
    }

    // ---- other names

    /**
     * True if the part is where a walk for canonical names begins: a global, a thread, or an entry of a table whose key is
     * no name that such a walk gives.
     */
    public boolean isRoot(int part, CanonicalHeap heap) {
        return !(key(part) instanceof ObjectKey) && heap.met(this, part, null).length == 0;
    }

    /** The order in which a walk goes by its roots. */
    public int compareRoots(int a, int b) {
        return ROOTS.compare(rank(a), rank(b));
    }

    private static final Comparator<long[]> ROOTS =
        Comparator.<long[]>comparingLong(r -> r[0]).thenComparingLong(r -> r[1]).thenComparingLong(r -> r[2]);

    private long[] rank(int part) {
        return slot(part) >= 0 ? new long[] {3, slot(part), 0}
            : key(part) instanceof EntryKey e ? new long[] {e.ghost ? 2 : 1, e.table, e.key} : new long[] {0, part, 0};
    }

    /** The part that becomes of one if threads change their names. */
    public int renamed(int part, Renaming renaming) {
        int slot = slot(part);
        if (slot >= 0) {
            return thread(renaming.slot(slot));
        }
        return switch (key(part)) {
            case null -> part;
            case ObjectKey o -> object(renaming.object(o.id));
            case EntryKey e when e.ghost -> ghost(renaming.value(e.table), renaming.value(e.key));
            case EntryKey e -> {
                SystemTable table = SystemTable.values()[(int) e.table];
                yield entry(table, renaming.systemKey(table, e.key));
            }
        };
    }

    /** What becomes of the value of a part. */
    public Object renamed(int part, Object value, Renaming renaming) {
        return switch (value) {
            case null -> null;
            case Phase p -> p;
            case ThreadState t -> renaming.thread(t);
            case HeapObject o -> renaming.object(o);
            case Long word when key(part) instanceof EntryKey e && !e.ghost ->
                renaming.systemValue(SystemTable.values()[(int) e.table], word);
            case Long word -> renaming.value(word);
            default -> throw new IllegalArgumentException("no part of a state: " + value);
        };
    }

    /** What becomes of a state. */
    public State renamed(State state, Renaming renaming) {
        Builder built = new Builder();
        differences(blank(), state, (part, value) ->
            built.set(renamed(part, renaming), renamed(part, value, renaming)));
        return built.state();
    }

    // ---- states

    /** Is told a part and its value. */
    @FunctionalInterface
    public interface Sink {
        void accept(int part, Object value);
    }

    /** Tells every part in which {@code to} differs from {@code from}, with what it is in {@code to}. */
    public void differences(State from, State to, Sink sink) {
        SharedState a = from.shared;
        SharedState b = to.shared;
        if (a.phase() != b.phase()) {
            sink.accept(PHASE, b.phase());
        }
        for (int s = 0; s < Math.max(from.threads.length, to.threads.length); s++) {
            ThreadState was = s < from.threads.length ? from.threads[s] : null;
            ThreadState is = s < to.threads.length ? to.threads[s] : null;
            if (!Objects.equals(was, is)) {
                sink.accept(THREADS + s, is);
            }
        }
        if (a.globals() != b.globals()) {
            for (int w = 0; w < initial.length; w++) {
                if (a.globals()[w] != b.globals()[w]) {
                    sink.accept(GLOBALS + w, b.globals()[w]);
                }
            }
        }
        objects(a, b, sink);
        entries(false, a.system(), b.system(), sink);
        entries(true, a.ghosts(), b.ghosts(), sink);
    }

    private void objects(SharedState a, SharedState b, Sink sink) {
        if (a.heap() == b.heap()) {
            return;
        }
        for (HeapObject o : b.heap()) {
            if (!o.equals(a.object(o.id))) {
                sink.accept(object(o.id), o);
            }
        }
        for (HeapObject o : a.heap()) {
            if (b.object(o.id) == null) {
                sink.accept(object(o.id), null);
            }
        }
    }

    private void entries(boolean ghost, LongTable a, LongTable b, Sink sink) {
        if (a == b) {
            return;
        }
        for (int i = 0; i < b.size(); i++) {
            if (a.get(b.first(i), b.second(i)) != b.value(i)) {
                sink.accept(number(new EntryKey(ghost, b.first(i), b.second(i))), b.value(i));
            }
        }
        for (int i = 0; i < a.size(); i++) {
            if (b.get(a.first(i), a.second(i)) == 0) {
                sink.accept(number(new EntryKey(ghost, a.first(i), a.second(i))), null);
            }
        }
    }

    /** The state in which every part has its default. */
    public State blank() {
        return new State(new SharedState(Phase.INIT, initial, new HeapObject[0], LongTable.EMPTY, LongTable.EMPTY),
            new ThreadState[0]);
    }

    /** Puts a state together from the parts that have not their defaults. */
    public final class Builder {
        private Phase phase = Phase.INIT;
        private long[] globals = initial;
        private final List<HeapObject> heap = new ArrayList<>();
        private LongTable system = LongTable.EMPTY;
        private LongTable ghosts = LongTable.EMPTY;
        private ThreadState[] threads = new ThreadState[0];

        /** Each part at most once, in any order. */
        public void set(int part, Object value) {
            switch (value) {
                case Phase p -> phase = p;
                case ThreadState t -> {
                    int slot = slot(part);
                    if (slot >= threads.length) {
                        threads = Arrays.copyOf(threads, slot + 1);
                    }
                    threads[slot] = t;
                }
                case HeapObject o -> heap.add(o);
                case Long word when key(part) instanceof EntryKey e -> {
                    if (e.ghost) {
                        ghosts = ghosts.with(e.table, e.key, word);
                    } else {
                        system = system.with(e.table, e.key, word);
                    }
                }
                case Long word -> {
                    if (globals == initial) {
                        globals = initial.clone();
                    }
                    globals[part - GLOBALS] = word;
                }
                default -> throw new IllegalArgumentException("no part of a state: " + value);
            }
        }

        public State state() {
            heap.sort((a, b) -> Integer.compare(a.id, b.id));
            return new State(new SharedState(phase, globals, heap.toArray(HeapObject[]::new), ghosts, system), threads);
        }
    }
}
