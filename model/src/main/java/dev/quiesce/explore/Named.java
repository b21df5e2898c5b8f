package dev.quiesce.explore;

import dev.quiesce.simulate.CanonicalHeap;
import dev.quiesce.simulate.Parts;
import java.util.Arrays;

/**
 * The components that have to do with objects which can have other names. One thread at a time may add some; all may ask
 * about states that have been packed.
 */
final class Named {
    private final Parts parts;
    /** Null if objects keep their names. */
    private final CanonicalHeap heap;
    private volatile Component[] naming = {};
    private volatile Component[] roots = {};
    private volatile Component[] objects = {};
    private volatile Component[] byName = {};

    Named(Parts parts, CanonicalHeap heap) {
        this.parts = parts;
        this.heap = heap;
    }

    /** There is a new component. */
    void add(Component made) {
        if (heap != null && heap.renames(made.name())) {
            objects = with(objects, made);
            Component[] all = Arrays.copyOf(byName, Math.max(byName.length, made.name() + 1));
            all[made.name()] = made;
            byName = all;
        }
    }

    /** A component has got its first value that names such an object. */
    void names(Component c) {
        naming = with(naming, c);
        if (parts.isRoot(c.part, heap)) {
            Component[] more = with(roots, c);
            Arrays.sort(more, (a, b) -> parts.compareRoots(a.part, b.part));
            roots = more;
        }
    }

    private static Component[] with(Component[] some, Component another) {
        Component[] more = Arrays.copyOf(some, some.length + 1);
        more[some.length] = another;
        return more;
    }

    /** Those with values that name such objects. */
    Component[] naming() {
        return naming;
    }

    /** Those of them where a walk begins, in its order. */
    Component[] roots() {
        return roots;
    }

    /** Those that are such objects. */
    Component[] objects() {
        return objects;
    }

    /** The one that is the object of that name, null if there never was one. */
    Component object(int name) {
        Component[] all = byName;
        return name < all.length ? all[name] : null;
    }
}
