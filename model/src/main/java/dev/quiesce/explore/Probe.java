package dev.quiesce.explore;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * Seeks an end from one state after the other, depth first, through states that are not known to reach one and that nobody has
 * expanded in this sweep. For use by one thread; others may do the same at the same time.
 *
 * <p>What is on the way when an end, or a state that can end, is found can end as well. That is more than the path: by Tarjan
 * ("Depth-first search and linear graph algorithms", SIAM J. Comput. 1(2), 1972) every state on his stack, of a strongly
 * connected component that is not complete, reaches the path. What is complete without an end being found is left alone.
 */
final class Probe {
    /** States of one probe, so that it needs little memory. */
    private static final int MOST = 1 << 14;
    private static final int FIRST = 1 << 8;

    private final Sweep.Eye eye;
    private final Marks ends;
    private final Marks expanded;
    private final LongAdder marked;
    /** By order of their visits: the numbers of states. */
    private int[] visited = new int[FIRST];
    /** The same: the first visit of a state that is known to be reached from there and is on the stack; -1 if it is not itself. */
    private int[] low = new int[FIRST];
    private int count;
    /** Visits by hash of the number, plus 1. */
    private int[] table = new int[4 * FIRST];
    private int[] stack = new int[FIRST];
    private int stacked;
    private int[] path = new int[FIRST];
    private int[] firstTodo = new int[FIRST];
    private int depth;
    /** Successors of the states on the path that have not been looked at. */
    private int[] todo = new int[FIRST];
    private int left;

    /**
     * @param ends     the states that can end
     * @param expanded those that were expanded in this sweep
     * @param marked   is told how many were added to {@code ends}
     */
    Probe(Sweep.Eye eye, Marks ends, Marks expanded, LongAdder marked) {
        this.eye = eye;
        this.ends = ends;
        this.expanded = expanded;
        this.marked = marked;
    }

    /** Seeks an end from a state. */
    void from(int number) {
        if (ends.get(number) || !expanded.set(number)) {
            return;
        }
        if (visit(number) || seek()) {
            for (int i = 0; i < stacked; i++) {
                ends.set(visited[stack[i]]);
            }
            marked.add(stacked);
        }
        forget();
    }

    /** True if what is on the stack can end. */
    private boolean seek() {
        while (depth > 0 && count < MOST) {
            int top = path[depth - 1];
            if (left == firstTodo[depth - 1]) {
                leave(top);
                continue;
            }
            int next = todo[--left];
            int known = known(next);
            if (known >= 0) {
                low[top] = low[known] < 0 ? low[top] : Math.min(low[top], known);
            } else if (ends.get(next) || expanded.set(next) && visit(next)) {
                return true;
            }
        }
        return false;
    }

    /** Goes to a state. True if it can end. */
    private boolean visit(int number) {
        grow();
        visited[count] = number;
        low[count] = count;
        stack[stacked++] = count;
        path[depth] = count;
        firstTodo[depth++] = left;
        count++;
        return expand(number);
    }

    private boolean expand(int number) {
        Expander.Lane lane = eye.lane();
        eye.turnTo(number);
        if (lane.complete()) {
            return true;
        }
        eye.prepare();
        int from = left;
        for (int step = 0; step < lane.steps(); step++) {
            Memo.Leaf leaf = lane.leaf(step);
            if (leaf.others.length > 0) {
                return true;
            }
            for (Memo.Moved move : leaf.moves) {
                int next = eye.hand().find(lane.storedSuccessor(move));
                if (next < 0) {
                    throw new IllegalStateException("a stored state has a successor that is not stored");
                }
                if (ends.get(next)) {
                    return true;
                }
                if (left == todo.length) {
                    todo = Arrays.copyOf(todo, left * 2);
                }
                todo[left++] = next;
            }
        }
        if (left > from) {
            put(count - 1);
        }
        return left == from;
    }

    /** All that a state leads to has been looked at. */
    private void leave(int top) {
        depth--;
        if (low[top] < top) {
            int before = path[depth - 1];
            low[before] = Math.min(low[before], low[top]);
            return;
        }
        int last;
        do {
            last = stack[--stacked];
            low[last] = -1;
        } while (last != top);
    }

    private int place(int number) {
        int h = number * 0x9E3779B9;
        return (h ^ h >>> 15) & table.length - 1;
    }

    private void put(int visit) {
        int i = place(visited[visit]);
        while (table[i] != 0) {
            i = i + 1 & table.length - 1;
        }
        table[i] = visit + 1;
    }

    /** The visit of a state in this probe, -1 if there was none. */
    private int known(int number) {
        int i = place(number);
        while (table[i] != 0 && visited[table[i] - 1] != number) {
            i = i + 1 & table.length - 1;
        }
        return table[i] - 1;
    }

    private void grow() {
        if (count == visited.length) {
            visited = Arrays.copyOf(visited, count * 2);
            low = Arrays.copyOf(low, count * 2);
            stack = Arrays.copyOf(stack, count * 2);
            path = Arrays.copyOf(path, count * 2);
            firstTodo = Arrays.copyOf(firstTodo, count * 2);
            table = new int[table.length * 2];
            for (int visit = 0; visit < count; visit++) {
                put(visit);
            }
        }
    }

    private void forget() {
        if (count > table.length / 64) {
            Arrays.fill(table, 0);
        } else {
            for (int visit = 0; visit < count; visit++) {
                for (int i = place(visited[visit]); table[i] != 0; i = i + 1 & table.length - 1) {
                    table[i] = 0;
                }
            }
        }
        count = 0;
        stacked = 0;
        depth = 0;
        left = 0;
    }
}
