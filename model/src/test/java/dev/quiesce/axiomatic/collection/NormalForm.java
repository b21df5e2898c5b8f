package dev.quiesce.axiomatic.collection;

import dev.quiesce.axiomatic.path.Event;
import dev.quiesce.axiomatic.path.Path;
import dev.quiesce.axiomatic.path.Paths;
import dev.quiesce.axiomatic.path.Setting;
import dev.quiesce.axiomatic.path.Start;
import dev.quiesce.axiomatic.path.Value;
import dev.quiesce.program.Address;
import dev.quiesce.program.Condition;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.LitmusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A litmus test without names: what its threads do on every path, what memory holds at first and what is
 * asked. Two tests with the same normal form are the same test, whatever their threads, locations and registers are called and in
 * whatever order the threads are written. Tests that only differ in the values they store have different ones.
 */
public final class NormalForm {
    private static final int MOST_THREADS = 4;
    private static final int MOST_PATHS = 40;

    private final LitmusTest test;
    private final List<List<Path>> threads = new ArrayList<>();
    private Map<Integer, Integer> places;
    private List<Integer> order;

    private NormalForm(LitmusTest test) {
        this.test = test;
        Setting setting = Setting.litmus(test.program(), 2);
        for (int function : test.scenario().threads()) {
            threads.add(Paths.of(setting, Start.of(threads.size(), function, false), () -> { }).paths());
        }
    }

    /** The normal form, empty if the test has too many threads or paths. */
    public static String of(LitmusTest test) {
        if (test.scenario().threads().size() > MOST_THREADS) {
            return "";
        }
        NormalForm form = new NormalForm(test);
        if (form.threads.stream().mapToInt(List::size).sum() > MOST_PATHS) {
            return "";
        }
        TreeSet<String> forms = new TreeSet<>();
        form.permute(new ArrayList<>(), forms);
        return forms.getFirst();
    }

    private void permute(List<Integer> chosen, TreeSet<String> forms) {
        if (chosen.size() == threads.size()) {
            order = chosen;
            places = new HashMap<>();
            forms.add(text());
            return;
        }
        for (int t = 0; t < threads.size(); t++) {
            if (!chosen.contains(t)) {
                List<Integer> more = new ArrayList<>(chosen);
                more.add(t);
                permute(more, forms);
            }
        }
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        for (int t : order) {
            out.append("P {");
            for (Path path : threads.get(t)) {
                path.events().forEach(event -> out.append(event(event)));
                out.append('|');
                path.constraints().forEach(c -> out.append(c.holds() ? "" : "!").append(value(c.value())).append(';'));
                out.append('/');
            }
            out.append("}\n");
        }
        return out.append(test.quantifier()).append(' ').append(condition(test.condition()))
            .append(test.filter().map(filter -> " filter " + condition(filter)).orElse("")).append(initial()).toString();
    }

    private String event(Event event) {
        return event.kind().name().charAt(0) + "." + event.tag() + (event.location() == null ? "" : " " + value(event.location()))
            + (event.value() == null ? "" : "=" + value(event.value())) + event.address() + event.data() + event.control()
            + (event.atomic() ? "a" : "") + (event.partner() < 0 ? "" : "p" + event.partner()) + ";";
    }

    private String value(Value value) {
        return switch (value) {
            case Value.Known(long known) -> number(known);
            case Value.Read(int thread, int index) -> order.indexOf(thread) + "." + index;
            case Value.Unary(var operator, var type, Value operand, int ignored) -> operator + "(" + value(operand) + ")";
            case Value.Cast(var type, Value operand, int ignored) -> value(operand);
            case Value.Binary(var operator, var type, Value left, Value right, int ignored) ->
                operator + "(" + value(left) + "," + value(right) + ")";
        };
    }

    private String number(long known) {
        return Address.isAddress(known) ? "&" + place(Address.object(known)) + "+" + Address.offset(known) : Long.toString(known);
    }

    private int place(int object) {
        return places.computeIfAbsent(object, ignored -> places.size());
    }

    private String condition(Condition condition) {
        return switch (condition) {
            case Condition.And(var parts) -> parts.stream().map(this::condition).sorted().collect(Collectors.joining("&", "(", ")"));
            case Condition.Or(var parts) -> parts.stream().map(this::condition).sorted().collect(Collectors.joining("|", "(", ")"));
            case Condition.Not(Condition part) -> "!" + condition(part);
            case Condition.Equal(var left, var right) -> term(left) + "=" + term(right);
        };
    }

    private String term(Condition.Term term) {
        return switch (term) {
            case Condition.ConstantTerm constant -> number(constant.value());
            case Condition.LocationTerm location -> "[" + number(location.address()) + "]";
            case Condition.RegisterTerm register -> register.register() < 0 ? "0" : threads.get(register.process()).stream()
                .map(path -> value(path.registers().get(register.register()))).collect(Collectors.joining("/", "<", ">"));
        };
    }

    /** What locations hold at first, if it is not 0. */
    private String initial() {
        StringBuilder out = new StringBuilder();
        new ArrayList<>(places.entrySet()).stream().sorted(Map.Entry.comparingByValue()).forEach(entry -> {
            GlobalObject global = test.program().globals().get(entry.getKey());
            global.initializers().stream().filter(initializer -> initializer.value() != 0)
                .forEach(initializer -> out.append(" ").append(entry.getValue()).append("+").append(initializer.offset()).append(":")
                    .append(number(initializer.value())));
        });
        return out.toString();
    }
}
