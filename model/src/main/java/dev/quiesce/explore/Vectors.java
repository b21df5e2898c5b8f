package dev.quiesce.explore;

import dev.quiesce.simulate.CanonicalHeap;
import dev.quiesce.simulate.Looks;
import dev.quiesce.simulate.Parts;
import dev.quiesce.simulate.Renaming;
import dev.quiesce.simulate.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * States as vectors of numbers: one {@link Component} for each part that has ever been anything but its default, in order
 * of appearance. Component 0 is the phase. One thread at a time may make components and number values; states packed by a
 * layout may be asked about by all.
 */
final class Vectors {
    /** Words of states whose left over bits are worth looking for. */
    private static final int MOST_WORDS_FILLED = 2;

    private final Parts parts;
    private final List<Renaming> permutations;
    /** Null if objects keep their names. */
    private final CanonicalHeap heap;
    private final Interner<Object> shapes = new Interner<>();
    private final Named named;
    private int values;
    /** The components whose values may tell like threads apart. */
    private volatile Component[] apart = {};
    /** By part: its component + 1, 0 if it has none. */
    private int[] component = new int[256];
    private volatile Component[] components = {};
    private volatile Component[] objects = {};
    /** By slot: the component of its thread, -1 if it has none. */
    private final int[] threads = new int[Long.SIZE];
    private int slots;

