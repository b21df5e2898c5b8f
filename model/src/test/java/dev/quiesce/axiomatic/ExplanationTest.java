package dev.quiesce.axiomatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.axiomatic.LitmusResult.Observation;
import dev.quiesce.axiomatic.model.Cycle.Link;
import dev.quiesce.axiomatic.model.Law;
import dev.quiesce.lang.litmus.LitmusReader;
import dev.quiesce.program.LitmusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Why an outcome never is. */
class ExplanationTest {
    private static final Path COLLECTION = Path.of("src", "main", "resources", "models", "litmus");

    private static Explanation explain(String first, String second, String condition) {
        String text = "C t\n{}\nP0(int *x, int *y) {\n" + first + "\n}\nP1(int *x, int *y) {\n" + second
            + "\n}\n" + condition + "\n";
        return LitmusChecker.explain(LitmusReader.read("t", text), LitmusOptions.DEFAULT).orElseThrow();
    }

    @Test
    void a_message_is_passed_by_barriers_on_both_sides() {
        Explanation why = explain("WRITE_ONCE(*x, 1); smp_wmb(); WRITE_ONCE(*y, 1);",
            "int r1 = READ_ONCE(*y); smp_rmb(); int r2 = READ_ONCE(*x);", "exists (1:r1=1 /\\ 1:r2=0)");
        assertEquals(Law.HAPPENS_BEFORE, why.cycle().law());
        assertEquals(List.of("overwrites", "rfe", "rmb", "wmb"), why.cycle().links().stream().map(Link::label).sorted().toList());
    }

    @Test
    void full_barriers_keep_both_stores_from_being_missed() {
        Explanation why = explain("WRITE_ONCE(*x, 1); smp_mb(); int r1 = READ_ONCE(*y);",
            "WRITE_ONCE(*y, 1); smp_mb(); int r1 = READ_ONCE(*x);", "exists (0:r1=0 /\\ 1:r1=0)");
        assertEquals(Law.PROPAGATION, why.cycle().law());
        assertEquals(List.of("overwrites", "overwrites", "strong-fence", "strong-fence"),
            why.cycle().links().stream().map(Link::label).sorted().toList());
    }

    @Test
    void what_one_location_forbids_is_no_matter_of_these_laws() {
        LitmusTest test = LitmusReader.read("t", "C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\n"
            + "P1(int *x) { int r1 = READ_ONCE(*x); int r2 = READ_ONCE(*x); }\nexists (1:r1=1 /\\ 1:r2=0)\n");
        assertEquals(Optional.empty(), LitmusChecker.explain(test, LitmusOptions.DEFAULT));
    }

    @Test
    void every_cycle_of_the_collection_is_one() throws IOException {
        int explained = 0;
        try (Stream<Path> files = Files.list(COLLECTION)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".litmus")).sorted().toList()) {
                LitmusTest test = LitmusReader.read(file.toString(), Files.readString(file));
                LitmusResult result = LitmusChecker.check(test, LitmusOptions.DEFAULT);
                if (test.quantifier() == LitmusTest.Quantifier.EXISTS && result.observation() == Observation.NEVER) {
                    Optional<Explanation> why = LitmusChecker.explain(test, LitmusOptions.DEFAULT);
                    why.ifPresent(e -> assertTrue(isCycle(e.cycle().links()), file + ": " + e.cycle()));
                    explained += why.isPresent() ? 1 : 0;
                }
            }
        }
        assertTrue(explained > 20, "only " + explained);
    }

    private static boolean isCycle(List<Link> links) {
        for (int i = 0; i < links.size(); i++) {
            if (links.get(i).to() != links.get((i + 1) % links.size()).from()) {
                return false;
            }
        }
        return !links.isEmpty();
    }
}
