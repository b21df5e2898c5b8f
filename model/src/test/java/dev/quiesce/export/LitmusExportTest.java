package dev.quiesce.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.axiomatic.LitmusChecker;
import dev.quiesce.axiomatic.LitmusOptions;
import dev.quiesce.axiomatic.LitmusResult;
import dev.quiesce.axiomatic.ScenarioChecker;
import dev.quiesce.axiomatic.ScenarioOptions;
import dev.quiesce.axiomatic.ScenarioResult;
import dev.quiesce.axiomatic.path.Unsupported;
import dev.quiesce.lang.Models;
import dev.quiesce.lang.Source;
import dev.quiesce.lang.litmus.LitmusReader;
import dev.quiesce.program.Finding;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A scenario as a litmus test")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LitmusExportTest {
    private static final Path TESTS = Path.of("src", "test", "resources");
    private static final Path MODELS = Path.of("src", "main", "resources", "models");
    private static final LitmusOptions EVERYTHING = LitmusOptions.DEFAULT.withExhaustive(true).withTimeout(Duration.ofSeconds(20));
    private static final ScenarioOptions LKMM =
        new ScenarioOptions(MemoryModel.LKMM, 2, false, true, Duration.ofSeconds(20));
    /** What a test cannot ask; the header says so. */
    private static final Set<Finding> NOT_ASKED = Set.of(Finding.MEMORY_LEAK);

    private int compared;
    private int broken;
    private int same;

    static Stream<Path> models() {
        Path conformance = TESTS.resolve("conformance");
        Path behaviour = TESTS.resolve("headers").resolve("behaviour");
        Path lkmm = TESTS.resolve("lkmm");
        return Stream.of(lkmm.resolve("open_section.c"), lkmm.resolve("publish.c"), TESTS.resolve("tso").resolve("shapes.c"),
            MODELS.resolve("xfrm").resolve("weak_memory.c"), conformance.resolve("finding").resolve("assertion.c"),
            conformance.resolve("finding").resolve("rcu_misuse.c"), conformance.resolve("finding").resolve("ref_misuse.c"),
            conformance.resolve("percpu").resolve("own_copy.c"), conformance.resolve("percpu").resolve("own_cpu.c"),
            conformance.resolve("srcu").resolve("checked.c"), conformance.resolve("language").resolve("init_and_exit.c"),
            behaviour.resolve("locks.c"), behaviour.resolve("rcu.c"));
    }

    static Stream<Path> tests() throws IOException {
        return Stream.concat(below(MODELS.resolve("litmus"), ".litmus"), below(MODELS.resolve("xfrm"), ".litmus"));
    }

    private static Stream<Path> below(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        }
    }

    @DisplayName("breaks if and only if the scenario breaks, races and ends alike")
    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void agrees(Path file) {
        for (Program whole : Models.read(file, Map.of())) {
            for (Scenario scenario : whole.scenarios()) {
                Program program = Slice.of(whole, scenario);
                try {
                    agrees(program, scenario, Litmus.of(program, scenario));
                } catch (InexpressibleException | Unsupported e) {
                    // What cannot be said, or not be checked, is another test's business.
                }
            }
        }
    }

    private void agrees(Program program, Scenario scenario, String text) {
        String row = scenario.name() + " [" + program.variant() + "]\n" + text;
        ScenarioResult ours = ScenarioChecker.check(program, scenario, LKMM);
        LitmusResult theirs = LitmusChecker.check(LitmusReader.read("exported.litmus", text), EVERYTHING);
        assertTrue(ours.bound().isEmpty() && theirs.bound().isEmpty(), row);
        boolean breaks = ours.findings().stream().anyMatch(found -> !NOT_ASKED.contains(found.finding()));
        assertEquals(breaks, theirs.positive() > 0, row);
        assertEquals(!ours.races().isEmpty(), theirs.flags().contains("data-race"), row);
        if (!breaks && text.contains("locations [")) {
            assertEquals(outcomes(ours.outcomes().keySet()), outcomes(theirs.states().keySet()), row);
        }
        compared++;
        broken += breaks ? 1 : 0;
    }

    /** Outcomes in one spelling: a litmus test says which process has a register, and renames one that is called as a location. */
    private static Set<Set<String>> outcomes(Set<String> told) {
        return told.stream().map(outcome -> Arrays.stream(outcome.split("[; ]+")).filter(part -> part.contains("="))
            .map(part -> part.replaceFirst("^\\d+:", "").replaceFirst("_2=", "=")).collect(Collectors.toCollection(TreeSet::new)))
            .collect(Collectors.toSet());
    }

    @DisplayName("is, of a litmus test, the same test")
    @ParameterizedTest(name = "{0}")
    @MethodSource("tests")
    void same(Path file) throws IOException {
        LitmusTest test = LitmusReader.read(file.toString(), Files.readString(file));
        if (test.name().startsWith("LOOP")) {
            assertThrows(InexpressibleException.class, () -> Litmus.of(test));
            return;
        }
        String text = Litmus.of(test);
        LitmusTest again = LitmusReader.read("exported.litmus", text);
        LitmusResult before = LitmusChecker.check(test, EVERYTHING);
        LitmusResult after = LitmusChecker.check(again, EVERYTHING);
        assertEquals(before.positive() + " " + before.negative() + " " + before.states() + before.flags(),
            after.positive() + " " + after.negative() + " " + after.states() + after.flags(), text);
        assertEquals(test.recorded(), again.recorded());
        same++;
    }

    @AfterAll
    void are_many() {
        if (compared > 0) {
            assertTrue(compared >= 60 && broken >= 20 && compared - broken >= 20, compared + " rows, " + broken + " break");
        }
        if (same > 0) {
            assertTrue(same >= 80, same + " tests");
        }
    }

    // ---- what it looks like

    private static Program read(String text) {
        return Models.read(Source.of("model.c", "#include <quiesce.h>\n#include <linux/spinlock.h>\n#include <linux/rcupdate.h>\n"
            + "#include <linux/slab.h>\n#include <linux/atomic.h>\n" + text), Map.of()).getFirst();
    }

    private static String exported(String text) {
        Program program = read(text);
        String test = Litmus.of(program, program.scenarios().getFirst());
        return test.substring(test.indexOf(" *)\n\n") + 5);
    }

    @Test
    @DisplayName("has variables for members, pointers to them, and a condition for exit")
    void text() {
        assertEquals("""
            {
            	int *box = first_full;
            }

            P0(int **box, int *box_full)
            {
            	WRITE_ONCE(*box_full, 7);
            	rcu_assign_pointer(*box, box_full);
            }

            P1(int **box, spinlock_t *lock, int *seen)
            {
            	int *b;
            	int full;

            	rcu_read_lock();
            	b = rcu_dereference(*box);
            	full = READ_ONCE(*b);
            	spin_lock(lock);
            	*seen = full;
            	spin_unlock(lock);
            	rcu_read_unlock();
            }

            exists (seen=7 /\\ box=first_full)
            """, exported("""
            struct box { struct rcu_head rcu; int full; };
            static struct box first, *box;
            static int seen;
            static DEFINE_SPINLOCK(lock);
            static void init(void) { box = &first; }
            static void fills(void) {
                struct box *fresh = kzalloc(sizeof(*fresh), GFP_KERNEL);
                WRITE_ONCE(fresh->full, 7);
                rcu_assign_pointer(box, fresh);
            }
            static void looks(void) {
                struct box *b;
                rcu_read_lock();
                b = rcu_dereference(box);
                int full = READ_ONCE(b->full);
                spin_lock(&lock);
                seen = full;
                spin_unlock(&lock);
                rcu_read_unlock();
            }
            static void exit(void) { assert(seen != 7 || box != &first); }
            struct scenario s = { .init = init, .threads = { fills, looks }, .exit = exit };
            """));
    }

    @DisplayName("is refused where the language of litmus tests ends, with the place and a way out")
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        int *p = kzalloc(4, GFP_KERNEL); kfree(p);              | memory that is freed        | mark the object
        while (!READ_ONCE(x)) { }                               | a loop whose end hangs      | rounds
        await(READ_ONCE(x));                                    | a wait for a condition      | with 'if'
        WRITE_ONCE(x, choose(1, 2));                            | a choice                    | a scenario for each
        assume(READ_ONCE(x));                                   | an assumption               | write 'if'
        indivisible { WRITE_ONCE(x, 1); WRITE_ONCE(y, 1); }     | an indivisible block        | a lock
        spawn(other, NULL);                                     | started                     | among the threads
        int *q = READ_ONCE(p); WRITE_ONCE(*q, 1);               | may be NULL                 | test the pointer
        unsigned char c = READ_ONCE(x) + 255; WRITE_ONCE(x, c); | does not fit                | int
        WRITE_ONCE(x, (unsigned int)READ_ONCE(x) - 1);          | does not fit                | int
        spin_lock(&l); spin_lock(&l);                           | may hold already            | repair
        spin_lock(&l);                                          | with a lock held            | repair
        spin_lock(&l); spin_lock(&m); spin_unlock(&m); spin_unlock(&l); | wait for each other | in one order
        rcu_read_lock(); synchronize_rcu(); rcu_read_unlock();  | synchronize_rcu             | repair
        WRITE_ONCE(x, data_race(y));                            | data_race()                 | READ_ONCE
        int *q = (int *)((unsigned long)READ_ONCE(p) ^ 1); WRITE_ONCE(p, q); | arithmetic on a pointer | with == only
        """)
    void refuses(String body, String what, String instead) {
        Program program = read("static int x, y, *p;\nstatic DEFINE_SPINLOCK(l);\nstatic DEFINE_SPINLOCK(m);\n"
            + "static void other(void *unused) { if (READ_ONCE(x)) WRITE_ONCE(p, &y); WRITE_ONCE(x, 0); WRITE_ONCE(y, 1); }\n"
            + "static void opposite(void) { spin_lock(&m); spin_lock(&l); spin_unlock(&l); spin_unlock(&m); other(NULL); }\n"
            + "static void thread(void) { assert(READ_ONCE(y) == 0); WRITE_ONCE(x, 1);\n" + body + "\n}\n"
            + "struct scenario s = { .threads = { thread, opposite } };\n");
        InexpressibleException refusal =
            assertThrows(InexpressibleException.class, () -> Litmus.of(program, program.scenarios().getFirst()));
        InexpressibleException.Reason reason = refusal.reasons().getFirst();
        assertTrue(reason.what().contains(what), reason.toString());
        assertTrue(reason.instead().contains(instead), reason.toString());
        if (!what.contains("each other")) {
            assertEquals("model.c", reason.site().file());
            assertTrue(List.of(11, 12, 13).contains(reason.site().line()), reason.toString());
        }
    }
}
