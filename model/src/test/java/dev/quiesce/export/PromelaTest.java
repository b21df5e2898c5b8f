package dev.quiesce.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Checker;
import dev.quiesce.check.Options;
import dev.quiesce.check.Progress;
import dev.quiesce.lang.Models;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.simulate.Slice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What SPIN finds in the exported model is what is found here. SPIN has another search, and the export another interpreter: a step
 * for every access, none of the reductions, memory of bytes.
 */
class PromelaTest {
    private static final Options SEQUENTIAL = new Options(Optional.of(MemoryModel.SC), 1, 0, 0, Duration.ZERO, 2, false, false, false,
        Options.DEFAULT.reductions());

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} {1} [{2}]")
    @CsvSource({
        "xfrm/bond_cleartext, bd10_clear_text_on_new, migrate_first",
        "xfrm/lifecycle, free_beside_lookup, cleared_late",
        "xfrm/upper_priv, r4_add_error, repaired",
        "conformance/completion/complete, complete_lets_go_on, forgotten",
        "conformance/history/phy_state, remove_vs_machine, buggy",
        "conformance/history/bond_slave_arr, xmit_vs_release, buggy_order",
        "conformance/language/c, means_what_c_means, divided_by_zero",
        "conformance/lock/trylock, one_inside, result_ignored",
        "conformance/netdev/rtnl, rtnl, taken",
        "conformance/rcu/callbacks, removal, queued_before_unpublished",
        "conformance/srcu/own_domain, srcu_readers, own",
        "conformance/workqueue/delayed_work, delayed_work, cancel",
    })
    void spin_finds_the_same(String model, String scenario, String variant) throws Exception {
        assumeTrue(Spin.isThere(), "no SPIN on this machine");
        Program program = program(model, scenario, variant);
        CheckResult result = new Checker(SEQUENTIAL, Progress.NONE).check(program, program.scenario(scenario));
        assertEquals("", result.bound());
        String ours = result.violation() == null ? "holds" : result.violation().finding().words();
        assertEquals(new Spin.Verdict(ours, true), Spin.run(Promela.of(program, program.scenario(scenario)), folder, "-O0", 60));
    }

    @Test
    void a_run_for_which_a_bound_is_too_small_says_so() throws Exception {
        assumeTrue(Spin.isThere(), "no SPIN on this machine");
        Program program = program("xfrm/lifecycle", "free_beside_lookup", "cleared_late");
        String model = Promela.of(program, program.scenario("free_beside_lookup"));
        Spin.Verdict verdict = Spin.run(model.replaceAll("#define OBJECTS .*", "#define OBJECTS 0"), folder, "-O0", 60);
        assertTrue(!verdict.decided() && verdict.words().contains("the export is too small: more objects"), verdict.words());
    }

    @Test
    void what_only_a_race_breaks_is_refused() throws Exception {
        Path file = Files.writeString(folder.resolve("race.c"), """
            #include <quiesce.h>
            static int x;
            static void go(void) { x = 1; }
            struct scenario two = { .threads = { go, go }, .races = RACES_FAIL };
            """);
        Program program = Models.read(file, Map.of()).getFirst();
        InexpressibleException refused = assertThrows(InexpressibleException.class, () -> Promela.of(program, program.scenario("two")));
        assertEquals(4, refused.reasons().getFirst().site().line());
    }

    private static Program program(String model, String scenario, String variant) throws Exception {
        Path conformance = Path.of("src/test/resources", model + ".c");
        List<Program> programs = Files.exists(conformance) ? Models.read(conformance, Map.of())
            : Models.read(Models.bundledSource(model + ".c"), Map.of());
        Program program = programs.stream().filter(p -> p.variant().equals(variant)).findFirst().orElseThrow();
        return Slice.of(program, program.scenario(scenario));
    }
}
