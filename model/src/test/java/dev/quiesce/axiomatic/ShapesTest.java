package dev.quiesce.axiomatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.Golden;
import dev.quiesce.axiomatic.LitmusResult.Observation;
import dev.quiesce.lang.litmus.LitmusReader;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.MemoryModel;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShapesTest {
    private static LitmusTest test(String name, String text) {
        return LitmusReader.read(name + ".litmus", text);
    }

    private static Observation verdict(String name, String text) {
        return LitmusChecker.check(test(name, text), LitmusOptions.DEFAULT).observation();
    }

    /** The verdicts as tables: a row for the ordering of the first thread, a column for that of the second. */
    @Test
    void classic_shapes_have_the_verdicts_in_the_tables() {
        Map<String, Observation> verdicts = new LinkedHashMap<>();
        Shapes.small().forEach((name, text) -> verdicts.put(name, verdict(name, text)));
        StringBuilder out = new StringBuilder("N: never, S: sometimes. Rows: first thread. Columns: second thread.\n");
        Set<String> shapes = verdicts.keySet().stream().map(name -> shape(name)).collect(Collectors.toCollection(LinkedHashSet::new));
        shapes.forEach(shape -> table(shape, verdicts, out));
        Golden.check("litmus/two-threads.txt", out.toString());
    }

    private static String shape(String name) {
        return name.startsWith("2+2W") ? "2+2W" : name.substring(0, name.indexOf('+'));
    }

    private static void table(String shape, Map<String, Observation> verdicts, StringBuilder out) {
        Set<String> rows = new LinkedHashSet<>();
        Set<String> columns = new LinkedHashSet<>();
        verdicts.keySet().stream().filter(name -> shape(name).equals(shape)).forEach(name -> {
            List<String> joins = List.of(name.substring(shape.length() + 1).split("\\+"));
            rows.add(joins.get(0));
            columns.add(joins.get(1));
        });
        out.append(String.format("%n%-16s%s%n", shape, String.join(" ", columns)));
        for (String row : rows) {
            StringBuilder line = new StringBuilder(String.format("%-16s", row));
            for (String column : columns) {
                String letter = verdicts.get(shape + "+" + row + "+" + column) == Observation.NEVER ? "N" : "S";
                line.append(String.format("%-" + (column.length() + 1) + "s", letter));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }

    @Test
    void shapes_of_more_threads_that_can_never_happen() {
        Set<String> never = new TreeSet<>();
        Map<String, String> larger = new LinkedHashMap<>(Shapes.all());
        larger.keySet().removeAll(Shapes.small().keySet());
        larger.forEach((name, text) -> {
            if (verdict(name, text) == Observation.NEVER) {
                never.add(name);
            }
        });
        Golden.check("litmus/more-threads-never.txt", String.join("\n", never) + "\n");
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
            Map.entry("WRC+rel+rmb", "N"), Map.entry("ISA2+po+po+po", "S"), Map.entry("ISA2+rel+rel+acq", "N"),
            Map.entry("Z6.0+rel+rel+mb", "S"));
        Map<String, String> texts = Shapes.all();
        documented.forEach((name, letter) -> assertEquals(letter,
            verdict(name, texts.get(name)) == Observation.NEVER ? "N" : "S", name));
    }

    /** Herd7's way of counting, done once more by an enumeration that does not prune. */
    @Test
    void counts_are_those_of_a_naive_enumeration() {
        Shapes.all().forEach((name, text) -> {
            boolean covered = !text.contains("spin_lock(") && !text.contains("srcu_read") && !name.startsWith("IRIW");
            if (covered && Math.floorMod(name.hashCode(), 15) == 0) {
                LitmusTest test = test(name, text);
                assertEquals(NaiveEnumerator.count(test, NaiveModels::sc), counts(test, MemoryModel.SC), name);
                assertEquals(NaiveEnumerator.count(test, NaiveModels::tso), counts(test, MemoryModel.TSO), name);
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
        Shapes.all().forEach((name, text) -> {
            if (Math.floorMod(name.hashCode(), 7) == 0) {
                LitmusTest test = test(name, text);
                assertEquals(LitmusChecker.check(test, LitmusOptions.DEFAULT.withExhaustive(true)).observation(),
                    LitmusChecker.check(test, LitmusOptions.DEFAULT).observation(), name);
            }
        });
    }

    @Test
    void a_weaker_model_has_every_outcome_of_a_stronger_one() {
        Shapes.all().forEach((name, text) -> {
            if (Math.floorMod(name.hashCode(), 7) == 1) {
                Set<String> sc = states(name, text, MemoryModel.SC);
                Set<String> tso = states(name, text, MemoryModel.TSO);
                assertTrue(tso.containsAll(sc), name);
                assertTrue(states(name, text, MemoryModel.LKMM).containsAll(tso), name);
            }
        });
    }

    private static Set<String> states(String name, String text, MemoryModel memory) {
        return LitmusChecker.check(test(name, text), LitmusOptions.DEFAULT.withExhaustive(true).withMemory(memory))
            .states().keySet();
    }
}
