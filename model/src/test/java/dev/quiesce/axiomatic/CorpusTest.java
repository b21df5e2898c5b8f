package dev.quiesce.axiomatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quiesce.axiomatic.collection.Joined;
import dev.quiesce.axiomatic.collection.NormalForm;
import dev.quiesce.axiomatic.collection.Shapes;
import dev.quiesce.axiomatic.collection.Table;
import dev.quiesce.axiomatic.collection.Verdicts;
import dev.quiesce.lang.litmus.LitmusReader;
import dev.quiesce.program.LitmusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Agreement with herd7 on public tests, where they are at hand: {@code -Dlitmus.corpus=DIR} names a folder with a
 * {@code verdicts.csv}. {@link Agreement} runs all of them and prints a table; here it is every twentieth.
 */
class CorpusTest {
    private final Path corpus = Path.of(System.getProperty("litmus.corpus", "../../shared/litmus"));

    @BeforeEach
    void corpus_is_at_hand() {
        assumeTrue(Files.isRegularFile(corpus.resolve("verdicts.csv")));
    }

    @Test
    void verdicts_and_counts_are_those_of_herd7() throws IOException {
        List<String> lines = Files.readAllLines(corpus.resolve("verdicts.csv"));
        for (int i = 1; i < lines.size(); i += 20) {
            String[] cells = lines.get(i).split(",", -1);
            if (cells[3].isEmpty() || Double.parseDouble(cells[6]) > 1) {
                continue;
            }
            LitmusResult result = LitmusChecker.check(
                LitmusReader.read(cells[0], Files.readString(corpus.resolve(cells[0]))),
                LitmusOptions.DEFAULT.withExhaustive(true));
            assertEquals(cells[1] + " " + cells[3] + " " + cells[4],
                result.observation().word() + " " + result.positive() + " " + result.negative(), cells[0]);
        }
    }

    /** Tests of the collection that somebody else has written too, whatever they are called there. */
    @Test
    void the_collection_has_the_verdicts_of_herd7_where_it_repeats_a_public_test() throws IOException {
        Map<String, String> verdicts = new HashMap<>();
        List<String> lines = Files.readAllLines(corpus.resolve("verdicts.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (List.of("Never", "Sometimes", "Always").contains(cells[1])) {
                LitmusTest test = LitmusReader.read(cells[0], Files.readString(corpus.resolve(cells[0])));
                verdicts.put(NormalForm.of(test), cells[1] + (cells[2].contains("data-race") ? " data-race" : ""));
            }
        }
        verdicts.remove("");
        int shapes = 0;
        for (Joined joined : Shapes.all().values()) {
            String verdict = verdicts.get(NormalForm.of(LitmusReader.read(joined.name(), joined.text())));
            if (verdict != null) {
                shapes++;
                assertEquals(verdict.equals("Never"), Verdicts.forbids(joined), joined.name());
            }
        }
        int rows = 0;
        for (Table.Row row : Table.rows()) {
            String verdict = verdicts.get(NormalForm.of(LitmusReader.read(row.name(), row.text())));
            if (verdict != null) {
                rows++;
                assertEquals(verdict, row.answer().replaceAll(" [0-9]+/[0-9]+", ""), row.name());
            }
        }
        assertTrue(shapes >= 150 && rows >= 15, shapes + " shapes and " + rows + " rows");
    }

    @Test
    void the_text_is_that_of_herd7() throws IOException {
        Path folder = corpus.resolve("herdtools7/catalogue/linux/tests");
        assumeTrue(Files.isDirectory(folder));
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".litmus")).sorted().limit(30).toList()) {
                String expected = Files.readString(Path.of(file + ".expected")).replaceAll("Hash=.*\n", "");
                String text = LitmusText.of(LitmusChecker.check(
                    LitmusReader.read(file.toString(), Files.readString(file)),
                    LitmusOptions.DEFAULT.withExhaustive(true)));
                assertEquals(expected.strip(), text.replaceAll("Time .*\n", "").strip(), file.toString());
            }
        }
    }
}
