package dev.quiesce.explore;

import dev.quiesce.simulate.CanonicalHeap;
import dev.quiesce.simulate.Parts;
import dev.quiesce.simulate.Renaming;
import java.util.Arrays;

/**
 * Gives the objects of packed states the names that {@link CanonicalHeap} says, and notes what values become with them, from
 * which {@link Namer} knows it the next time. One thread at a time may.
 */
final class ThoroughNamer {
    private final CanonicalHeap heap;
    private final Parts parts;
    private final Vectors vectors;
    private final Layout layout;

    ThoroughNamer(CanonicalHeap heap, Parts parts, Vectors vectors, Layout layout) {
        this.heap = heap;
        this.parts = parts;
        this.vectors = vectors;
        this.layout = layout;
    }

    /** False, and the state is as it was, if the layout has no room for what it becomes. */
    boolean name(long[] state) {
        Renaming names = heap.names(vectors.decode(layout, state));
        Component[] naming = vectors.named().naming();
        Component.Image[] images = new Component.Image[naming.length];
        boolean fits = true;
        for (int i = 0; i < naming.length; i++) {
            int number = layout.number(state, naming[i].index);
            if (naming[i].names(number) != null) {
                images[i] = image(naming[i], number, names);
                fits &= layout.fits(images[i].component().index, images[i].number())
                    & vectors.permute(images[i].component(), images[i].number(), layout);
            }
        }
        if (fits) {
            put(state, naming, images);
        }
        return fits;
    }

    private Component.Image image(Component c, int number, Renaming names) {
        Component to = vectors.component(parts.renamed(c.part, names));
        Component.Image image = new Component.Image(to, vectors.number(to, parts.renamed(c.part, c.value(number), names)));
        c.renamed(number, Arrays.stream(c.names(number)).mapToObj(names::object).toList(), image);
        return image;
    }

    private void put(long[] state, Component[] from, Component.Image[] images) {
        for (int i = 0; i < from.length; i++) {
            if (images[i] != null) {
                layout.clear(state, from[i].index);
            }
        }
        for (Component.Image image : images) {
            if (image != null) {
                layout.put(state, image.component().index, image.number());
            }
        }
    }
}
