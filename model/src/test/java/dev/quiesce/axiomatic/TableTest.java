package dev.quiesce.axiomatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.axiomatic.collection.Shapes;
import dev.quiesce.axiomatic.collection.Table;
import dev.quiesce.axiomatic.collection.Write;
import dev.quiesce.axiomatic.model.Lkmm;
import dev.quiesce.lang.litmus.LitmusReader;
import dev.quiesce.program.LitmusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The table of the collection: its answers, counts and flags. */
class TableTest {
    private static final List<Table.Row> ROWS = Table.rows();

    private static LitmusTest test(Table.Row row) {
        return LitmusReader.read(row.name() + ".litmus", row.text());
    }

    @Test
    void every_row_has_the_answer_in_the_table() {
        List<String> wrong = new ArrayList<>();
        for (Table.Row row : ROWS) {
            LitmusResult all = LitmusChecker.check(test(row), LitmusOptions.DEFAULT.withExhaustive(true));
            String answer = all.observation().word() + " " + all.positive() + "/" + all.negative()
                + String.join("", all.flags().stream().map(flag -> " " + flag).toList());
            LitmusResult quick = LitmusChecker.check(test(row), LitmusOptions.DEFAULT);
            if (!answer.equals(row.answer())) {
                wrong.add("table.txt:" + row.line() + ": " + row.name() + " is " + answer);
            } else if (quick.observation() != all.observation() || !quick.flags().equals(all.flags())) {
                wrong.add(row.name() + " is " + quick.observation() + quick.flags() + " if one stops early");
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** Under axioms of the caller's, of which it is not known that operations are atomic, they are not put in a row. */
    @Test
    void operations_in_a_row_are_as_many_executions_as_without() {
        LitmusOptions every = LitmusOptions.DEFAULT.withExhaustive(true);
        for (Table.Row row : ROWS) {
            LitmusResult one = LitmusChecker.check(test(row), every);
            LitmusResult other = LitmusChecker.check(test(row), every, Lkmm::new);
            assertEquals(List.of(other.states(), other.positive(), other.negative(), other.flags()),
                List.of(one.states(), one.positive(), one.negative(), one.flags()), row.name());
        }
    }

    /** {@code -Dlitmus.write=DIR} makes files of the collection, with their answers, for herd7 and other tools. */
    @Test
    @EnabledIfSystemProperty(named = "litmus.write", matches = ".+")
    void the_collection_as_files() throws IOException {
        Write.to(Path.of(System.getProperty("litmus.write")));
    }

    @Test
    void no_name_is_given_twice() {
        Set<String> names = new HashSet<>(Shapes.all().keySet());
        ROWS.forEach(row -> assertTrue(names.add(row.name()), row.name()));
    }

    /** Locks, SRCU and plain accesses are not in the naive model; more than six statements are too many for it. */
    @Test
    void counts_are_those_of_a_naive_enumeration() {
        int compared = 0;
        for (Table.Row row : ROWS) {
            String text = row.text();
            boolean covered = !text.contains("spin_") && !text.contains("srcu") && !row.name().startsWith("PLAIN")
                && !text.contains("plain") && !text.contains("int **") && !text.contains("= *x") && !text.contains("= *z");
            if (covered && text.chars().filter(c -> c == '\t').count() <= 6) {
                assertEquals(row.answer().split(" ")[1], NaiveEnumerator.count(test(row), NaiveModels::lkmm), row.name());
                compared++;
            }
        }
        assertTrue(compared > 150, compared + " compared");
    }
}
