package dev.quiesce.axiomatic.graph;

import dev.quiesce.axiomatic.path.Constraint;
import dev.quiesce.axiomatic.path.Event;
import dev.quiesce.axiomatic.path.Path;
import dev.quiesce.axiomatic.path.Value;
import dev.quiesce.axiomatic.path.Values;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;

/**
 * An execution in the making: which reads read from which writes as far as decided, and the addresses and values that
 * follow from it.
 */
public final class Execution {
    /** No write has been chosen yet. */
    public static final int OPEN = -1;

    private final EventStructure structure;
    private final int[] source;
    private final boolean[] located;
    private final long[] location;
    private final boolean[] valued;
    private final long[] value;
    /** Where an event may be, by number; null where nothing is known of that. */
    private final Set<Long>[] places;
    private long result;

    public Execution(EventStructure structure) {
        this(structure, event -> null);
    }

    /** @param places every address that an event may have, null if that is not known */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Execution(EventStructure structure, Function<Event, Set<Long>> places) {
        this.structure = structure;
        this.places = new Set[structure.size()];
        for (int e = structure.initial(); e < structure.size(); e++) {
            this.places[e] = structure.event(e).location() == null ? null : places.apply(structure.event(e));
        }
        int size = structure.size();
        this.source = new int[size];
        Arrays.fill(source, OPEN);
        this.located = new boolean[size];
        this.location = new long[size];
        this.valued = new boolean[size];
        this.value = new long[size];
        for (int i = 0; i < structure.initial(); i++) {
            located[i] = true;
            location[i] = structure.initialAddress(i);
            valued[i] = true;
            value[i] = structure.initialValue(i);
        }
    }

    public EventStructure structure() {
        return structure;
    }

    /** The write that a read reads from, or {@link #OPEN}. */
    public int source(int read) {
        return source[read];
    }

    /** True if the address of an event is known. */
    public boolean isLocated(int event) {
        return located[event];
    }

    public long location(int event) {
        return location[event];
    }

    /** True if what an event reads or writes is known. */
    public boolean isValued(int event) {
        return valued[event];
    }

    public long value(int event) {
        return value[event];
    }

    /** True unless the addresses are known to differ. */
    public boolean mayOverlap(int a, int b) {
        if (located[a] && located[b]) {
            return location[a] == location[b];
        }
        if (!located[a] && !located[b]) {
            return true;
        }
        Set<Long> open = located[a] ? places[b] : places[a];
        return open == null || open.contains(location[located[a] ? a : b]);
    }

    public void read(int read, int write) {
        source[read] = write;
    }

    /** Gives a value to a read whose value nothing else determines. */
    public void invent(int read, long number) {
        value[read] = number;
        valued[read] = true;
    }

    public void forget(int read) {
        valued[read] = false;
    }

    /** What the execution looked like, for going back. */
    public record Snapshot(int[] source, boolean[] located, long[] location, boolean[] valued, long[] value) {}

    public Snapshot snapshot() {
        return new Snapshot(source.clone(), located.clone(), location.clone(), valued.clone(), value.clone());
    }

    public void restore(Snapshot snapshot) {
        int size = source.length;
        System.arraycopy(snapshot.source, 0, source, 0, size);
        System.arraycopy(snapshot.located, 0, located, 0, size);
        System.arraycopy(snapshot.location, 0, location, 0, size);
        System.arraycopy(snapshot.valued, 0, valued, 0, size);
        System.arraycopy(snapshot.value, 0, value, 0, size);
    }

    // ---- values

    /** True if {@code wanted} is known by now; {@link #result} is its value then. */
    public boolean evaluate(Value wanted) {
        switch (wanted) {
            case Value.Known(long known) -> {
                result = known;
                return true;
            }
            case Value.Read read -> {
                int number = structure.number(read);
                result = value[number];
                return valued[number];
            }
            case Value.Unary(var operator, var type, Value operand, int ignored) -> {
                if (!evaluate(operand)) {
                    return false;
                }
                result = Values.apply(operator, type, result);
                return true;
            }
            case Value.Cast(var type, Value operand, int ignored) -> {
                if (!evaluate(operand)) {
                    return false;
                }
                result = type.wrap(result);
                return true;
            }
            case Value.Binary(var operator, var type, Value left, Value right, int ignored) -> {
                if (!evaluate(left)) {
                    return false;
                }
                long first = result;
                if (!evaluate(right)) {
                    return false;
                }
                result = Values.apply(operator, type, first, result);
                return true;
            }
        }
    }

    /** What the last successful {@link #evaluate} found. */
    public long result() {
        return result;
    }

    /** Follows addresses and values through writes and decided reads until nothing new is learnt. */
    public void propagate() {
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int e = structure.initial(); e < source.length; e++) {
                Event event = structure.event(e);
                if (!located[e] && event.location() != null && evaluate(event.location())) {
                    location[e] = result;
                    located[e] = true;
                    changed = true;
                }
                if (!valued[e] && learn(e, event)) {
                    changed = true;
                }
            }
        }
    }

    private boolean learn(int e, Event event) {
        if (event.isWrite() && evaluate(event.value())) {
            value[e] = result;
            valued[e] = true;
        } else if (event.isRead() && source[e] != OPEN && valued[source[e]]) {
            value[e] = value[source[e]];
            valued[e] = true;
        }
        return valued[e];
    }

    /** False if what is known contradicts a path, or an access hits no location, or a read one that its write does not. */
    public boolean feasible() {
        for (Path path : structure.paths()) {
            if (!feasible(path)) {
                return false;
            }
        }
        for (int e = structure.initial(); e < source.length; e++) {
            if (located[e] && !structure.isLocation(location[e])
                || source[e] != OPEN && !mayOverlap(e, source[e])) {
                return false;
            }
        }
        return true;
    }

    /** False if what is known contradicts the branches that a path takes. */
    public boolean feasible(Path path) {
        for (Constraint constraint : path.constraints()) {
            if (evaluate(constraint.value()) && (result != 0) != constraint.holds()) {
                return false;
            }
        }
        return true;
    }
}
