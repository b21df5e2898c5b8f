package dev.quiesce.explore;

import dev.quiesce.simulate.StepBranch;
import dev.quiesce.simulate.Looks;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.Parts;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What steps lead to, by what they look at. One decision tree a phase and slot: an inner node says what the step looks at next, the
 * branch taken is what it finds there, a leaf is what the step leads to.
 *
 * <p>A step is a deterministic function of what it looks at, and what it looks at next is a function of what it has found
 * so far. So two states that take the same way through the tree have the same outcomes, and a step is interpreted once for
 * each way and not once for each state. Steps look at few parts, so that there are few ways. Where a thread chooses, the tree
 * may fork: what it looks at after one choice is no business of the others.
 *
 * <p>Nodes know where in packed states they look and what they change there: those are translated anew for each
 * {@link Layout}. Several threads may look things up while one puts something in; nobody may do either while the layout
 * changes.
 */
final class Memo {
    private static final int FORGET_AT = 1 << 21;
    private static final VarHandle NODES = MethodHandles.arrayElementVarHandle(Node[].class);

    private final Vectors vectors;
    /** By phase and slot. */
    private final Node[] roots = new Node[Parts.PHASES * Long.SIZE];
    private Layout layout;
    private int leaves;

    /** A place in the tree. */
    sealed interface Node permits Look, Fork, Leaf, Unknowable {}

    /** The step depends on everything and is interpreted each time. */
    record Unknowable() implements Node {}

    /** The thread makes a choice. */
    static final class Fork implements Node {
        private final Node[] children;

        private Fork(int alternatives) {
            children = new Node[alternatives];
        }

        int alternatives() {
            return children.length;
        }

        /** What comes of a choice; null if that is not known yet. */
        Node child(int choice) {
            return (Node) NODES.getAcquire(children, choice);
        }

        void attach(int choice, Node child) {
            NODES.setRelease(children, choice, child);
        }
    }

    /** What a step leads to. */
    static final class Leaf implements Node {
        final Moved[] moves;
        final Outcome[] others;
        final boolean mayWait;
        /** The different footprints of the moves that are not empty. */
        final int[] footprints;
        /** Those as a mask; those that it has no room for are bit 0. */
        final long footprintMask;
        /** What the step looked at, and the component of its thread. */
        private final int[] looks;
        private final int thread;
        /** By word: the bits of a state that it looked at. */
        private long[] seen;
        private long seenFirst;
        private boolean ready;

        /**
         * @param looks  as they are numbered in {@link Looks}
         * @param thread the component of the thread that steps
         */
        Leaf(Moved[] moves, Outcome[] others, boolean mayWait, int[] looks, int thread) {
            this.looks = looks;
            this.thread = thread;
            this.moves = moves;
            this.others = others;
            this.mayWait = mayWait;
            footprints = Arrays.stream(moves).mapToInt(m -> m.footprint).filter(f -> f != 0).distinct().toArray();
            footprintMask = Arrays.stream(footprints).mapToLong(f -> f < Long.SIZE ? 1L << f : 1).reduce(0, (a, b) -> a | b);
        }

        /** What the branches of a step lead to together. */
        static Leaf joined(List<Leaf> branches) {
            List<Moved> moves = new ArrayList<>(branches.size());
            List<Outcome> others = new ArrayList<>();
            boolean wait = false;
            boolean ready = true;
            long[] seen = new long[branches.getFirst().seen.length];
            for (Leaf l : branches) {
                Collections.addAll(moves, l.moves);
                Collections.addAll(others, l.others);
                wait |= l.mayWait;
                ready &= l.ready;
                for (int w = 0; w < seen.length; w++) {
                    seen[w] |= l.seen[w];
                }
            }
            Leaf joined = new Leaf(moves.toArray(Moved[]::new), others.toArray(Outcome[]::new), wait, new int[0], 0);
            joined.ready = ready;
            joined.seen = seen;
            joined.seenFirst = seen[0];
            return joined;
        }

