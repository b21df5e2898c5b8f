package dev.quiesce.explore;

import dev.quiesce.simulate.StepBranch;
import dev.quiesce.simulate.CanonicalHeap;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Looks;
import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.Parts;
import dev.quiesce.simulate.Renaming;
import dev.quiesce.simulate.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Successors of packed states. What a step leads to is {@linkplain Memo remembered} by what it looks at; only what is not
 * known is interpreted, by one thread at a time. {@linkplain Lane Lanes} look things up side by side.
 */
final class Expander {
    private static final int[] NOTHING = {};

    private final Machine machine;
    private final Parts parts;
    private final Vectors vectors;
    /** Null if objects keep their names. */
    private final CanonicalHeap heap;
    private final Memo memo;
    private final Looks looks;
    private final BooleanSupplier crossCheck;
    private final Leaves leaves;
    private Layout layout;
    private boolean choosesToWait;
    private final StepLog log = new StepLog();

    /**
     * @param crossCheck asked before a remembered step is used: true to interpret it as well, and compare; then all branches of
     *                   steps are told apart, as many are otherwise
     */
    Expander(Image image, Machine machine, BooleanSupplier crossCheck) {
        this.machine = machine;
        this.crossCheck = crossCheck;
        parts = new Parts(image);
        heap = machine.canonicalHeap();
        vectors = new Vectors(parts, machine.symmetry().permutations(), heap);
        layout = vectors.layout(true);
        memo = new Memo(vectors, layout);
        leaves = new Leaves(parts, vectors);
        looks = new Looks(parts, crossCheck.getAsBoolean() ? 2 : Looks.MANY);
    }

    /** The steps that are interpreted. */
    StepLog log() {
        return log;
    }

    /** Tells how many values each component has had: the same if the same steps were interpreted in the same order. */
    int fingerprint() {
        return vectors.fingerprint();
    }

    /** Interprets a step again, with what that makes known. */
    void repeat(Step step) {
        int[] vector = step.vector();
        int slot = step.slot();
        for (int c = 0; c < vector.length; c++) {
            if (!layout.fits(c, vector[c])) {
                layOut(true);
            }
        }
        long[] state = StepLog.packed(layout, step);
        if (slot == Step.NAMING) {
            name(state);
        } else {
            interpret(state, slot, vectors.thread(layout, state, slot), step.first());
        }
    }

    Layout layout() {
        return layout;
    }

    /** Bits that the values of each component need. */
    int[] needed() {
        return vectors.bits(0);
    }

    /** Makes room for all values there are. No lane may be in use meanwhile, and states have to be packed anew. */
    void layOut(boolean slack) {
        layOut(vectors.layout(slack));
    }

    /** Goes back to a layout that there was before; what has no room in it leads nowhere. */
    void layOut(Layout other) {
        layout = other;
        memo.translate(layout);
    }

    /** Packs a state, for which it makes room first if there is too little. */
    long[] encode(State state) {
        List<Integer> components = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        boolean[] fits = {true};
        parts.differences(parts.blank(), state, (part, value) -> {
            Component c = vectors.component(part);
            int number = vectors.number(c, value);
            components.add(c.index);
            numbers.add(number);
            fits[0] &= layout.fits(c.index, number) & vectors.permute(c, number, layout);
        });
        if (!fits[0]) {
            layOut(true);
        }
        long[] packed = new long[layout.words()];
        for (int i = 0; i < components.size(); i++) {
            layout.put(packed, components.get(i), numbers.get(i));
        }
        return packed;
    }

    synchronized State decode(long[] state) {
        return vectors.decode(layout, state);
    }

    boolean complete(long[] state) {
        return Parts.complete(vectors.phase(layout.number(state, 0)));
    }

    /** True if some thread could both move and, with another choice, have to wait: then what else can happen while it
     *  waits has not been explored. */
    boolean choosesToWait() {
        return choosesToWait;
    }

    /** Lanes do so side by side, so that nobody may write what was read before. */
    private void noteChoice(Memo.Leaf leaf) {
        if (leaf.mayWait && leaf.leadsSomewhere()) {
            choosesToWait = true;
        }
    }

    /** That was so before a search that goes on now. */
    void choseToWait() {
        choosesToWait = true;
    }

    /** Leads along paths of states as they are, by which stored states are reached as they are packed at present. */
    Guide guide() {
        return new Guide(machine, heap, parts, vectors, layout);
    }

