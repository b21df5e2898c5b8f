package dev.quiesce.explore;

import dev.quiesce.program.Site;
import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.State;
import java.util.ArrayList;
import java.util.List;

/**
 * Successors of states given as vectors of part numbers: component 0 is the shared part, component {@code s + 1} the
 * thread in slot {@code s}, 0 where there is none.
 *
 * <p>The step of a thread that looks at nothing but its own and the shared part is a function of the two, so it is
 * computed once for each pair and remembered.
 */
final class Expander {
    private static final int FORGET_AT = 1 << 22;

    private final Machine machine;
    private final Interner<Object> shared;
    private final Interner<Object> locals;
    private long[] keys = new long[1 << 12];
    private Remembered[] values = new Remembered[1 << 12];
    private int remembered;
    private final int[] successor = new int[StateStore.MAX_COMPONENTS];

    /** What a thread's step leads to: parallel arrays over its outcomes. */
    private record Remembered(int[] local, int[] sharedPart, Outcome.Access[][] footprints, Outcome[] others,
                              boolean mayWait) {}

    /** Is told the successors of a state one by one. */
    interface Sink {
        /** The vector is only valid during the call. */
        void moved(int slot, int[] vector, int length, Outcome.Access[] footprint);

        void failed(int slot, Outcome.Failed failure);

        void discarded(int slot);

        void endless(int slot, Site site);
    }

    Expander(Machine machine, Interner<Object> shared, Interner<Object> locals) {
        this.machine = machine;
        this.shared = shared;
        this.locals = locals;
    }

    /** Writes the parts of {@code state} as numbers and answers how many there are. */
    int encode(State state, int[] vector) {
        vector[0] = shared.number(state.sharedPart());
        int n = state.slots();
        for (int s = 0; s < n; s++) {
            Object part = state.threadPart(s);
            vector[s + 1] = part == null ? 0 : locals.number(part) + 1;
        }
        return n + 1;
    }

    State decode(int[] vector, int length) {
        int n = length - 1;
        while (n > 0 && vector[n] == 0) {
            n--;
        }
        Object[] threads = new Object[n];
        for (int s = 0; s < n; s++) {
            threads[s] = vector[s + 1] == 0 ? null : locals.value(vector[s + 1] - 1);
        }
        return State.of(shared.value(vector[0]), threads, n);
    }

    private boolean initializing(int[] vector) {
        return State.of(shared.value(vector[0]), new Object[0], 0).initializing();
    }

    boolean complete(int[] vector) {
        return State.of(shared.value(vector[0]), new Object[0], 0).complete();
    }

    /** Tells every successor of the state. While {@code init} can move, nobody else does. */
    void expand(int[] vector, int length, Sink sink) {
        boolean initializing = initializing(vector);
        stuck = true;
        for (int slot = 0; slot < length - 1; slot++) {
            if (vector[slot + 1] != 0) {
                boolean any = step(vector, length, slot, sink);
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
    boolean step(int[] vector, int length, int slot, Sink sink) {
        long key = key(slot, vector[slot + 1], vector[0]);
        int at = find(key);
        Remembered known = values[at];
        if (known == null) {
            List<Outcome> outcomes = machine.step(decode(vector, length), slot);
            choosesToWait |= machine.mayWait() && !outcomes.isEmpty();
            known = remember(outcomes, slot);
            if (known == null) {
                stuck &= machine.mayWait();
                outcomes.forEach(o -> tell(o, slot, sink));
                return !outcomes.isEmpty();
            }
            keys[at] = key;
            values[at] = known;
            if (++remembered * 2 > keys.length) {
                grow();
            }
        }
        stuck &= known.mayWait;
        System.arraycopy(vector, 0, successor, 0, length);
        for (int i = 0; i < known.local.length; i++) {
            successor[0] = known.sharedPart[i];
            successor[slot + 1] = known.local[i];
            sink.moved(slot, successor, length, known.footprints[i]);
        }
        for (Outcome o : known.others) {
            tell(o, slot, sink);
        }
        return known.local.length + known.others.length > 0;
    }

    private void tell(Outcome outcome, int slot, Sink sink) {
        switch (outcome) {
            case Outcome.Moved m -> sink.moved(slot, successor, encode(m.state(), successor), m.footprint());
            case Outcome.Failed f -> sink.failed(slot, f);
            case Outcome.Discarded d -> sink.discarded(slot);
            case Outcome.Endless e -> sink.endless(slot, e.site());
        }
    }

    /** The outcomes as a function of the two parts; null if they are not. */
    private Remembered remember(List<Outcome> outcomes, int slot) {
        if (!machine.ownOnly()) {
            return null;
        }
        List<Outcome> others = new ArrayList<>();
        List<Outcome.Moved> moves = new ArrayList<>();
        for (Outcome o : outcomes) {
            if (o instanceof Outcome.Moved m) {
                moves.add(m);
            } else {
                others.add(o);
            }
        }
        int n = moves.size();
        int[] local = new int[n];
        int[] sharedParts = new int[n];
        Outcome.Access[][] footprints = new Outcome.Access[n][];
        for (int i = 0; i < n; i++) {
            State s = moves.get(i).state();
            local[i] = s.alive(slot) ? locals.number(s.threadPart(slot)) + 1 : 0;
            sharedParts[i] = shared.number(s.sharedPart());
            footprints[i] = moves.get(i).footprint();
        }
        return new Remembered(local, sharedParts, footprints, others.toArray(Outcome[]::new), machine.mayWait());
    }

    private static long key(int slot, int local, int sharedPart) {
        return ((long) sharedPart << 32 | (long) local << 6 | slot) + 1;
    }

    private int find(long key) {
        int mask = keys.length - 1;
        long h = key * 0x9E3779B97F4A7C15L;
        int i = (int) (h >>> 32 ^ h) & mask;
        while (values[i] != null && keys[i] != key) {
            i = i + 1 & mask;
        }
        return i;
    }

    private void grow() {
        if (remembered >= FORGET_AT) {
            remembered = 0;
            values = new Remembered[keys.length];
            return;
        }
        long[] oldKeys = keys;
        Remembered[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new Remembered[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
