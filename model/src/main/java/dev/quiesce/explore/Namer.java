package dev.quiesce.explore;

import dev.quiesce.simulate.CanonicalHeap;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Gives the objects of packed states canonical names, as {@link CanonicalHeap} does, from what components know of their values.
 * For use by one thread at a time, and by one layout.
 */
final class Namer {
    private final Named named;
    private final Layout layout;
    private final CanonicalHeap heap;
    private final Predicate<long[]> thorough;
    /** By name: in which walk it was met last, and what it became there. */
    private int[] metIn = new int[256];
    private int[] becomes = new int[256];
    private int walk;
    private int[] met = new int[16];
    private int count;
    private final int[] given = new int[Long.SIZE];
    private boolean canonical;
    private final long[] changed;

    /**
     * @param thorough gives names to a state of which not all is known here; false if the layout has no room for what it
     *                 becomes
     */
    Namer(Named named, Layout layout, CanonicalHeap heap, Predicate<long[]> thorough) {
        this.named = named;
        this.layout = layout;
        this.heap = heap;
        this.thorough = thorough;
        changed = new long[layout.words()];
    }

    /** True if the state has objects that can have other names. */
    boolean concerns(long[] state) {
        return objects(state) > 0;
    }

    private int objects(long[] state) {
        int objects = 0;
        for (Component c : named.objects()) {
            objects += layout.number(state, c.index) != 0 ? 1 : 0;
        }
        return objects;
    }

    /** Gives the objects of a state canonical names. False if the layout has no room for what it becomes. */
    boolean name(long[] state) {
        int objects = objects(state);
        return objects == 0 || (walk(state) < objects ? thorough.test(state) : canonical || rename(state));
    }

    /** Answers how many objects were met. */
    private int walk(long[] state) {
        walk++;
        count = 0;
        canonical = true;
        Arrays.fill(given, 0);
        int objects = 0;
        for (Component c : named.roots()) {
            objects += meet(c.names(layout.number(state, c.index)), state);
        }
        for (int i = 0; i < count; i++) {
            Component c = named.object(met[i]);
            if (c != null) {
                objects += meet(c.names(layout.number(state, c.index)), state);
            }
        }
        return objects;
    }

    private int meet(int[] names, long[] state) {
        int objects = 0;
        for (int i = 0; names != null && i < names.length; i++) {
            int name = names[i];
            if (name >= metIn.length) {
                metIn = Arrays.copyOf(metIn, name * 2);
                becomes = Arrays.copyOf(becomes, name * 2);
            }
            if (metIn[name] != walk) {
                Component c = named.object(name);
                int number = c == null ? 0 : layout.number(state, c.index);
                int sequence = CanonicalHeap.sequence(number == 0 ? -1 : c.owner(number));
                metIn[name] = walk;
                becomes[name] = heap.name(sequence, given[sequence]++);
                canonical &= becomes[name] == name;
                met = count < met.length ? met : Arrays.copyOf(met, count * 2);
                met[count++] = name;
                objects += number != 0 ? 1 : 0;
            }
        }
        return objects;
    }

    private boolean rename(long[] state) {
        System.arraycopy(state, 0, changed, 0, changed.length);
        Component[] naming = named.naming();
        for (Component c : naming) {
            if (changes(c.names(layout.number(state, c.index)))) {
                layout.clear(changed, c.index);
            }
        }
        for (Component c : naming) {
            int number = layout.number(state, c.index);
            if (changes(c.names(number))) {
                Component.Image image = c.renamed(number, becoming(c.names(number)));
                if (image == null) {
                    return thorough.test(state);
                }
                if (!layout.fits(image.component().index, image.number())) {
                    return false;
                }
                layout.put(changed, image.component().index, image.number());
            }
        }
        System.arraycopy(changed, 0, state, 0, changed.length);
        return true;
    }

    private boolean changes(int[] names) {
        boolean changes = false;
        for (int i = 0; names != null && i < names.length; i++) {
            changes |= metIn[names[i]] != walk || becomes[names[i]] != names[i];
        }
        return changes;
    }

    private List<Integer> becoming(int[] names) {
        return new AbstractList<>() {
            @Override
            public Integer get(int i) {
                return metIn[names[i]] == walk ? becomes[names[i]] : -1;
            }

            @Override
            public int size() {
                return names.length;
            }
        };
    }
}
