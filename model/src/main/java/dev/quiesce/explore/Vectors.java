package dev.quiesce.explore;

import dev.quiesce.simulate.Looks;
import dev.quiesce.simulate.Parts;
import dev.quiesce.simulate.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * States as vectors of numbers: one component for each part that has ever been anything but its default, in order of
 * appearance; 0 stands for the default, each other value has a number of its own. Component 0 is the phase. A vector may
 * be read beyond its length: there it is 0.
 */
final class Vectors {
    private final Parts parts;
    /** By part: its component + 1, 0 if it has none. */
    private int[] component = new int[256];
    private final List<Component> components = new ArrayList<>();
    private final List<Component> objects = new ArrayList<>();
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

    /** A part that varies, with its values. */
    private final class Component {
        final int index;
        final int part;
        final Object standard;
        final Interner<Object> values = new Interner<>();
        private BitSet[] references = new BitSet[16];

        Component(int index, int part) {
            this.index = index;
            this.part = part;
            standard = parts.defaultOf(part);
        }

        Object value(int number) {
            return number == 0 ? standard : values.value(number - 1);
        }

        int number(Object value) {
            return Objects.equals(value, standard) ? 0 : values.number(value) + 1;
        }

        BitSet references(int number) {
            if (number >= references.length) {
                references = Arrays.copyOf(references, Math.max(number + 1, references.length * 2));
            }
            if (references[number] == null) {
                references[number] = parts.references(part, value(number));
            }
            return references[number];
        }
    }

    Vectors(Parts parts) {
        this.parts = parts;
        Arrays.fill(threads, -1);
        add(Parts.PHASE);
    }

    /** Components there are so far; grows. */
    int width() {
        return components.size();
    }

    /** Slots that have ever had a thread, and those below. */
    int slots() {
        return slots;
    }

    /** The number of the thread in {@code slot}, 0 if there is none. */
    int thread(int[] vector, int slot) {
        return threads[slot] < 0 ? 0 : vector[threads[slot]];
    }

    int number(int[] vector, int part) {
        int c = part < component.length ? component[part] : 0;
        return c == 0 ? 0 : vector[c - 1];
    }

    private int add(int part) {
        int index = components.size();
        if (index == StateStore.MAX_COMPONENTS) {
            throw new TooWide();
        }
        if (part >= component.length) {
            component = Arrays.copyOf(component, Math.max(part + 1, component.length * 2));
        }
        component[part] = index + 1;
        Component c = new Component(index, part);
        components.add(c);
        if (parts.isObject(part)) {
            objects.add(c);
        }
        int slot = Parts.slot(part);
        if (slot >= 0) {
            threads[slot] = index;
            slots = Math.max(slots, slot + 1);
        }
        return index;
    }

    /** The component that a part is, made if need be. */
    int component(int part) {
        int known = part < component.length ? component[part] : 0;
        return known == 0 ? add(part) : known - 1;
    }

    int number(int index, Object value) {
        return components.get(index).number(value);
    }

    Object phase(int[] vector) {
        return components.getFirst().value(vector[0]);
    }

    State decode(int[] vector) {
        Parts.Builder state = parts.new Builder();
        for (Component c : components) {
            if (vector[c.index] != 0) {
                state.set(c.part, c.value(vector[c.index]));
            }
        }
        return state.state();
    }

    /** True if there is a freed object. */
    boolean anyFreed(int[] vector) {
        for (Component c : objects) {
            int n = vector[c.index];
            if (n != 0 && Parts.freed(c.value(n))) {
                return true;
            }
        }
        return false;
    }

    /** Component and number of each freed object, in order of components. */
    List<Integer> freed(int[] vector) {
        List<Integer> found = List.of();
        for (Component c : objects) {
            int n = vector[c.index];
            if (n != 0 && Parts.freed(c.value(n))) {
                found = with(found, c.index, n);
            }
        }
        return found;
    }

    /** Component and number of each object that only the thread in {@code slot} can reach. */
    List<Integer> owned(int[] vector, int slot) {
        List<Integer> found = List.of();
        for (Component c : objects) {
            int n = vector[c.index];
            if (n != 0 && Parts.owner(c.value(n)) == slot) {
                found = with(found, c.index, n);
            }
        }
        return found;
    }

    /** Component and number of each entry of the table that {@code look} is at. */
    List<Integer> entries(int[] vector, int look) {
        List<Integer> found = List.of();
        for (Component c : components) {
            int n = vector[c.index];
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
    long alive(int[] vector) {
        long mask = 0;
        for (int s = 0; s < slots; s++) {
            if (thread(vector, s) != 0) {
                mask |= 1L << s;
            }
        }
        return mask;
    }

    /** Forgets freed objects that nothing points at any more: no run can tell that they ever were. */
    void collect(int[] vector) {
        if (!anyFreed(vector)) {
            return;
        }
        BitSet referenced = new BitSet();
        for (Component c : components) {
            if (vector[c.index] != 0) {
                referenced.or(c.references(vector[c.index]));
            }
        }
        for (Component c : objects) {
            int n = vector[c.index];
            if (n != 0 && Parts.freed(c.value(n)) && !referenced.get(Parts.name(c.value(n)))) {
                vector[c.index] = 0;
            }
        }
    }
}
