package dev.quiesce.explore;

import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Looks;
import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.Parts;
import dev.quiesce.simulate.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Successors of states given as {@linkplain Vectors vectors}. What a step leads to is {@linkplain Memo remembered} by
 * what it looks at; only what is not known is interpreted.
 */
final class Expander {
    private static final int[] NOTHING = {};

    private final Machine machine;
    private final Parts parts;
    private final Vectors vectors;
    private final Memo memo;
    private final Looks looks;
    private final BooleanSupplier crossCheck;
    private final int[] successor = new int[StateStore.MAX_COMPONENTS];
    private long interpreted;

    /** Is told the successors of a state one by one. */
    interface Sink {
        /** The vector is only valid during the call. */
        void moved(int slot, int[] vector, int length, Outcome.Access[] footprint);

        void failed(int slot, Outcome.Failed failure);

        void discarded(int slot);

        void endless(int slot, Outcome.Endless end);
    }

    /**
     * @param crossCheck asked before a remembered step is used: true to interpret it as well, and compare
     */
    Expander(Image image, Machine machine, BooleanSupplier crossCheck) {
        this.machine = machine;
        this.crossCheck = crossCheck;
        parts = new Parts(image);
        vectors = new Vectors(parts);
        memo = new Memo(vectors);
        looks = new Looks(parts);
    }

    /** Writes {@code state} as a vector and answers how long it is. */
    int encode(State state, int[] vector) {
        parts.differences(parts.blank(), state, (part, value) -> {
            int c = vectors.component(part);
            vector[c] = vectors.number(c, value);
        });
        return vectors.width();
    }

    State decode(int[] vector) {
        return vectors.decode(vector);
    }

    boolean complete(int[] vector) {
        return Parts.complete(vectors.phase(vector));
    }

    /** Steps that were interpreted because nothing was known of them. */
    long interpreted() {
        return interpreted;
    }

    /** Tells every successor of the state. While {@code init} can move, nobody else does. */
    void expand(int[] vector, Sink sink) {
        boolean initializing = Parts.initializing(vectors.phase(vector));
        stuck = true;
        int slots = vectors.slots();
        for (int slot = 0; slot < slots; slot++) {
            if (vectors.thread(vector, slot) != 0) {
                boolean any = step(vector, slot, sink);
                if (any && initializing && slot == 0) {
                    return;
                }
            }
        }
    }

    private boolean stuck;
    private boolean choosesToWait;

    /** True if some thread could both move and, with another choice, have to wait: then what else can happen while it
     *  waits has not been explored. */
    boolean choosesToWait() {
        return choosesToWait;
    }

    /** True if, in the state expanded last, every thread had to wait or could have chosen to. */
    boolean stuck() {
        return stuck;
    }

    /** Tells the successors by one thread; false if it cannot move. */
    private boolean step(int[] vector, int slot, Sink sink) {
        Memo.Leaf known;
        if (memo.find(vector, slot) instanceof Memo.Leaf leaf) {
            known = leaf;
            if (crossCheck.getAsBoolean()) {
                compare(vector, slot, leaf);
            }
        } else {
            known = interpret(vector, slot);
        }
        stuck &= known.mayWait();
        for (Memo.Moved m : known.moves()) {
            apply(vector, m);
            sink.moved(slot, successor, vectors.width(), m.footprint());
        }
        for (Outcome o : known.others()) {
            switch (o) {
                case Outcome.Moved m -> throw new IllegalStateException("a move is no end");
                case Outcome.Failed f -> sink.failed(slot, f);
                case Outcome.Discarded d -> sink.discarded(slot);
                case Outcome.Endless e -> sink.endless(slot, e);
            }
        }
        return known.moves().length + known.others().length > 0;
    }

    private void apply(int[] vector, Memo.Moved m) {
        System.arraycopy(vector, 0, successor, 0, vectors.width());
        for (int i = 0; i < m.components().length; i++) {
            successor[m.components()[i]] = m.numbers()[i];
        }
        if (machine.collectsGarbage()) {
            vectors.collect(successor);
        }
    }

    private Memo.Leaf interpret(int[] vector, int slot) {
        State state = decode(vector);
        interpreted++;
        List<Outcome> outcomes = machine.step(state, slot, looks);
        choosesToWait |= machine.mayWait() && !outcomes.isEmpty();
        List<Outcome> others = new ArrayList<>();
        List<Memo.Moved> moves = new ArrayList<>();
        for (Outcome o : outcomes) {
            if (o instanceof Outcome.Moved m) {
                moves.add(changes(state, m));
            } else {
                others.add(o);
            }
        }
        Memo.Leaf leaf = new Memo.Leaf(moves.toArray(Memo.Moved[]::new), others.toArray(Outcome[]::new),
            machine.mayWait());
        memo.put(vector, slot, looks.inOrder(), leaf);
        return leaf;
    }

    private int[] components = NOTHING;
    private int[] numbers = NOTHING;
    private int changed;

    private Memo.Moved changes(State from, Outcome.Moved m) {
        changed = 0;
        parts.differences(from, m.state(), (part, value) -> {
            if (changed == components.length) {
                components = Arrays.copyOf(components, changed * 2 + 8);
                numbers = Arrays.copyOf(numbers, changed * 2 + 8);
            }
            int c = vectors.component(part);
            components[changed] = c;
            numbers[changed++] = vectors.number(c, value);
        });
        return new Memo.Moved(Arrays.copyOf(components, changed), Arrays.copyOf(numbers, changed),
            m.footprint());
    }

    /** Interprets the step as it is without any memory, and holds the leaf against that. */
    private void compare(int[] vector, int slot, Memo.Leaf leaf) {
        List<Outcome> outcomes = machine.step(decode(vector), slot);
        int moved = 0;
        int other = 0;
        boolean same = machine.mayWait() == leaf.mayWait();
        for (Outcome o : outcomes) {
            if (o instanceof Outcome.Moved m) {
                same &= moved < leaf.moves().length;
                if (same) {
                    apply(vector, leaf.moves()[moved]);
                    same = decode(successor).equals(m.state())
                        && List.of(leaf.moves()[moved].footprint()).equals(List.of(m.footprint()));
                }
                moved++;
            } else {
                same &= other < leaf.others().length && alike(leaf.others()[other], o);
                other++;
            }
        }
        if (!same || moved != leaf.moves().length || other != leaf.others().length) {
            throw new IllegalStateException("what is remembered of a step is not what it does");
        }
    }

    private static boolean alike(Outcome a, Outcome b) {
        return a instanceof Outcome.Failed f && b instanceof Outcome.Failed g
            ? f.finding() == g.finding() && f.message().equals(g.message()) && f.address() == g.address()
                && f.site().equals(g.site())
            : a.equals(b);
    }
}
