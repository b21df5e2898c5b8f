package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which threads of a scenario are alike, and whether a run can tell them apart: the group of permutations of the slots of
 * threads that begin in the same function. See {@link Reduction#THREAD_SYMMETRY}. And whether it can tell objects by
 * their names, see {@link Reduction#CANONICAL_HEAP}.
 *
 * <p>A machine asks it about everything that it does with a value that names such a thread or an object. What
 * would not be the same but for the names if the threads were swapped is noted in {@link Mutability#tellsThreadsApart},
 * and what may depend on the name of an object in {@link Mutability#tellsObjectsApart}.
 */
public final class Symmetry {
    /** No two threads are alike. */
    static final Symmetry NONE = new Symmetry();
    /** Permutations there may be; of more threads that are alike some are treated as if they were not. */
    private static final int MOST = 120;

    private final Mutability mutability;
    private final int globalCount;
    private final List<int[]> classes = new ArrayList<>();
    private final List<Renaming> permutations = new ArrayList<>();
    /** The slots that any permutation moves, as a mask; 0 if nothing is alike or somebody has told. */
    private long moved;
    /** Whether objects may have other names; false once somebody has told. */
    private boolean anonymous;

    /**
     * @param wanted    false if no two threads shall be taken to be alike
     * @param anonymous whether objects that threads allocate may have other names
     */
    Symmetry(Image image, boolean wanted, boolean anonymous, Mutability mutability) {
        this.mutability = mutability;
        this.anonymous = anonymous;
        globalCount = image.globalCount;
        if (wanted && !mutability.tellsThreadsApart()) {
            int first = 1;
            group(image.scenario.threads(), first);
            group(image.scenario.softirqs(), first + image.scenario.threads().size());
        }
        permute(0, identity());
        for (int[] alike : classes) {
            for (int slot : alike) {
                moved |= 1L << slot;
            }
        }
        for (long word : moved == 0 && !anonymous ? new long[0] : image.initialGlobals()) {
            integer(word);
        }
    }

    private Symmetry() {
        mutability = new Mutability();
        globalCount = 0;
        permutations.add(new Permutation(0, new int[0]));
    }

    private void group(List<Integer> functions, int firstSlot) {
        for (int i = 0; i < functions.size(); i++) {
            if (functions.indexOf(functions.get(i)) == i) {
                List<Integer> alike = new ArrayList<>();
                for (int j = i; j < functions.size(); j++) {
                    if (functions.get(j).equals(functions.get(i)) && count() * factorial(alike.size() + 1) <= MOST) {
                        alike.add(firstSlot + j);
                    }
                }
                if (alike.size() > 1) {
                    classes.add(alike.stream().mapToInt(Integer::intValue).toArray());
                }
            }
        }
    }

    private int count() {
        return classes.stream().mapToInt(c -> factorial(c.length)).reduce(1, (a, b) -> a * b);
    }

    private static int factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }

    private int[] identity() {
        int[] slots = new int[classes.stream().flatMapToInt(Arrays::stream).max().orElse(-1) + 1];
        for (int s = 0; s < slots.length; s++) {
            slots[s] = s;
        }
        return slots;
    }

    /** Adds all permutations that do to the classes before {@code from} what {@code slots} does. */
    private void permute(int from, int[] slots) {
        if (from == classes.size()) {
            permutations.add(new Permutation(globalCount, slots));
        } else {
            permute(from, 0, slots);
        }
    }

    /** The same, with the first {@code fixed} of the class settled too. The first that is added moves nothing. */
    private void permute(int from, int fixed, int[] slots) {
        int[] alike = classes.get(from);
        if (fixed == alike.length) {
            permute(from + 1, slots);
            return;
        }
        for (int other = fixed; other < alike.length; other++) {
            int[] next = slots.clone();
            next[alike[fixed]] = slots[alike[other]];
            next[alike[other]] = slots[alike[fixed]];
            permute(from, fixed + 1, next);
        }
    }

    /** The permutations; the first moves nothing. Closed under composition. */
    public List<Renaming> permutations() {
        return permutations;
    }

    /** The slots of threads that are alike, ascending, for each kind of which there are at least two. */
    public List<int[]> classes() {
        return classes;
    }

    // ---- what runs do

    /** True if the value names a thread, or one of its objects, that is like another. */
    private boolean moves(long value) {
        return moved != 0 && Address.isAddress(value) && Address.object(value) >= globalCount
            && (moved >>> (Address.object(value) - globalCount) % Long.SIZE & 1) != 0;
    }

    private void told() {
        moved = 0;
        mutability.tellThreadsApart();
    }

    /** True if the thread in {@code slot} is taken to be like another. */
    boolean isAlike(int slot) {
        return (moved >>> slot & 1) != 0;
    }

    /** A thread asks who it is. */
    void identity(int slot) {
        if ((moved >>> slot & 1) != 0) {
            told();
        }
    }

    /** The bits are used as a number. */
    void integer(long value) {
        if (moves(value)) {
            told();
        }
        if (names(value)) {
            toldObject();
        }
    }

    /** True if the value names an object that may have another name. */
    private boolean names(long value) {
        return anonymous && Address.isAddress(value) && CanonicalHeap.renames(Address.object(value), globalCount);
    }

    private void toldObject() {
        anonymous = false;
        mutability.tellObjectsApart();
    }

    /** Something came of two values. */
    void computed(Expression.BinaryOperator operator, ScalarType type, long left, long right, long result, Site site) {
        if ((names(left) || names(right) || names(result))
            && !new Operation(operator, type, left, right, result, globalCount).commutes()) {
            toldObject();
        }
        if (moves(left) || moves(right) || moves(result)) {
            for (Renaming r : permutations) {
                if (Evaluator.binary(operator, type, r.value(left), r.value(right), site) != r.value(result)) {
                    told();
                    return;
                }
            }
        }
    }

    /** A value was made one of another type. */
    void converted(ScalarType type, long value, long result) {
        // Fewer bits than name an object are its offset, or tell that it is no null pointer.
        if ((names(value) || names(result)) && result != value && type.bits() > Short.SIZE) {
            toldObject();
        }
        if (moves(value) || moves(result)) {
            for (Renaming r : permutations) {
                if (type.wrap(r.value(value)) != r.value(result)) {
                    told();
                    return;
                }
            }
        }
    }

    /** The address that stands for those of all objects that permutations make of this one. */
    long common(long address) {
        if (!moves(address)) {
            return address;
        }
        int sequence = (Address.object(address) - globalCount) % Long.SIZE;
        for (int[] alike : classes) {
            for (int slot : alike) {
                if (slot == sequence) {
                    return Address.of(Address.object(address) - sequence + alike[0], Address.offset(address));
                }
            }
        }
        return address;
    }
}
