package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.simulate.SharedState.SystemTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Gives the objects that threads have allocated canonical names: those that come of walking the state, see
 * {@link Reduction#CANONICAL_HEAP}. Immutable.
 *
 * <p>The walk starts from the {@linkplain Parts#isRoot roots} in their order and goes on from object to object, those that were
 * met first first. What it does not meet, as only keys of tables name it, or nothing, is ordered by what it holds and points at
 * ({@linkplain Naming.Colours colours} refined until they are stable, and again after each name given); objects that are
 * the same in that too get names in the order of their old ones: then two states may stay two where they need not.
 */
public final class CanonicalHeap {
    /** The sequence of the names of objects that several threads can reach: that of a slot that there never is. */
    static final int COMMON = Long.SIZE - 1;

    private final int globalCount;

    CanonicalHeap(Image image) {
        globalCount = image.globalCount;
    }

    /** True of the names of what threads have allocated: those of all sequences but that of slot 0, which runs {@code init}. */
    static boolean renames(int id, int globalCount) {
        return id >= globalCount && (id - globalCount) % Long.SIZE != 0;
    }

    /** True if the object may get another name. */
    public boolean renames(int id) {
        return renames(id, globalCount);
    }

    /** Name {@code n} of a sequence. */
    public int name(int sequence, int n) {
        return globalCount + sequence + n * Long.SIZE;
    }

    /** The sequence that the name of an object is from: its thread's, if only that can reach it. */
    public static int sequence(int owner) {
        return owner < 0 ? COMMON : owner;
    }

    /** Canonical names for the objects of a state. */
    public Renaming names(State state) {
        Naming naming = new Naming(state.shared);
        if (Arrays.stream(state.shared.heap()).anyMatch(o -> renames(o.id))) {
            naming.walk(state);
            return naming;
        }
        return UNCHANGED;
    }

    private static final Renaming UNCHANGED = new Renaming() {
        @Override
        public int object(int id) {
            return id;
        }
    };

    /** One name for all objects: what a value becomes is the same whatever it names. */
    public Renaming erasing() {
        return new Renaming() {
            @Override
            public int object(int id) {
                return renames(id) ? name(COMMON, 0) : id;
            }
        };
    }

    /** Collects the names that a part's value has, each once, in the order in which a walk meets them. */
    public int[] met(Parts parts, int part, Object value) {
        List<Integer> met = new ArrayList<>();
        Renaming collecting = new Renaming() {
            @Override
            public int object(int id) {
                if (renames(id) && !met.contains(id)) {
                    met.add(id);
                }
                return id;
            }
        };
        parts.renamed(part, collecting);
        parts.renamed(part, value, collecting);
        return met.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Gives names to objects as it meets them. */
    private final class Naming extends Renaming {
        private final SharedState shared;
        private final Map<Integer, Integer> names = new HashMap<>();
        private final List<Integer> met = new ArrayList<>();
        private final int[] given = new int[Long.SIZE];
        private int walked;

        Naming(SharedState shared) {
            this.shared = shared;
        }

        @Override
        public int object(int id) {
            return renames(id) ? names.computeIfAbsent(id, this::give) : id;
        }

        private int give(int id) {
            met.add(id);
            HeapObject o = shared.object(id);
            int sequence = sequence(o == null ? -1 : o.owner - 1);
            return name(sequence, given[sequence]++);
        }

        void walk(State state) {
            for (long word : shared.globals()) {
                value(word);
            }
            LongTable system = shared.system();
            for (int i = 0; i < system.size(); i++) {
                SystemTable table = SystemTable.values()[(int) system.first(i)];
                if (!isNamed(table, system.second(i))) {
                    systemValue(table, system.value(i));
                }
            }
            LongTable ghosts = shared.ghosts();
            for (int i = 0; i < ghosts.size(); i++) {
                if (!isNamed(ghosts.first(i)) && !isNamed(ghosts.second(i))) {
                    value(ghosts.value(i));
                }
            }
            for (ThreadState t : state.threads) {
                if (t != null) {
                    thread(t);
                }
            }
            follow();
            leftOver();
        }

        /** On to all that those which have been met point at. */
        private void follow() {
            while (walked < met.size()) {
                HeapObject o = shared.object(met.get(walked++));
                if (o != null) {
                    object(o);
                }
            }
        }

        private void leftOver() {
            List<HeapObject> left = new ArrayList<>();
            for (HeapObject o : shared.heap()) {
                if (renames(o.id)) {
                    left.add(o);
                }
            }
            left.removeIf(o -> names.containsKey(o.id));
            while (!left.isEmpty()) {
                object(new Colours(left).least().id);
                follow();
                left.removeIf(o -> names.containsKey(o.id));
            }
        }

        /**
         * Tells objects apart that have no names yet: by what they hold, and what tables say of them; then, as often as that
         * tells more apart, by what those are told apart by that they point at and that point at them.
         */
        private final class Colours {
            private final List<HeapObject> objects;
            private Map<Integer, Integer> colours = Map.of();

            Colours(List<HeapObject> objects) {
                this.objects = objects;
                int before = -1;
                while (new HashSet<>(colours.values()).size() > before) {
                    before = new HashSet<>(colours.values()).size();
                    refine();
                }
            }

            /** The first of those of the least colour. */
            HeapObject least() {
                return objects.stream().min(Comparator.comparing(o -> colours.get(o.id))).orElseThrow();
            }

            private void refine() {
                Map<Integer, long[]> descriptions = new HashMap<>();
                objects.forEach(o -> descriptions.put(o.id, description(o)));
                List<long[]> sorted = new ArrayList<>(descriptions.values());
                sorted.sort(Arrays::compare);
                Map<Integer, Integer> refined = new HashMap<>();
                descriptions.forEach((id, d) -> refined.put(id, first(sorted, d)));
                colours = refined;
            }

            private static int first(List<long[]> sorted, long[] description) {
                int i = 0;
                while (!Arrays.equals(sorted.get(i), description)) {
                    i++;
                }
                return i;
            }

            private long[] description(HeapObject o) {
                List<Long> says = new ArrayList<>(List.of((long) o.size, (long) o.status.ordinal(), (long) o.owner,
                    o.automatic ? 1L : 0, o.typesafe ? 1L : 0, known(o.cache), (long) colours.getOrDefault(o.id, 0)));
                for (long word : o.words) {
                    says.add(known(word));
                }
                for (long bits : o.undefined) {
                    says.add(bits);
                }
                describe(o, shared.system(), says);
                describe(o, shared.ghosts(), says);
                List<Long> pointing = new ArrayList<>();
                for (HeapObject other : objects) {
                    for (int w = 0; w < other.words.length; w++) {
                        if (Address.isAddress(other.words[w]) && Address.object(other.words[w]) == o.id) {
                            pointing.add((long) colours.getOrDefault(other.id, 0) << Integer.SIZE | w);
                        }
                    }
                }
                Collections.sort(pointing);
                says.addAll(pointing);
                return says.stream().mapToLong(Long::longValue).toArray();
            }

            private void describe(HeapObject o, LongTable table, List<Long> says) {
                for (int i = 0; i < table.size(); i++) {
                    if (Address.isAddress(table.second(i)) && Address.object(table.second(i)) == o.id) {
                        says.addAll(List.of(known(table.first(i)), Address.offset(table.second(i)), known(table.value(i))));
                    }
                }
            }

            private long known(long value) {
                if (!isNamed(value)) {
                    return value;
                }
                int id = Address.object(value);
                return Address.of(names.containsKey(id) ? names.get(id) : -2 - colours.getOrDefault(id, 0), Address.offset(value));
            }
        }
    }

    private boolean isNamed(long value) {
        return Address.isAddress(value) && renames(Address.object(value));
    }

    private boolean isNamed(SystemTable table, long key) {
        boolean[] named = {false};
        new Renaming() {
            @Override
            public int object(int id) {
                named[0] |= renames(id);
                return id;
            }
        }.systemKey(table, key);
        return named[0];
    }
}
