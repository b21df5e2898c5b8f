package dev.quiesce.soundness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.explore.Exploration;
import dev.quiesce.explore.Explorer;
import dev.quiesce.export.Promela;
import dev.quiesce.export.Spin;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Program;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Reduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** The explorer against SPIN, which shares neither its search nor its interpreter. */
@AddLifecycleHook(ExportProperties.WithSpin.class)
class ExportProperties {
    /** A C compiler has to run for each: a try takes a second. */
    private static final int TRIES = 10;
    private static final int SECONDS = 60;

    private Path folder;

    /** Skips all on a machine that has no SPIN. */
    static final class WithSpin implements SkipExecutionHook {
        @Override
        public SkipResult shouldBeSkipped(LifecycleContext context) {
            return Spin.isThere() ? SkipResult.doNotSkip() : SkipResult.skip("no SPIN on this machine");
        }
    }

    @Provide
    Arbitrary<List<List<Operation>>> threads() {
        return RandomPrograms.threads();
    }

    @BeforeProperty
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("quiesce-spin");
    }

    @AfterProperty
    void deleteFolder() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED)
    @Label("SPIN finds exactly the outcomes and errors that the explorer finds")
    void findsWhatSpinFinds(@ForAll("threads") List<List<Operation>> threads) throws Exception {
        Program program = RandomPrograms.program(threads);
        Exploration found = Few.assumed(new Explorer(new Image(program, program.scenarios().getFirst()), false, Reduction.ALL, true,
            Explorer.RacePolicy.COLLECT, Few.LIMITS, 1, (states, transitions, frontier, depth) -> { }).explore());
        Spin.All all = Spin.all(Promela.of(program, program.scenarios().getFirst()), folder, SECONDS);
        assertTrue(all.complete(), "SPIN looked at everything");
        assertEquals(found.outcomes().keySet().stream().map(Spin::sorted).collect(Collectors.toCollection(TreeSet::new)), all.outcomes());
        Set<String> findings = ExplorerProperties.kinds(found).stream().filter(kind -> kind != Finding.LIVELOCK && kind != Finding.DATA_RACE)
            .map(Finding::words).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(findings, all.findings());
    }
}
