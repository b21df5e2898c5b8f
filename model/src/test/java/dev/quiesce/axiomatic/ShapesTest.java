package dev.quiesce.axiomatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.Golden;
import dev.quiesce.axiomatic.LitmusResult.Observation;
import dev.quiesce.axiomatic.collection.Joined;
import dev.quiesce.axiomatic.collection.Shapes;
import dev.quiesce.axiomatic.collection.Verdicts;
import dev.quiesce.lang.litmus.LitmusReader;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.MemoryModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShapesTest {
    private static final Map<String, Joined> TESTS = Shapes.all();
    private static final Map<String, Boolean> FORBIDDEN = new LinkedHashMap<>();

    @BeforeAll
    static void answer_all() {
        TESTS.forEach((name, joined) -> FORBIDDEN.put(name, verdict(joined) == Observation.NEVER));
    }

    private static LitmusTest test(Joined joined) {
        return LitmusReader.read(joined.name() + ".litmus", joined.text());
    }

    private static Observation verdict(Joined joined) {
        return LitmusChecker.check(test(joined), LitmusOptions.DEFAULT).observation();
    }

    /** All of them: the rules look at the edges of the cycle only, the engine at every execution. */
    @Test
    void every_cycle_has_the_verdict_that_the_rules_for_cycles_give() {
        List<String> wrong = new ArrayList<>();
        assertTrue(TESTS.size() > 7000, "tests");
        TESTS.forEach((name, joined) -> {
            if (Verdicts.forbids(joined) != FORBIDDEN.get(name)) {
                wrong.add(name + (FORBIDDEN.get(name) ? " never" : " sometimes"));
            }
        });
        assertEquals(List.of(), wrong, "answers of the engine that the rules do not give");
    }

    /** The verdicts as tables: a row for the ordering of the first thread, a column for that of the second. */
    @Test
    void classic_shapes_have_the_verdicts_in_the_tables() {
        StringBuilder out = new StringBuilder("N: never, S: sometimes. Rows: first thread. Columns: second thread.\n");
        Map<String, Joined> two = Shapes.two();
        two.values().stream().map(joined -> joined.shape().name()).distinct().forEach(shape ->
            table(shape, two.values().stream().filter(joined -> joined.shape().name().equals(shape)).toList(), out));
        Golden.check("litmus/two-threads.txt", out.toString());
    }

    private static void table(String shape, List<Joined> tests, StringBuilder out) {
        Set<String> rows = tests.stream().map(joined -> joined.joins().getFirst().word())
            .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> columns = tests.stream().map(joined -> joined.joins().getLast().word())
            .collect(Collectors.toCollection(LinkedHashSet::new));
        out.append(String.format("%n%-16s%s%n", shape, String.join(" ", columns)));
        for (String row : rows) {
            StringBuilder line = new StringBuilder(String.format("%-16s", row));
            for (String column : columns) {
                String letter = FORBIDDEN.get(shape + "+" + row + "+" + column) ? "N" : "S";
                line.append(String.format("%-" + (column.length() + 1) + "s", letter));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }

    @Test
    void shapes_of_more_threads_that_can_never_happen() {
        Golden.check("litmus/more-threads-never.txt", never(Shapes.more()));
        Golden.check("litmus/readers-never.txt", never(Shapes.readers()));
    }

    /** By shape: how many can never happen, and which. */
    private static String never(Map<String, Joined> tests) {
        StringBuilder out = new StringBuilder();
        Map<String, List<Joined>> shapes = tests.values().stream().collect(Collectors.groupingBy(
            joined -> joined.shape().name(), LinkedHashMap::new, Collectors.toList()));
        shapes.forEach((shape, joined) -> {
            List<String> never = joined.stream().map(Joined::name).filter(FORBIDDEN::get).toList();
            out.append(never.size()).append(" of ").append(joined.size()).append(' ').append(shape).append('\n');
            never.forEach(name -> out.append("  ").append(name.substring(shape.length() + 1)).append('\n'));
        });
        return out.toString();
    }

    /** What the kernel's own documentation of the model says of these shapes. */
    @Test
    void verdicts_that_the_kernel_documents() {
        Map<String, String> documented = Map.ofEntries(
            Map.entry("MP+po+po", "S"), Map.entry("MP+wmb+rmb", "N"), Map.entry("MP+rel+acq", "N"),
            Map.entry("SB+po+po", "S"), Map.entry("SB+mb+mb", "N"), Map.entry("LB+po+po", "S"),
            Map.entry("LB+mb+ctrl", "N"), Map.entry("LB+rel+acq", "N"), Map.entry("R+po+po", "S"),
            Map.entry("R+mb+mb", "N"), Map.entry("S+po+po", "S"), Map.entry("S+wmb+acq", "N"),
            Map.entry("IRIW+po+po", "S"), Map.entry("IRIW+mb+mb", "N"), Map.entry("WRC+po+po", "S"),
            Map.entry("WRC+rel+rmb", "N"), Map.entry("ISA2+po+po+po", "S"), Map.entry("ISA2+rel+rel+rmb", "N"),
            Map.entry("Z6.0+rel+rel+mb", "S"));
        documented.forEach((name, letter) -> assertEquals(letter, FORBIDDEN.get(name) ? "N" : "S", name));
    }

    /** Herd7's way of counting, done once more by an enumeration that does not prune. */
    @Test
    void counts_are_those_of_a_naive_enumeration() {
        TESTS.forEach((name, joined) -> {
            String text = joined.text();
            boolean covered = !text.contains("spin_lock(") && !text.contains("srcu") && !name.startsWith("IR");
            if (covered && Math.floorMod(name.hashCode(), 50) == 0) {
                LitmusTest test = test(joined);
                if (!text.contains("rcu_read")) {
                    assertEquals(NaiveEnumerator.count(test, NaiveModels::sc), counts(test, MemoryModel.SC), name);
                    assertEquals(NaiveEnumerator.count(test, NaiveModels::tso), counts(test, MemoryModel.TSO), name);
                }
                assertEquals(NaiveEnumerator.count(test, NaiveModels::lkmm), counts(test, MemoryModel.LKMM), name);
            }
        });
    }

    private static String counts(LitmusTest test, MemoryModel memory) {
        LitmusResult result =
            LitmusChecker.check(test, LitmusOptions.DEFAULT.withExhaustive(true).withMemory(memory));
        return result.positive() + "/" + result.negative();
    }

    @Test
    void stopping_early_does_not_change_the_verdict() {
        TESTS.forEach((name, joined) -> {
            if (Math.floorMod(name.hashCode(), 60) == 1) {
                LitmusOptions all = LitmusOptions.DEFAULT.withExhaustive(true);
                assertEquals(LitmusChecker.check(test(joined), all).observation() == Observation.NEVER, FORBIDDEN.get(name), name);
            }
        });
    }

    @Test
    void a_weaker_model_has_every_outcome_of_a_stronger_one() {
        TESTS.forEach((name, joined) -> {
            if (Math.floorMod(name.hashCode(), 60) == 2) {
                Set<String> sc = states(joined, MemoryModel.SC);
                Set<String> tso = states(joined, MemoryModel.TSO);
                assertTrue(tso.containsAll(sc), name);
                assertTrue(states(joined, MemoryModel.LKMM).containsAll(tso), name);
            }
        });
    }

    private static Set<String> states(Joined joined, MemoryModel memory) {
        return LitmusChecker.check(test(joined), LitmusOptions.DEFAULT.withExhaustive(true).withMemory(memory))
            .states().keySet();
    }
}
