package dev.quiesce.explore;

import dev.quiesce.simulate.Looks;
import dev.quiesce.simulate.Outcome;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What steps lead to, by what they look at. One decision tree a slot: an inner node says what the step looks at next, the
 * branch taken is what it finds there, a leaf is what the step leads to.
 *
 * <p>A step is a deterministic function of what it looks at, and what it looks at next is a function of what it has found
 * so far. So two states that take the same way through the tree have the same outcomes, and a step is interpreted once for
 * each way and not once for each state. Steps look at few parts, so that there are few ways.
 */
final class Memo {
    private static final int FORGET_AT = 1 << 21;

    private final Vectors vectors;
    private final Node[] roots = new Node[Long.SIZE];
    private int leaves;

    /** A place in the tree. */
    sealed interface Node permits Look, Leaf, Unknowable {}

    /** What a step leads to. */
    record Leaf(Moved[] moves, Outcome[] others, boolean mayWait) implements Node {}

    /** The step depends on everything and is interpreted each time. */
    record Unknowable() implements Node {}

    /** A successor: the components that change, with their new numbers. */
    record Moved(int[] components, int[] numbers, Outcome.Access[] footprint) {}

    private static final class Look implements Node {
        private final int look;
        private Node[] byNumber = new Node[4];
        private Map<Object, Node> byAnswer;

        Look(int look) {
            this.look = look;
        }
    }

    Memo(Vectors vectors) {
        this.vectors = vectors;
    }

    /** What the step of the thread in {@code slot} leads to; null if that is not known yet. */
    Node find(int[] vector, int slot) {
        Node node = roots[slot];
        int number = vectors.thread(vector, slot);
        if (node == null) {
            return null;
        }
        node = number < ((Look) node).byNumber.length ? ((Look) node).byNumber[number] : null;
        while (node instanceof Look l) {
            node = next(l, vector, slot);
        }
        return node;
    }

    private Node next(Look l, int[] vector, int slot) {
        if (l.look >= 0) {
            int number = vectors.number(vector, l.look);
            return number < l.byNumber.length ? l.byNumber[number] : null;
        }
        return l.byAnswer == null ? null : l.byAnswer.get(answer(l.look, vector));
    }

    private Object answer(int look, int[] vector) {
        int owner = Looks.ownerLookedAt(look);
        if (owner >= 0) {
            return vectors.owned(vector, owner);
        }
        return switch (look) {
            case Looks.ALIVE -> vectors.alive(vector);
            case Looks.FREED -> vectors.freed(vector);
            default -> vectors.entries(vector, look);
        };
    }

    /**
     * Remembers {@code leaf} as what the step leads to that looked at {@code looks} in this order. Does not if what is
     * known says that it looks at something else: then what the machine takes for constant has changed, and the search
     * starts again anyway.
     */
    void put(int[] vector, int slot, int[] looks, Leaf leaf) {
        if (leaves >= FORGET_AT) {
            Arrays.fill(roots, null);
            leaves = 0;
        }
        if (roots[slot] == null) {
            roots[slot] = new Look(0);
        }
        Look at = (Look) roots[slot];
        int number = vectors.thread(vector, slot);
        Object answer = null;
        for (int look : looks) {
            Node known = child(at, number, answer);
            if (known == null) {
                known = look == Looks.EVERYTHING ? new Unknowable() : new Look(look);
                attach(at, number, answer, known);
            }
            if (!(known instanceof Look l) || l.look != look) {
                return;
            }
            at = l;
            number = look >= 0 ? vectors.number(vector, look) : -1;
            answer = look >= 0 ? null : answer(look, vector);
        }
        if (child(at, number, answer) == null) {
            attach(at, number, answer, leaf);
            leaves++;
        }
    }

    private static Node child(Look at, int number, Object answer) {
        if (answer != null) {
            return at.byAnswer == null ? null : at.byAnswer.get(answer);
        }
        return number < at.byNumber.length ? at.byNumber[number] : null;
    }

    private static void attach(Look at, int number, Object answer, Node child) {
        if (answer != null) {
            if (at.byAnswer == null) {
                at.byAnswer = new HashMap<>();
            }
            at.byAnswer.put(answer, child);
            return;
        }
        if (number >= at.byNumber.length) {
            at.byNumber = Arrays.copyOf(at.byNumber, Math.max(number + 1, at.byNumber.length * 2));
        }
        at.byNumber[number] = child;
    }
}
