package dev.quiesce.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quiesce.mutation.ModelMutation.Fate;
import dev.quiesce.mutation.ModelMutation.Judged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every protection in a model of the conformance suite that holds is needed, but for those that a table gives a reason for. A
 * sixth of the suite is looked at; with {@code -Dmutation.share=1} (2 to 5) another one, with {@code all} the whole.
 */
@DisplayName("A model that holds, with one protection less,")
class MutationTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "conformance");
    private static final Path TABLE = Path.of("src", "test", "resources", "mutation", "survivors.txt");
    private static final int SHARES = 6;

    static List<Path> models() throws IOException {
        String share = System.getProperty("mutation.share", "0");
        List<Path> chosen = new ArrayList<>();
        List<Path> all = ModelMutation.files(FOLDER);
        for (int i = 0; i < all.size(); i++) {
            if (share.equals("all") || i % SHARES == Integer.parseInt(share)) {
                chosen.add(FOLDER.relativize(all.get(i)));
            }
        }
        return chosen;
    }

    @DisplayName("does not hold, but for the reasons in the table")
    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void isNoticed(Path model) throws IOException {
        assumeTrue(Survivors.read(TABLE).judged().contains(model.toString()), "its mutants have not been looked at yet");
        Set<String> surviving = ModelMutation.of(FOLDER.resolve(model), model.toString()).stream()
            .filter(judged -> judged.fate() == Fate.SURVIVES).map(Judged::key).collect(Collectors.toSet());
        assertEquals(Survivors.read(TABLE).of(model.toString()), Survivors.lines(surviving));
    }

    @Test
    @DisplayName("is there: the table speaks of models of the suite only")
    void files() throws IOException {
        for (String file : Survivors.read(TABLE).judged()) {
            assertTrue(Files.exists(FOLDER.resolve(file)), file);
        }
    }

    @Test
    @DisplayName("differs from it in the place that is named")
    void mutants() {
        List<Mutant> mutants = Mutators.of("""
            static void f(struct s *p)
            {
            	rcu_read_lock();	/* a section */
            	if (p->dead)
            		goto out;
            	call_rcu(&p->rcu, release);
            out:
            	rcu_read_unlock();
            }
            """);
        assertEquals(List.of("f: without the section: rcu_read_lock();", "f: never so: if (p->dead)",
            "f: weaker: call_rcu(&p->rcu, release);"), mutants.stream().map(Mutant::name).toList());
        assertEquals(Set.of(3, 8), mutants.get(0).lines());
        assertTrue(mutants.get(1).text().contains("if (((p->dead), 0))\n\t\tgoto out;"), mutants.get(1).text());
        assertTrue(mutants.get(2).text().contains("\trelease(&p->rcu);\n"), mutants.get(2).text());
    }
}
