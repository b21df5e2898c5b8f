package dev.quiesce.export.litmus;

import dev.quiesce.program.Expression;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A moment of a thread that is being written: where it is, and what is known of each register: nothing, a constant, or that it is
 * in its own register of the process.
 */
final class Moment {
    final Deque<Activation<Expression>> stack = new ArrayDeque<>();
    /** What objects on the stack hold, by address. */
    final Map<Long, Expression> locals = new HashMap<>();
    /** How often each allocation has been made. */
    final Map<String, Integer> allocations = new HashMap<>();

    Activation<Expression> top() {
        return stack.peek();
    }

    Moment copy() {
        Moment copy = new Moment();
        stack.descendingIterator().forEachRemaining(each -> copy.stack.push(each.copy()));
        copy.locals.putAll(locals);
        copy.allocations.putAll(allocations);
        return copy;
    }

    /**
     * Takes up what is known in {@code other} as well, which is at the same place. Where one knows a constant that the other does
     * not, what holds it from here on is its register: {@code here} and {@code there} are told to put it there.
     */
    void meet(Moment other, Homes homes, BiConsumer<Integer, Expression> here, BiConsumer<Integer, Expression> there) {
        var theirs = other.stack.iterator();
        for (Activation<Expression> mine : stack) {
            Activation<Expression> yours = theirs.next();
            for (int r = 0; r < mine.registers.length; r++) {
                mine.registers[r] = met(mine.registers[r], yours.registers[r], homes.of(mine, r), here, there);
            }
        }
        other.locals.forEach((address, value) ->
            locals.merge(address, value, (a, b) -> met(a, b, homes.of(address), here, there)));
        other.allocations.forEach((key, times) -> allocations.merge(key, times, Math::max));
    }

    private static Expression met(Expression a, Expression b, int home, BiConsumer<Integer, Expression> here,
                                  BiConsumer<Integer, Expression> there) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        if (a.equals(b)) {
            return a;
        }
        if (a instanceof Expression.Constant) {
            here.accept(home, a);
        }
        if (b instanceof Expression.Constant) {
            there.accept(home, b);
        }
        return new Expression.Register(home);
    }
}