        /** False if the layout has no room for what it leads to. */
        boolean ready() {
            return ready;
        }

        /** The layout has no room for something else that comes with it. */
        void postpone() {
            ready = false;
        }

        boolean leadsSomewhere() {
            return moves.length + others.length > 0;
        }

        /** True if the step is the same in a state that differs by these bits from one whose step it is. */
        boolean overlooks(long[] differences) {
            boolean overlooks = (differences[0] & seenFirst) == 0;
            for (int w = 1; overlooks && w < differences.length; w++) {
                overlooks = (differences[w] & seen[w]) == 0;
            }
            return overlooks;
        }

        void translate(Layout layout, Vectors vectors) {
            ready = true;
            for (Moved m : moves) {
                ready &= m.translate(layout);
            }
            seen = new long[layout.words()];
            see(layout, thread);
            for (int look : looks) {
                if (look < 0) {
                    Arrays.fill(seen, -1); // several parts together: rare enough to take it for everything
                } else if (vectors.known(look) >= 0) {
                    see(layout, vectors.known(look));
                }
            }
            seenFirst = seen[0];
        }

        private void see(Layout layout, int component) {
            seen[layout.word(component)] |= layout.mask(component) << layout.shift(component);
        }
    }

    /** A successor: the components that change, with their new numbers. */
    static final class Moved {
        private final int[] components;
        private final int[] numbers;
        final Outcome.Access[] accesses;
        /** The number of the accesses as a footprint, 0 for none. */
        final int footprint;
        /** True if the step leaves a freed object behind that was none before. */
        final boolean frees;
        private long[] keep;
        private long[] set;
        /** The first words of both, which are mostly all: at hand without another look at memory. */
        private long keepFirst;
        private long setFirst;

        Moved(int[] components, int[] numbers, Outcome.Access[] accesses, int footprint, boolean frees) {
            this.components = components;
            this.numbers = numbers;
            this.accesses = accesses;
            this.footprint = footprint;
            this.frees = frees;
        }

        private boolean translate(Layout layout) {
            long[] clear = new long[layout.words()];
            set = new long[layout.words()];
            boolean fits = true;
            for (int i = 0; i < components.length; i++) {
                int c = components[i];
                fits &= layout.fits(c, numbers[i]);
                clear[layout.word(c)] |= layout.mask(c) << layout.shift(c);
                if (fits) {
                    layout.put(set, c, numbers[i]);
                }
            }
            for (int w = 0; w < clear.length; w++) {
                clear[w] = ~clear[w];
            }
            keep = clear;
            keepFirst = clear[0];
            setFirst = set[0];
            return fits;
        }

        /** Writes to {@code to} what the state becomes. */
        void apply(long[] state, long[] to) {
            to[0] = state[0] & keepFirst | setFirst;
            for (int w = 1; w < to.length; w++) {
                to[w] = state[w] & keep[w] | set[w];
            }
        }
    }

    /** The step looks at something. */
    static final class Look implements Node {
        private final int look;
        private int word;
        private int shift;
        private long mask;
        private volatile Node[] byNumber = new Node[4];
        private volatile Map<Object, Node> byAnswer;

        Look(int look) {
            this.look = look;
        }

        void translate(Layout layout, int component) {
            word = component < 0 ? 0 : layout.word(component);
            shift = component < 0 ? 0 : layout.shift(component);
            mask = component < 0 ? 0 : layout.mask(component);
        }

        Node child(int number) {
            Node[] children = byNumber;
            return number < children.length ? (Node) NODES.getAcquire(children, number) : null;
        }

        void attach(int number, Node child) {
            Node[] children = byNumber;
            if (number >= children.length) {
                children = Arrays.copyOf(children, Math.max(number + 1, children.length * 2));
                byNumber = children;
            }
            NODES.setRelease(children, number, child);
        }

        Node child(Object answer) {
            return byAnswer == null ? null : byAnswer.get(answer);
        }

        void attach(Object answer, Node child) {
            if (byAnswer == null) {
                byAnswer = new ConcurrentHashMap<>();
            }
            byAnswer.put(answer, child);
        }
    }