    /** What one thread needs to expand states one after the other. */
    final class Lane {
        private final long[] state = new long[layout.words()];
        private final long[] successor = new long[layout.words()];
        private final Namer namer = heap == null ? null : new Namer(vectors.named(), layout, heap, Expander.this::name);
        private final Orbits orbits = machine.symmetry().classes().isEmpty() ? null
            : new Orbits(vectors, layout, machine.symmetry(), namer);
        private Renaming renaming;
        private final Memo.Leaf[] leaves = new Memo.Leaf[Long.SIZE];
        private final int[] slots = new int[Long.SIZE];
        private final int[] threadWord = new int[Long.SIZE];
        private final int[] threadShift = new int[Long.SIZE];
        private final long[] threadMask = new long[Long.SIZE];
        final int end = vectors.slots();
        /** The state before, by slot what was found for it (null for nothing), and by how much this one differs. */
        private final long[] before = new long[layout.words()];
        private final Memo.Leaf[] leavesBefore = new Memo.Leaf[Long.SIZE];
        private final long[] differences = new long[layout.words()];
        private final List<Memo.Leaf> branches = new ArrayList<>();
        private final boolean crossChecking = crossCheck.getAsBoolean();
        private int steps;
        private boolean freed;
        private int phase = -1;
        private boolean complete;
        private boolean initializing;

        Lane() {
            for (int slot = 0; slot < end; slot++) {
                int component = vectors.thread(slot);
                threadWord[slot] = component < 0 ? 0 : layout.word(component);
                threadShift[slot] = component < 0 ? 0 : layout.shift(component);
                threadMask[slot] = component < 0 ? 0 : layout.mask(component);
            }
        }

        /** The state to expand next, to be written. */
        long[] state() {
            return state;
        }

        boolean complete() {
            inPhase(layout.number(state, 0));
            return complete;
        }

        private void inPhase(int number) {
            if (number != phase) {
                phase = number;
                complete = Parts.complete(vectors.phase(number));
                initializing = Parts.initializing(vectors.phase(number));
            }
        }

        /**
         * Works out the steps from the state. While {@code init} can move, nobody else does. False if the layout has no
         * room for what one of them leads to.
         */
        boolean prepare() {
            inPhase(layout.number(state, 0));
            for (int w = 0; w < state.length; w++) {
                differences[w] = before[w] ^ state[w];
                before[w] = state[w];
            }
            steps = 0;
            for (int slot = 0; slot < end; slot++) {
                Memo.Leaf leafBefore = leavesBefore[slot];
                leavesBefore[slot] = null;
                int thread = (int) (state[threadWord[slot]] >>> threadShift[slot] & threadMask[slot]);
                if (thread != 0) {
                    // States that were found together differ little, so that most steps are those of the state before.
                    Memo.Leaf leaf = leafBefore != null && leafBefore.overlooks(differences) ? known(slot, leafBefore)
                        : find(slot, thread);
                    if (!leaf.ready()) {
                        Arrays.fill(leavesBefore, null);
                        return false;
                    }
                    leavesBefore[slot] = leaf;
                    slots[steps] = slot;
                    leaves[steps++] = leaf;
                    if (initializing && slot == 0 && leaf.leadsSomewhere()) {
                        Arrays.fill(leavesBefore, slot + 1, end, null);
                        break;
                    }
                }
            }
            freed = vectors.anyFreed(layout, state);
            return true;
        }

        private Memo.Leaf find(int slot, int thread) {
            Memo.Node node = memo.find(state, slot, thread, phase);
            if (node instanceof Memo.Leaf leaf) {
                return known(slot, leaf);
            }
            branches.clear();
            boolean known = gather(node, slot, thread, NOTHING);
            Memo.Leaf leaf = branches.size() == 1 ? branches.getFirst() : Memo.Leaf.joined(branches);
            noteChoice(leaf);
            return known ? known(slot, leaf) : leaf;
        }

        /** Gathers all branches from a place in the tree on, where the thread has made these choices. True if all were known. */
        private boolean gather(Memo.Node node, int slot, int thread, int[] made) {
            switch (node) {
                case Memo.Leaf leaf -> branches.add(leaf);
                case Memo.Fork fork -> {
                    boolean known = true;
                    int[] next = Arrays.copyOf(made, made.length + 1);
                    for (int choice = 0; choice < fork.alternatives(); choice++) {
                        next[made.length] = choice;
                        known &= gather(memo.follow(fork.child(choice), state), slot, thread, next);
                    }
                    return known;
                }
                case null, default -> {
                    branches.addAll(interpret(state, slot, thread, made.clone()));
                    return false;
                }
            }
            return true;
        }

