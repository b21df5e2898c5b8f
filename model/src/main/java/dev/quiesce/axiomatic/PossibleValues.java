package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.path.Constraint;
import dev.quiesce.axiomatic.path.Ending;
import dev.quiesce.axiomatic.path.Event;
import dev.quiesce.axiomatic.path.Foresight;
import dev.quiesce.axiomatic.path.Memory;
import dev.quiesce.axiomatic.path.Path;
import dev.quiesce.axiomatic.path.Setting;
import dev.quiesce.axiomatic.path.Value;
import dev.quiesce.axiomatic.path.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which values can ever stand in which location, whatever the order: an upper bound, found by letting every write of every
 * path store every value it may have until nothing new comes up. Only what a thread stores itself is in order: it reads
 * none of it before, so that what it counts does not feed on itself. It says where a pointer may point, and which paths
 * no execution can take.
 */
final class PossibleValues implements Foresight {
    private static final int MOST = 64;

    private final Memory memory;
    private final List<Path> paths;
    private final Map<Integer, List<Path>> byThread = new HashMap<>();
    /** What is stored where and by which thread, besides what memory starts with; null for anything. */
    private final Map<Long, Map<Integer, Set<Long>>> stored = new HashMap<>();
    private boolean changed;

    /**
     * @param memory what threads find, with every object that any of them may make
     * @param pause  called now and then; may throw to give up
     */
    PossibleValues(List<Path> paths, Memory memory, Runnable pause) {
        this.paths = paths;
        this.memory = memory;
        paths.forEach(path -> byThread.computeIfAbsent(path.thread(), t -> new ArrayList<>()).add(path));
        do {
            changed = false;
            for (Path path : paths) {
                pause.run();
                perform(path);
            }
        } while (changed);
    }

    private void perform(Path path) {
        for (Event event : path.events()) {
            if (event.isWrite()) {
                Set<Long> values = of(event.value(), path);
                for (long address : addresses(event.location(), path)) {
                    add(stored.computeIfAbsent(address, a -> new HashMap<>()), path.thread(), values);
                }
            }
        }
    }

    private void add(Map<Integer, Set<Long>> place, int thread, Set<Long> values) {
        if (!place.containsKey(thread)) {
            place.put(thread, new TreeSet<>());
        }
        Set<Long> there = place.get(thread);
        if (there == null) {
            return;
        }
        if (values == null || !there.containsAll(values) && union(there, values).size() > MOST) {
            place.put(thread, null);
            changed = true;
        } else {
            changed |= there.addAll(values);
        }
    }

    private static Set<Long> union(Set<Long> a, Set<Long> b) {
        Set<Long> all = new TreeSet<>(a);
        all.addAll(b);
        return all;
    }

    /** The addresses of locations that a value may be; those that are no location are left out. */
    List<Long> addresses(Value value, Path path) {
        Set<Long> all = of(value, path);
        if (all == null) {
            throw new dev.quiesce.axiomatic.path.TooLarge("an address is computed from more than " + MOST + " values");
        }
        return all.stream().filter(this::isPlace).toList();
    }

    /** True if an address is one that some event may have. */
    private boolean isPlace(long address) {
        return Setting.isSignal(address) || memory.object(address) != null && memory.object(address + 64) != null
            && dev.quiesce.program.Address.offset(address) < 0 || memory.check(address, 1, false).isEmpty();
    }

    /** What a value on a path may be; null for anything. */
    Set<Long> of(Value value, Path path) {
        return of(value, path.thread(), path.events(), new HashMap<>());
    }

    @Override
    public Set<Long> of(Value value, int thread, List<Event> events, Map<Integer, Set<Long>> known) {
        return switch (value) {
            case Value.Known(long number) -> Set.of(number);
            case Value.Read(int reader, int index) -> {
                if (reader != thread) {
                    yield readElsewhere(reader, index);
                }
                if (!known.containsKey(index)) {
                    known.put(index, read(thread, events, index, known));
                }
                yield known.get(index);
            }
            case Value.Unary(var operator, var type, Value operand, int ignored) ->
                map(of(operand, thread, events, known), v -> Values.apply(operator, type, v));
            case Value.Cast(var type, Value operand, int ignored) -> map(of(operand, thread, events, known), type::wrap);
            case Value.Binary(var operator, var type, Value left, Value right, int ignored) -> {
                Set<Long> a = of(left, thread, events, known);
                Set<Long> b = of(right, thread, events, known);
                if (a == null || b == null) {
                    yield isTruth(operator) ? Set.of(0L, 1L) : null;
                }
                Set<Long> results = new TreeSet<>();
                a.forEach(x -> b.forEach(y -> results.add(Values.apply(operator, type, x, y))));
                yield results.size() > MOST ? null : results;
            }
        };
    }