    /** More parts than a vector has room for. */
    static final class TooWide extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooWide() {
            super(null, null, false, false);
        }
    }

    /**
     * @param permutations of like threads; the first moves nothing
     * @param heap         gives objects canonical names; null if they keep theirs
     */
    Vectors(Parts parts, List<Renaming> permutations, CanonicalHeap heap) {
        this.parts = parts;
        this.permutations = permutations;
        this.heap = heap;
        named = new Named(parts, heap);
        Arrays.fill(threads, -1);
        add(Parts.PHASE);
    }

    /** Components there are so far; grows. */
    int width() {
        return components.length;
    }

    /** Slots that have ever had a thread, and those below. */
    int slots() {
        return slots;
    }

    /** The component that the thread in {@code slot} is, -1 if there never was one. */
    int thread(int slot) {
        return threads[slot];
    }

    /** The number of the thread in {@code slot}, 0 if there is none. */
    int thread(Layout layout, long[] state, int slot) {
        return threads[slot] < 0 ? 0 : layout.number(state, threads[slot]);
    }

    /** The component that the part is, -1 if it has always had its default. */
    int known(int part) {
        return part < component.length ? component[part] - 1 : -1;
    }

    private int add(int part) {
        int index = components.length;
        if (index == StateStore.MAX_COMPONENTS) {
            throw new TooWide();
        }
        if (part >= component.length) {
            component = Arrays.copyOf(component, Math.max(part + 1, component.length * 2));
        }
        component[part] = index + 1;
        Component made = new Component(index, part, parts, heap);
        components = with(components, made);
        values++;
        if (made.name() >= 0) {
            objects = with(objects, made);
            named.add(made);
        }
        int slot = Parts.slot(part);
        if (slot >= 0) {
            threads[slot] = index;
            slots = Math.max(slots, slot + 1);
        }
        return index;
    }

    private static Component[] with(Component[] some, Component another) {
        Component[] more = Arrays.copyOf(some, some.length + 1);
        more[some.length] = another;
        return more;
    }

    /** The component that a part is, made if need be. */
    Component component(int part) {
        int known = known(part);
        int index = known < 0 ? add(part) : known;
        return components[index];
    }

    /** The number of a value of a component. */
    int number(Component c, Object value) {
        int known = c.count();
        boolean named = c.named();
        int number = c.number(value);
        values += c.count() - known;
        if (c.named() && !named) {
            this.named.names(c);
        }
        return number;
    }

    /** Values and components that there have been; grows. */
    int values() {
        return values;
    }

    int fingerprint() {
        int hash = 0;
        for (Component c : components) {
            hash = (hash * 31 + c.part) * 31 + c.count();
        }
        return hash;
    }

    /** The phase that component 0 stands for when it has that number. */
    Object phase(int number) {
        return components[0].value(number);
    }

    /** A state packed by a layout; null if it has parts that have not been numbered, or no room there. */
    long[] pack(Layout layout, State state) {
        long[] packed = new long[layout.words()];
        boolean[] known = {true};
        parts.differences(parts.blank(), state, (part, value) -> {
            int number = known(part) < 0 ? -1 : components[known(part)].find(value);
            known[0] &= number >= 0 && layout.fits(known(part), number);
            if (known[0]) {
                layout.put(packed, known(part), number);
            }
        });
        return known[0] ? packed : null;
    }

    State decode(Layout layout, long[] state) {
        Parts.Builder built = parts.new Builder();
        for (Component c : components) {
            int number = layout.number(state, c.index);
            if (number != 0) {
                built.set(c.part, c.value(number));
            }
        }
        return built.state();
    }

    /** Bits that the values of each component need, and so many more. */
    int[] bits(int more) {
        return Arrays.stream(components).mapToInt(c -> Integer.SIZE - Integer.numberOfLeadingZeros(c.count() - 1) + more).toArray();
    }

    /**
     * A layout with room for all values there have been.
     *
     * @param slack one bit more for each, so that the next layout is not needed so soon; else only for those that it costs no
     *              word, the ones that are nearest to need it first
     */
    Layout layout(boolean slack) {
        int[] bits = bits(slack ? 1 : 0);
        Layout layout = new Layout(bits);
        if (!slack && layout.words() <= MOST_WORDS_FILLED) {
            layout = layout.trimmed();
            List<Component> fullestFirst = new ArrayList<>(List.of(components));
            fullestFirst.sort(Comparator.comparingDouble(c -> (double) (1L << bits[c.index]) / c.count()));
            for (Component c : fullestFirst) {
                bits[c.index]++;
                Layout roomier = layout.with(bits);
                if (roomier != null) {
                    layout = roomier;
                } else {
                    bits[c.index]--;
                }
            }
        }
        return layout;
    }

    /** True if there is a freed object. */
    boolean anyFreed(Layout layout, long[] state) {
        for (Component c : objects) {
            if (c.freed(layout.number(state, c.index))) {
                return true;
            }
        }
        return false;
    }

    /** Component and number of each freed object, in order of components. */
    List<Integer> freed(Layout layout, long[] state) {
        List<Integer> found = List.of();
        for (Component c : objects) {
            int n = layout.number(state, c.index);
            if (c.freed(n)) {
                found = with(found, c.index, n);
            }
        }
        return found;
    }

    /** Component and number of each object that only the thread in {@code slot} can reach. */
    List<Integer> owned(Layout layout, long[] state, int slot) {
        List<Integer> found = List.of();
        for (Component c : objects) {
            int n = layout.number(state, c.index);
            if (n != 0 && c.owner(n) == slot) {
                found = with(found, c.index, n);
            }
        }
        return found;
    }

    /** Component and number of each entry of the table that {@code look} is at. */
    List<Integer> entries(Layout layout, long[] state, int look) {
        List<Integer> found = List.of();
        for (Component c : components) {
            int n = layout.number(state, c.index);
            if (n != 0 && Looks.looksAtTableOf(parts, look, c.part)) {
                found = with(found, c.index, n);
            }
        }
        return found;
    }

    private static List<Integer> with(List<Integer> list, int index, int number) {
        List<Integer> more = list.isEmpty() ? new ArrayList<>() : list;
        more.add(index);
        more.add(number);
        return more;
    }

    /** The slots that have threads, as a mask. */
    long alive(Layout layout, long[] state) {
        long mask = 0;
        for (int s = 0; s < slots; s++) {
            if (thread(layout, state, s) != 0) {
                mask |= 1L << s;
            }
        }
        return mask;
    }

    /** Forgets freed objects that nothing points at any more: no run can tell that they ever were. */
    void collect(Layout layout, long[] state) {
        Component[] heap = objects;
        BitSet gone = null;
        for (int i = 0; i < heap.length; i++) {
            if (heap[i].freed(layout.number(state, heap[i].index)) && !pointedAt(layout, state, heap[i].name())) {
                gone = gone == null ? new BitSet() : gone;
                gone.set(i);
            }
        }
        if (gone != null) {
            gone.stream().forEach(i -> layout.clear(state, heap[i].index));
        }
    }

    private boolean pointedAt(Layout layout, long[] state, int name) {
        for (Component c : components) {
            if (c.points() && c.pointsAt(layout.number(state, c.index), name)) {
                return true;
            }
        }
        return false;
    }

    /** The components that have to do with objects which can have other names. */
    Named named() {
        return named;
    }

    // ---- permutations of like threads

    /** Numbers all that permutations make of a value. False if the layout has no room for one of them. */
    boolean permute(Component c, int number, Layout layout) {
        boolean fits = true;
        if (permutations.size() > 1 && number != 0) {
            if (!c.permuted(number)) {
                permute(c, number);
            }
            for (int p = 0; p < permutations.size(); p++) {
                fits &= layout.fits(c.image(p).index, c.image(number, p));
            }
        }
        return fits;
    }

    private void permute(Component c, int number) {
        int count = permutations.size();
        Component[] to = new Component[count];
        int[] numbers = new int[count];
        for (int p = 0; p < count; p++) {
            to[p] = component(parts.renamed(c.part, permutations.get(p)));
            numbers[p] = number(to[p], parts.renamed(c.part, c.value(number), permutations.get(p)));
        }
        int first = Integer.MAX_VALUE;
        int rank = 0;
        boolean tells = false;
        for (int p = 0; p < count; p++) {
            if (to[p].index < first || to[p].index == first && numbers[p] < rank) {
                first = to[p].index;
                rank = numbers[p];
            }
            for (int q = 0; q < p; q++) {
                tells |= to[p] == to[q] && numbers[p] != numbers[q];
            }
            tells |= to[p] != c && Parts.slot(c.part) < 0;
        }
        if (tells && !c.tellsApart()) {
            apart = with(apart, c);
        }
        if (heap != null && Parts.slot(c.part) >= 0) {
            // Names are not what threads are ordered by, as they come of that order.
            Object value = components[first].value(rank);
            rank = shapes.number(parts.renamed(components[first].part, value, heap.erasing())) + 1;
        }
        c.permute(number, to, numbers, rank, tells);
        for (int p = 0; p < count; p++) {
            if (!to[p].permuted(numbers[p])) {
                permute(to[p], numbers[p]);
            }
        }
    }

    /** The rank of the thread in {@code slot}, 0 if there is none. */
    int rank(Layout layout, long[] state, int slot) {
        return threads[slot] < 0 ? 0 : components[threads[slot]].rank(layout.number(state, threads[slot]));
    }

    /** True if something tells threads apart that are alike and in the same state. */
    boolean tellsApart(Layout layout, long[] state) {
        for (Component c : apart) {
            if (c.tellsApart(layout.number(state, c.index))) {
                return true;
            }
        }
        return false;
    }

    /** Writes to {@code renamed} what a permutation makes of a state. */
    void rename(Layout layout, long[] state, int permutation, long[] renamed) {
        System.arraycopy(state, 0, renamed, 0, state.length);
        for (int slot = 0; slot < slots; slot++) {
            if (threads[slot] >= 0) {
                layout.clear(renamed, threads[slot]);
            }
        }
        for (Component c : apart) {
            layout.clear(renamed, c.index);
        }
        for (int slot = 0; slot < slots; slot++) {
            if (threads[slot] >= 0) {
                rename(components[threads[slot]], layout, state, permutation, renamed);
            }
        }
        for (Component c : apart) {
            if (Parts.slot(c.part) < 0) {
                rename(c, layout, state, permutation, renamed);
            }
        }
    }

    private static void rename(Component c, Layout layout, long[] state, int permutation, long[] renamed) {
        int number = layout.number(state, c.index);
        if (number != 0) {
            layout.put(renamed, c.image(permutation).index, c.image(number, permutation));
        }
    }
}