        private Memo.Leaf known(int slot, Memo.Leaf leaf) {
            if (crossChecking && leaf.ready() && crossCheck.getAsBoolean()) {
                compare(state, slot, leaf);
            }
            return leaf;
        }

        /** Steps that the state has. */
        int steps() {
            return steps;
        }

        int slot(int step) {
            return slots[step];
        }

        Memo.Leaf leaf(int step) {
            return leaves[step];
        }

        /**
         * The state that a move leads to, or what represents it; valid until the next is asked for. Null if the layout has no
         * room for it.
         */
        long[] successor(Memo.Moved move) {
            apply(state, move, freed, successor);
            long[] itself = crossChecking && namer != null && crossCheck.getAsBoolean() ? successor.clone() : null;
            boolean room = true;
            if (orbits != null) {
                renaming = orbits.represent(successor);
                room = renaming != null;
            } else if (namer != null) {
                room = namer.name(successor);
            }
            if (room && itself != null) {
                compareNames(itself, renaming, successor);
            }
            return room ? successor : null;
        }

        /** The same where that state is stored. */
        long[] storedSuccessor(Memo.Moved move) {
            if (successor(move) == null) {
                throw new IllegalStateException("a stored state has a successor that was never seen");
            }
            return successor;
        }

        /** The slot that the thread in {@code slot} has in the representative that was made last. */
        int renamed(int slot) {
            return renaming == null ? slot : renaming.slot(slot);
        }

        /** True if every thread has to wait or could choose to. */
        boolean stuck() {
            boolean stuck = true;
            for (int i = 0; i < steps; i++) {
                stuck &= leaves[i].mayWait;
            }
            return stuck;
        }
    }

    private void apply(long[] state, Memo.Moved move, boolean freed, long[] successor) {
        move.apply(state, successor);
        if ((freed || move.frees) && machine.collectsGarbage()) {
            vectors.collect(layout, successor);
        }
    }

    /**
     * Gives the objects of a state canonical names, with what that makes known. False if the layout has no room for what it
     * becomes.
     */
    private synchronized boolean name(long[] packed) {
        int known = vectors.values();
        long[] before = packed.clone();
        boolean fits = new ThoroughNamer(heap, parts, vectors, layout).name(packed);
        if (vectors.values() > known) {
            log.add(layout, before, Step.NAMING, NOTHING);
        }
        return fits;
    }

    /** What a step leads to, branch by branch, if the thread makes these choices first. */
    private synchronized List<Memo.Leaf> interpret(long[] packed, int slot, int thread, int[] first) {
        int phase = layout.number(packed, 0);
        if (first.length == 0 && memo.find(packed, slot, thread, phase) instanceof Memo.Leaf leaf) {
            return List.of(leaf);
        }
        State state = vectors.decode(layout, packed);
        log.add(layout, packed, slot, first);
        List<Memo.Leaf> found = new ArrayList<>();
        for (StepBranch branch : machine.step(state, slot, first, looks)) {
            Memo.Leaf leaf = leaves.of(state, slot, branch, layout);
            noteChoice(leaf);
            memo.put(packed, slot, thread, phase, branch, leaf);
            found.add(leaf);
        }
        return found;
    }

    /** Interprets the step as it is without any memory, and holds the leaf against that. */
    private synchronized void compare(long[] state, int slot, Memo.Leaf leaf) {
        List<State> successors = new ArrayList<>();
        for (Memo.Moved move : leaf.moves) {
            long[] successor = new long[layout.words()];
            apply(state, move, vectors.anyFreed(layout, state), successor);
            successors.add(vectors.decode(layout, successor));
        }
        CrossCheck.compare(leaf, successors, machine, vectors.decode(layout, state), slot);
    }

    /** Gives a state canonical names as they are defined, and holds what a lane made of it against that. */
    private synchronized void compareNames(long[] state, Renaming permutation, long[] named) {
        CrossCheck.compare(vectors.decode(layout, state), permutation, parts, heap, vectors.decode(layout, named));
    }
}
