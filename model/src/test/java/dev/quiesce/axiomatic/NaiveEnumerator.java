package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.path.Constraint;
import dev.quiesce.axiomatic.path.Event;
import dev.quiesce.axiomatic.path.Path;
import dev.quiesce.axiomatic.path.Paths;
import dev.quiesce.axiomatic.path.Setting;
import dev.quiesce.axiomatic.path.Start;
import dev.quiesce.axiomatic.path.Value;
import dev.quiesce.axiomatic.path.Values;
import dev.quiesce.program.Address;
import dev.quiesce.program.Condition;
import dev.quiesce.program.Condition.And;
import dev.quiesce.program.Condition.ConstantTerm;
import dev.quiesce.program.Condition.Equal;
import dev.quiesce.program.Condition.LocationTerm;
import dev.quiesce.program.Condition.Not;
import dev.quiesce.program.Condition.Or;
import dev.quiesce.program.Condition.RegisterTerm;
import dev.quiesce.program.Condition.Term;
import dev.quiesce.program.LitmusTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * The oracle for small tests: every read from every write, every order of writes, and only then the model. It shares the paths
 * with the engine and nothing else. No locks, no arrays, no values out of thin air.
 */
final class NaiveEnumerator {
    /** One candidate: what the model is asked about. */
    record Candidate(List<Event> events, int[] readsFrom, int[] position, long[] location, long[] value) {
        int size() {
            return events.size();
        }

        /** True if both are writes of one location and {@code a} comes first. */
        boolean coherent(int a, int b) {
            return isWrite(a) && isWrite(b) && location[a] == location[b] && position[a] < position[b];
        }

        boolean isWrite(int e) {
            return events.get(e).isWrite();
        }

        boolean isRead(int e) {
            return events.get(e).isRead();
        }
    }

    /** A memory model. */
    @FunctionalInterface
    interface Model {
        boolean allows(Candidate candidate);
    }

    private final LitmusTest test;
    private final Model model;
    private long positive;
    private long negative;

    private List<Path> paths;
    private List<Event> events;
    private int[] first;
    private int[] readsFrom;

    private NaiveEnumerator(LitmusTest test, Model model) {
        this.test = test;
        this.model = model;
    }

    /** Executions that satisfy the condition, and those that do not, as {@code positive/negative}. */
    static String count(LitmusTest test, Model model) {
        NaiveEnumerator all = new NaiveEnumerator(test, model);
        List<List<Path>> threads = new ArrayList<>();
        for (int t = 0; t < test.program().functions().size(); t++) {
            threads.add(Paths.of(Setting.litmus(test.program(), 2), Start.of(t, t, false), () -> { }).paths());
        }
        all.choosePaths(threads, new ArrayList<>());
        return all.positive + "/" + all.negative;
    }

    private void choosePaths(List<List<Path>> threads, List<Path> chosen) {
        if (chosen.size() < threads.size()) {
            for (Path path : threads.get(chosen.size())) {
                List<Path> more = new ArrayList<>(chosen);
                more.add(path);
                choosePaths(threads, more);
            }
            return;
        }
        paths = chosen;
        events = new ArrayList<>();
        for (int g = 0; g < test.program().globals().size(); g++) {
            var initializers = test.program().globals().get(g).initializers();
            long value = initializers.isEmpty() ? 0 : initializers.getFirst().value();
            var none = new java.util.BitSet();
            events.add(new Event(-1, g, Event.Kind.WRITE, dev.quiesce.axiomatic.path.Tag.ONCE,
                new Value.Known(Address.of(g, 0)), 8, new Value.Known(value), none, none, none, false, -1,
                dev.quiesce.program.Site.NONE));
        }
        first = new int[paths.size()];
        for (int t = 0; t < paths.size(); t++) {
            first[t] = events.size();
            events.addAll(paths.get(t).events());
        }
        readsFrom = new int[events.size()];
        Arrays.fill(readsFrom, -1);
        chooseReads(0);
    }

    private void chooseReads(int from) {
        int read = from;
        while (read < events.size() && !events.get(read).isRead()) {
            read++;
        }
        if (read == events.size()) {
            resolve();
            return;
        }
        for (int w = 0; w < events.size(); w++) {
            if (events.get(w).isWrite()) {
                readsFrom[read] = w;
                chooseReads(read + 1);
            }
        }
    }

