package dev.quiesce.axiomatic.relation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The operators on relations over a fixed number of events, named as in the cat language of herd7: {@code seq} is
 * {@code r ; s}, {@code plus} is {@code r+}, {@code optional} is {@code r?}, {@code restrict} is {@code [S] ; r ; [T]}.
 *
 * <p>Every operator answers a relation that this algebra owns. {@link #mark} and {@link #release} take back all that
 * were made in between; nobody may hold on to those.
 */
public final class Algebra {
    private final int size;
    private final List<Relation> pool = new ArrayList<>();
    private final long[] alive;
    private int used;

    public Algebra(int size) {
        this.size = size;
        this.alive = new long[Math.max(1, (size + 63) >>> 6)];
    }

    public int size() {
        return size;
    }

    /** What {@link #release} goes back to. */
    public int mark() {
        return used;
    }

    /** Takes back every relation made since {@code mark}. */
    public void release(int mark) {
        used = mark;
    }

    private Relation raw() {
        if (used == pool.size()) {
            pool.add(new Relation(size));
        }
        return pool.get(used++);
    }

    /** The empty relation, for filling. */
    public Relation empty() {
        Relation result = raw();
        Arrays.fill(result.rows, 0);
        return result;
    }

    public Relation copy(Relation a) {
        Relation result = raw();
        System.arraycopy(a.rows, 0, result.rows, 0, a.rows.length);
        return result;
    }

    /** Makes {@code target} equal to {@code source}. */
    public void assign(Relation target, Relation source) {
        System.arraycopy(source.rows, 0, target.rows, 0, source.rows.length);
    }

    public Relation or(Relation a, Relation b) {
        Relation result = raw();
        for (int i = 0; i < result.rows.length; i++) {
            result.rows[i] = a.rows[i] | b.rows[i];
        }
        return result;
    }

    public Relation or(Relation a, Relation b, Relation c) {
        Relation result = raw();
        for (int i = 0; i < result.rows.length; i++) {
            result.rows[i] = a.rows[i] | b.rows[i] | c.rows[i];
        }
        return result;
    }

    public Relation or(Relation a, Relation b, Relation c, Relation... more) {
        Relation result = or(a, b, c);
        for (Relation next : more) {
            for (int i = 0; i < result.rows.length; i++) {
                result.rows[i] |= next.rows[i];
            }
        }
        return result;
    }

    public Relation and(Relation a, Relation b) {
        Relation result = raw();
        for (int i = 0; i < result.rows.length; i++) {
            result.rows[i] = a.rows[i] & b.rows[i];
        }
        return result;
    }

    public Relation minus(Relation a, Relation b) {
        Relation result = raw();
        for (int i = 0; i < result.rows.length; i++) {
            result.rows[i] = a.rows[i] & ~b.rows[i];
        }
        return result;
    }

    /** {@code a ; b}. */
    public Relation seq(Relation a, Relation b) {
        Relation result = raw();
        if (result.stride == 1) {
            long[] second = b.rows;
            for (int i = 0; i < size; i++) {
                long reached = 0;
                for (long left = a.rows[i]; left != 0; left &= left - 1) {
                    reached |= second[Long.numberOfTrailingZeros(left)];
                }
                result.rows[i] = reached;
            }
            return result;
        }
        Arrays.fill(result.rows, 0);
        for (int i = 0; i < size; i++) {
            for (int j = a.next(i, 0); j >= 0; j = a.next(i, j + 1)) {
                merge(result, i, b, j);
            }
        }
        return result;
    }

    public Relation seq(Relation a, Relation b, Relation c) {
        return seq(seq(a, b), c);
    }

    public Relation seq(Relation a, Relation b, Relation c, Relation... more) {
        Relation result = seq(seq(a, b), c);
        for (Relation next : more) {
            result = seq(result, next);
        }
        return result;
    }

    public Relation inverse(Relation a) {
        Relation result = empty();
        for (int i = 0; i < size; i++) {
            for (int j = a.next(i, 0); j >= 0; j = a.next(i, j + 1)) {
                result.add(j, i);
            }
        }
        return result;
    }

    /** {@code [from] ; a}. */
    public Relation domain(EventSet from, Relation a) {
        Relation result = raw();
        for (int i = 0; i < size; i++) {
            boolean in = from.contains(i);
            for (int w = i * a.stride; w < (i + 1) * a.stride; w++) {
                result.rows[w] = in ? a.rows[w] : 0;
            }
        }
        return result;
    }

    /** {@code a ; [to]}. */
    public Relation range(Relation a, EventSet to) {
        Relation result = raw();
        if (result.stride == 1) {
            long mask = size == 0 ? 0 : to.words[0];
            for (int i = 0; i < size; i++) {
                result.rows[i] = a.rows[i] & mask;
            }
            return result;
        }
        for (int i = 0; i < result.rows.length; i++) {
            result.rows[i] = a.rows[i] & to.words[i % a.stride];
        }
        return result;
    }

    /** {@code [from] ; a ; [to]}. */
    public Relation restrict(EventSet from, Relation a, EventSet to) {
        return range(domain(from, a), to);
    }

    /** {@code from * to}. */
    public Relation product(EventSet from, EventSet to) {
        Relation result = empty();
        for (int i = from.next(0); i >= 0; i = from.next(i + 1)) {
            System.arraycopy(to.words, 0, result.rows, i * result.stride, to.words.length);
        }
        return result;
    }

    /** {@code [set]}. */
    public Relation identity(EventSet set) {
        Relation result = empty();
        for (int i = set.next(0); i >= 0; i = set.next(i + 1)) {
            result.add(i, i);
        }
        return result;
    }

    /** {@code a?}: with the identity of all events. */
    public Relation optional(Relation a) {
        Relation result = copy(a);
        for (int i = 0; i < size; i++) {
            result.add(i, i);
        }
        return result;
    }

    /** {@code a \ id}. */
    public Relation withoutIdentity(Relation a) {
        Relation result = copy(a);
        for (int i = 0; i < size; i++) {
            result.remove(i, i);
        }
        return result;
    }

    /** {@code a+}, by Warshall's algorithm on rows. */
    public Relation plus(Relation a) {
        Relation result = copy(a);
        close(result);
        return result;
    }

    /** Makes {@code a} its own transitive closure. */
    public void close(Relation a) {
        long[] rows = a.rows;
        if (a.stride == 1) {
            for (int k = 0; k < size; k++) {
                long through = rows[k];
                if (through != 0) {
                    for (int i = 0; i < size; i++) {
                        if ((rows[i] >>> k & 1) != 0) {
                            rows[i] |= through;
                        }
                    }
                }
            }
            return;
        }
        for (int k = 0; k < size; k++) {
            for (int i = 0; i < size; i++) {
                if (i != k && a.contains(i, k)) {
                    merge(a, i, a, k);
                }
            }
        }
    }

    public Relation star(Relation a) {
        Relation result = plus(a);
        for (int i = 0; i < size; i++) {
            result.add(i, i);
        }
        return result;
    }

    /** True if {@code a} has no cycle: events without a live successor are removed until none is left. */
    public boolean isAcyclic(Relation a) {
        return a.stride == 1 ? acyclicNarrow(a.rows) : acyclicWide(a);
    }

    private boolean acyclicNarrow(long[] rows) {
        long live = size == 64 ? -1L : (1L << size) - 1;
        for (boolean changed = true; changed; ) {
            changed = false;
            for (long left = live; left != 0; left &= left - 1) {
                int i = Long.numberOfTrailingZeros(left);
                if ((rows[i] & live) == 0) {
                    live &= ~(1L << i);
                    changed = true;
                }
            }
        }
        return live == 0;
    }

    private boolean acyclicWide(Relation a) {
        Arrays.fill(alive, 0);
        for (int i = 0; i < size; i++) {
            alive[i >>> 6] |= 1L << i;
        }
        int left = size;
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int i = 0; i < size; i++) {
                if ((alive[i >>> 6] >>> i & 1) != 0 && !reachesAlive(a, i)) {
                    alive[i >>> 6] &= ~(1L << i);
                    left--;
                    changed = true;
                }
            }
        }
        return left == 0;
    }

    private boolean reachesAlive(Relation a, int from) {
        for (int w = 0; w < a.stride; w++) {
            if ((a.rows[from * a.stride + w] & alive[w]) != 0) {
                return true;
            }
        }
        return false;
    }

    public boolean same(Relation a, Relation b) {
        return a.same(b);
    }

    /** Adds row {@code j} of {@code b} to row {@code i} of {@code target}. */
    private static void merge(Relation target, int i, Relation b, int j) {
        int to = i * target.stride;
        int from = j * b.stride;
        for (int w = 0; w < target.stride; w++) {
            target.rows[to + w] |= b.rows[from + w];
        }
    }
}
