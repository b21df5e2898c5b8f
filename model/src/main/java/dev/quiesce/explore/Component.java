package dev.quiesce.explore;

import dev.quiesce.simulate.CanonicalHeap;
import dev.quiesce.simulate.Parts;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A part of states that varies, with the values it has had: 0 is its default, each other value has a number of its own.
 * One thread at a time may number values; what is asked of a number may be asked by all who have been given it.
 */
final class Component {
    /** Names of objects that a mask has room for; the last bit stands for all others. */
    private static final int MASKED = Long.SIZE - 1;

    final int index;
    final int part;
    private final Parts parts;
    private final Object standard;
    private final int name;
    private final Interner<Object> values = new Interner<>();
    private byte[] owners = new byte[8];
    private boolean[] freed = new boolean[8];
    private long[] references = new long[8];
    private BitSet[] distant = new BitSet[0];
    private boolean points;
    /** By permutation of like threads: the component that this one becomes; empty until any value has been permuted. */
    private Component[] images = {};
    /** By number and permutation: the number there. Empty rows are those of values that have not been permuted. */
    private int[][] imageNumbers = new int[8][];
    private int[] ranks = new int[8];
    private boolean[] special = new boolean[8];
    private boolean tellsApart;
    /** Null if objects keep their names. */
    private final CanonicalHeap heap;
    /** Names that each value has, in the order in which a walk meets them; null for none. */
    private int[][] names = new int[8][];
    private boolean named;
    /** What values become with other names. */
    private final Map<Renamed, Image> renamed = new ConcurrentHashMap<>();

    /** A value, and other names for those that it has. */
    private record Renamed(int number, List<Integer> names) {}

    /** A component and one of its numbers. */
    record Image(Component component, int number) {}

    /** @param heap gives objects canonical names; null if they keep theirs */
    Component(int index, int part, Parts parts, CanonicalHeap heap) {
        this.heap = heap;
        this.index = index;
        this.part = part;
        this.parts = parts;
        standard = parts.defaultOf(part);
        name = parts.objectName(part);
        describe(0, standard);
    }

    /** Values it has had, the default among them. */
    int count() {
        return values.size() + 1;
    }

    Object value(int number) {
        return number == 0 ? standard : values.value(number - 1);
    }

    int number(Object value) {
        if (Objects.equals(value, standard)) {
            return 0;
        }
        int known = values.size();
        int number = values.number(value) + 1;
        if (values.size() > known) {
            describe(number, value);
        }
        return number;
    }

    /** The number of a value, -1 if it has none yet. */
    int find(Object value) {
        if (Objects.equals(value, standard)) {
            return 0;
        }
        int found = values.find(value);
        return found < 0 ? -1 : found + 1;
    }

    private void describe(int number, Object value) {
        if (number == owners.length) {
            owners = Published.array(Arrays.copyOf(owners, number * 2));
            freed = Published.array(Arrays.copyOf(freed, number * 2));
            references = Published.array(Arrays.copyOf(references, number * 2));
            imageNumbers = Published.array(Arrays.copyOf(imageNumbers, number * 2));
            ranks = Published.array(Arrays.copyOf(ranks, number * 2));
            special = Published.array(Arrays.copyOf(special, number * 2));
            names = Published.array(Arrays.copyOf(names, number * 2));
        }
        if (value == null) {
            return;
        }
        if (name >= 0) {
            owners[number] = (byte) (Parts.owner(value) + 1);
            freed[number] = Parts.freed(value);
        }
        BitSet found = parts.references(part, value);
        for (int name = found.nextSetBit(0); name >= 0; name = found.nextSetBit(name + 1)) {
            points = true;
            references[number] |= 1L << Math.min(name, MASKED);
        }
        if (references[number] < 0) {
            BitSet[] more = Arrays.copyOf(distant, Math.max(distant.length, number + 1));
            more[number] = found;
            distant = Published.array(more);
        }
        int[] met = heap == null ? NONE : heap.met(parts, part, value);
        if (met.length > 0) {
            named = true;
            names[number] = met;
        }
    }

    private static final int[] NONE = {};

    // ---- canonical names

    /** True if any value names an object that can have another name. */
    boolean named() {
        return named;
    }

    /** The names that can be others, in the order in which a walk meets them; null if there are none. */
    int[] names(int number) {
        return names[number];
    }

    /** What the value becomes with other names instead of {@link #names}; null if that is not known yet. */
    Image renamed(int number, List<Integer> others) {
        return renamed.get(new Renamed(number, others));
    }

    void renamed(int number, List<Integer> others, Image image) {
        renamed.put(new Renamed(number, others), image);
    }

    /** True if the value is an object that has been freed. */
    boolean freed(int number) {
        return freed[number];
    }

    /** The slot of the only thread that can reach the object that the value is, -1 if there is none. */
    int owner(int number) {
        return owners[number] - 1;
    }

    /** The name of the object that the component is, -1 if it is none. */
    int name() {
        return name;
    }

    /** True if any value points at an object. */
    boolean points() {
        return points;
    }

    /** True if the value points at the object of that name. */
    boolean pointsAt(int number, int name) {
        return name < MASKED ? references[number] << ~name < 0
            : references[number] < 0 && distant[number].get(name);
    }

    // ---- permutations of like threads

    /** True if it is known what permutations make of the value. */
    boolean permuted(int number) {
        return imageNumbers[number] != null;
    }

    /**
     * Notes what each permutation makes of the value.
     *
     * @param to    the components that this one becomes
     * @param numbers the numbers there
     * @param rank  the least of those of a thread in the place of the first that is like it
     * @param apart what permutations that leave the component where it is, or move a thread to one place, make of it differs
     */
    void permute(int number, Component[] to, int[] numbers, int rank, boolean apart) {
        images = to;
        imageNumbers[number] = numbers;
        ranks[number] = rank;
        special[number] = apart;
        tellsApart |= apart;
    }

    /** The component that this one becomes. */
    Component image(int permutation) {
        return images[permutation];
    }

    /** The number there that the value becomes. */
    int image(int number, int permutation) {
        return number == 0 ? 0 : imageNumbers[number][permutation];
    }

    /** The same for all values that threads which are alike become by taking each other's places; 0 for none. */
    int rank(int number) {
        return ranks[number];
    }

    /** True if any value tells like threads apart that are in the same state. */
    boolean tellsApart() {
        return tellsApart;
    }

    boolean tellsApart(int number) {
        return special[number];
    }
}
