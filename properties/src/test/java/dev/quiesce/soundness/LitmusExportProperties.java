package dev.quiesce.soundness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quiesce.axiomatic.LitmusChecker;
import dev.quiesce.axiomatic.LitmusOptions;
import dev.quiesce.axiomatic.LitmusResult;
import dev.quiesce.axiomatic.ScenarioChecker;
import dev.quiesce.axiomatic.ScenarioOptions;
import dev.quiesce.axiomatic.ScenarioResult;
import dev.quiesce.export.InexpressibleException;
import dev.quiesce.export.Litmus;
import dev.quiesce.lang.litmus.LitmusReader;
import dev.quiesce.program.Finding;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random programs against what is read again of the litmus tests that they are exported as. */
class LitmusExportProperties {
    @Provide
    Arbitrary<List<List<Operation>>> threads() {
        return RandomPrograms.threadsForGraphs();
    }

    @Provide
    Arbitrary<List<List<Operation>>> threadsForSections() {
        return RandomPrograms.threadsForSections();
    }

    @Property(tries = 300, maxDiscardRatio = 100)
    @Label("a litmus test ends as the program that it was made from")
    void ends(@ForAll("threads") List<List<Operation>> threads) {
        same(threads);
    }

    @Property(tries = 300, maxDiscardRatio = 100)
    @Label("the same for sections and what waits for them")
    void sections(@ForAll("threadsForSections") List<List<Operation>> threads) {
        same(threads);
    }

    private static void same(List<List<Operation>> threads) {
        Program program = RandomPrograms.program(threads);
        Optional<String> text = exported(program);
        Assume.that(text.isPresent());
        ScenarioResult ours = ScenarioChecker.check(program, program.scenarios().getFirst(),
            new ScenarioOptions(MemoryModel.LKMM, 2, false, true, Duration.ofSeconds(2)));
        LitmusResult theirs = LitmusChecker.check(LitmusReader.read("exported.litmus", text.get()),
            LitmusOptions.DEFAULT.withExhaustive(true).withTimeout(Duration.ofSeconds(2)));
        assumeTrue(ours.bound().isEmpty() && theirs.bound().isEmpty());
        assertEquals(outcomes(ours.outcomes().keySet()), outcomes(theirs.states().keySet()), text.get());
        assertEquals(!ours.races().isEmpty(), theirs.flags().contains("data-race"), text.get());
        assertTrue(ours.findings().stream().allMatch(found -> found.finding() == Finding.MEMORY_LEAK),
            () -> text.get() + ours.findings());
    }

    private static Optional<String> exported(Program program) {
        try {
            return Optional.of(Litmus.of(program, program.scenarios().getFirst()));
        } catch (InexpressibleException refused) {
            return Optional.empty();
        }
    }

    /** What is observed and not 0: a register of a litmus test that nothing assigns is 0. */
    private static Set<Set<String>> outcomes(Set<String> told) {
        return told.stream().map(outcome -> Arrays.stream(outcome.split("[; ]+"))
            .filter(part -> part.contains("=") && !part.endsWith("=0"))
            .map(part -> part.replaceFirst("^\\d+:", "").replace('.', '_')).collect(Collectors.toCollection(TreeSet::new)))
            .filter(outcome -> !outcome.isEmpty()).collect(Collectors.toSet());
    }
}