    Memo(Vectors vectors, Layout layout) {
        this.vectors = vectors;
        this.layout = layout;
    }

    /** Looks and changes things where {@code next} puts them from now on. */
    void translate(Layout next) {
        layout = next;
        for (Node root : roots) {
            if (root != null) {
                translate(root);
            }
        }
    }

    private void translate(Node node) {
        switch (node) {
            case Leaf leaf -> leaf.translate(layout, vectors);
            case Unknowable u -> { }
            case Fork f -> {
                for (Node child : f.children) {
                    if (child != null) {
                        translate(child);
                    }
                }
            }
            case Look l -> {
                if (l.look >= 0) {
                    l.translate(layout, vectors.known(l.look));
                }
                for (Node child : l.byNumber) {
                    if (child != null) {
                        translate(child);
                    }
                }
                if (l.byAnswer != null) {
                    l.byAnswer.values().forEach(this::translate);
                }
            }
        }
    }

    /**
     * What the step of the thread in {@code slot} leads to, or where it chooses; null if that is not known yet.
     *
     * @param thread the number of that thread
     * @param phase  the number of the state's phase
     */
    Node find(long[] state, int slot, int thread, int phase) {
        Look root = (Look) NODES.getAcquire(roots, phase * Long.SIZE + slot);
        return follow(root == null ? null : root.child(thread), state);
    }

    /** The same from a place in the tree on. */
    Node follow(Node from, long[] state) {
        Node node = from;
        while (node instanceof Look l) {
            if (l.look >= 0) {
                node = l.child((int) (state[l.word] >>> l.shift & l.mask));
            } else {
                Map<Object, Node> children = l.byAnswer;
                node = children == null ? null : children.get(answer(l.look, state));
            }
        }
        return node;
    }

    private Object answer(int look, long[] state) {
        int owner = Looks.ownerLookedAt(look);
        if (owner >= 0) {
            return vectors.owned(layout, state, owner);
        }
        return switch (look) {
            case Looks.ALIVE -> vectors.alive(layout, state);
            case Looks.FREED -> vectors.freed(layout, state);
            default -> vectors.entries(layout, state, look);
        };
    }

    /**
     * Remembers {@code leaf} as what a branch of the step leads to. Does not if what is known says that it looks at something
     * else: then what the machine takes for constant has changed, and the search starts again anyway, or what is remembered
     * there has no branches.
     */
    void put(long[] state, int slot, int thread, int phase, StepBranch branch, Leaf leaf) {
        if (leaves >= FORGET_AT) {
            for (int s = 0; s < roots.length; s++) {
                NODES.setRelease(roots, s, null);
            }
            leaves = 0;
        }
        int place = phase * Long.SIZE + slot;
        if (roots[place] == null) {
            NODES.setRelease(roots, place, new Look(Parts.PHASE));
        }
        Edge edge = new Edge.Found((Look) roots[place], thread);
        for (int look : branch.path()) {
            if (look == Parts.PHASE) {
                continue;
            }
            Node known = edge.child();
            if (known == null) {
                known = look == Looks.EVERYTHING ? new Unknowable()
                    : Looks.isChoice(look) ? new Fork(branch.alternatives()[Looks.choice(look)]) : look(look);
                edge.attach(known);
            }
            if (known instanceof Fork f && Looks.isChoice(look)) {
                edge = new Edge.Chosen(f, branch.choices()[Looks.choice(look)]);
            } else if (known instanceof Look l && l.look == look) {
                edge = look >= 0 ? new Edge.Found(l, (int) (state[l.word] >>> l.shift & l.mask))
                    : new Edge.Answered(l, answer(look, state));
            } else {
                return;
            }
        }
        if (edge.child() == null) {
            edge.attach(leaf);
            leaves++;
        }
    }

    private Look look(int look) {
        Look made = new Look(look);
        if (look >= 0) {
            made.translate(layout, vectors.known(look));
        }
        return made;
    }
}