    private void resolve() {
        long[] location = new long[events.size()];
        long[] value = new long[events.size()];
        for (int e = 0; e < events.size(); e++) {
            Event event = events.get(e);
            if (event.location() != null) {
                OptionalLong address = evaluate(event.location(), 0);
                if (address.isEmpty() || !Address.isAddress(address.getAsLong())) {
                    return;
                }
                location[e] = address.getAsLong();
            }
            OptionalLong known = event.isWrite() ? evaluate(event.value(), 0)
                : event.isRead() ? evaluate(new Value.Read(event.thread(), event.index()), 0) : OptionalLong.of(0);
            if (known.isEmpty()) {
                return;
            }
            value[e] = known.getAsLong();
        }
        for (int e = 0; e < events.size(); e++) {
            if (readsFrom[e] >= 0 && location[e] != location[readsFrom[e]]) {
                return;
            }
        }
        for (Path path : paths) {
            for (Constraint constraint : path.constraints()) {
                if (evaluate(constraint.value(), 0).getAsLong() != 0 != constraint.holds()) {
                    return;
                }
            }
        }
        order(location, value, new int[events.size()], new boolean[events.size()], 0);
    }

    /** Gives every write a position, one after the other; only the order within a location counts. */
    private void order(long[] location, long[] value, int[] position, boolean[] placed, int next) {
        long current = -1;
        for (int w = 0; w < events.size() && current < 0; w++) {
            current = events.get(w).isWrite() && !placed[w] ? w : -1;
        }
        if (current < 0) {
            finish(new Candidate(events, readsFrom, position, location, value));
            return;
        }
        for (int w = 0; w < events.size(); w++) {
            boolean initialFirst = events.get((int) current).thread() >= 0 || w == current;
            if (events.get(w).isWrite() && !placed[w] && location[w] == location[(int) current] && initialFirst) {
                placed[w] = true;
                position[w] = next;
                order(location, value, position, placed, next + 1);
                placed[w] = false;
            }
        }
    }

    private void finish(Candidate candidate) {
        if (!model.allows(candidate)) {
            return;
        }
        if (test.filter().isPresent() && !holds(test.filter().get(), candidate)) {
            return;
        }
        if (holds(test.condition(), candidate)) {
            positive++;
        } else {
            negative++;
        }
    }

    private boolean holds(Condition condition, Candidate candidate) {
        return switch (condition) {
            case And(var parts) -> parts.stream().allMatch(part -> holds(part, candidate));
            case Or(var parts) -> parts.stream().anyMatch(part -> holds(part, candidate));
            case Not(Condition part) -> !holds(part, candidate);
            case Equal(Term left, Term right) -> value(left, candidate) == value(right, candidate);
        };
    }

    private long value(Term term, Candidate candidate) {
        return switch (term) {
            case ConstantTerm constant -> constant.value();
            case RegisterTerm register -> register.register() < 0 ? 0
                : evaluate(paths.get(register.process()).registers().get(register.register()), 0).getAsLong();
            case LocationTerm place -> {
                int last = -1;
                for (int w = 0; w < candidate.size(); w++) {
                    if (candidate.isWrite(w) && candidate.location()[w] == place.address()
                        && (last < 0 || candidate.coherent(last, w))) {
                        last = w;
                    }
                }
                yield candidate.value()[last];
            }
        };
    }

    private OptionalLong evaluate(Value value, int depth) {
        if (depth > 100) {
            return OptionalLong.empty();
        }
        return switch (value) {
            case Value.Known(long known) -> OptionalLong.of(known);
            case Value.Read(int thread, int index) ->
                evaluate(events.get(readsFrom[first[thread] + index]).value(), depth + 1);
            case Value.Unary(var operator, var type, Value operand, int ignored) -> {
                OptionalLong inner = evaluate(operand, depth + 1);
                yield inner.isEmpty() ? inner : OptionalLong.of(Values.apply(operator, type, inner.getAsLong()));
            }
            case Value.Cast(var type, Value operand, int ignored) -> {
                OptionalLong inner = evaluate(operand, depth + 1);
                yield inner.isEmpty() ? inner : OptionalLong.of(type.wrap(inner.getAsLong()));
            }
            case Value.Binary(var operator, var type, Value left, Value right, int ignored) -> {
                OptionalLong a = evaluate(left, depth + 1);
                // Both sides of a value that comes from itself would be looked at again and again.
                OptionalLong b = a.isEmpty() ? a : evaluate(right, depth + 1);
                yield b.isEmpty() ? OptionalLong.empty()
                    : OptionalLong.of(Values.apply(operator, type, a.getAsLong(), b.getAsLong()));
            }
        };
    }
}