    @Override
    public boolean mayFault(long address, int bytes, boolean write) {
        return !Setting.isSignal(address) && memory.check(address, bytes, write).isPresent();
    }

    private static boolean isTruth(dev.quiesce.program.Expression.BinaryOperator operator) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL -> true;
            default -> false;
        };
    }

    private static Set<Long> map(Set<Long> values, java.util.function.LongUnaryOperator operator) {
        if (values == null) {
            return null;
        }
        Set<Long> results = new TreeSet<>();
        values.forEach(v -> results.add(operator.applyAsLong(v)));
        return results;
    }

    /** What a read of another thread may return: on whatever path. */
    private Set<Long> readElsewhere(int thread, int index) {
        Set<Long> results = new TreeSet<>();
        for (Path owner : byThread.getOrDefault(thread, List.of())) {
            Set<Long> some = read(thread, owner.events(), index, new HashMap<>());
            if (some == null) {
                return null;
            }
            results.addAll(some);
        }
        return results.size() > MOST ? null : results;
    }

    private Set<Long> read(int thread, List<Event> events, int index, Map<Integer, Set<Long>> known) {
        Set<Long> results = new TreeSet<>();
        if (index >= events.size() || !events.get(index).isRead()) {
            return results;
        }
        Set<Long> places = of(events.get(index).location(), thread, events, known);
        if (places == null) {
            return null;
        }
        for (long address : places) {
            if (isPlace(address)) {
                results.add(memory.load(address));
                Set<Long> written = written(address, thread, events, index, known);
                if (written == null) {
                    return null;
                }
                results.addAll(written);
            }
        }
        return results.size() > MOST ? null : results;
    }

    /** What others store at an address, and the thread itself before its event of that index; null for anything. */
    private Set<Long> written(long address, int thread, List<Event> events, int index, Map<Integer, Set<Long>> known) {
        Set<Long> results = new TreeSet<>();
        for (var writer : stored.getOrDefault(address, Map.of()).entrySet()) {
            if (writer.getKey() != thread) {
                if (writer.getValue() == null) {
                    return null;
                }
                results.addAll(writer.getValue());
            }
        }
        for (Event event : events.subList(0, index)) {
            if (event.isWrite() && mayBe(event.location(), address, thread, events, known)) {
                Set<Long> values = of(event.value(), thread, events, known);
                if (values == null) {
                    return null;
                }
                results.addAll(values);
            }
        }
        return results;
    }

    private boolean mayBe(Value location, long address, int thread, List<Event> events, Map<Integer, Set<Long>> known) {
        if (location instanceof Value.Known(long place)) {
            return place == address;
        }
        Set<Long> places = of(location, thread, events, known);
        return places == null || places.contains(address);
    }

    /** The paths that this does not rule out. */
    List<Path> feasible() {
        return paths.stream().filter(this::isFeasible).toList();
    }

    private boolean isFeasible(Path path) {
        for (Event event : path.events()) {
            if (event.location() != null && addresses(event.location(), path).isEmpty()) {
                return false;
            }
        }
        for (Constraint constraint : path.constraints()) {
            Set<Long> values = of(constraint.value(), path);
            boolean can = values == null
                || values.stream().anyMatch(value -> value != 0 == constraint.holds());
            if (!can) {
                return false;
            }
        }
        return !(path.story().ending() instanceof Ending.Astray astray) || canGoAstray(astray, path);
    }

    private boolean canGoAstray(Ending.Astray astray, Path path) {
        Set<Long> values = of(astray.address(), path);
        return values == null
            || values.stream().anyMatch(v -> memory.check(v, astray.bytes(), astray.write()).isPresent());
    }
}
