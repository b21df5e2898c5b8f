package dev.quiesce.reader;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.check.Checker;
import dev.quiesce.check.Options;
import dev.quiesce.check.Progress;
import dev.quiesce.lang.ModelException;
import dev.quiesce.lang.Models;
import dev.quiesce.lang.Source;
import dev.quiesce.program.Program;
import dev.quiesce.simulate.Reduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

@Label("A mutant of a model")
class ReaderProperties {
    private static final List<Path> ORIGINALS = Mutants.originals();
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final Checker CHECKER = new Checker(
            new Options(Optional.empty(), 1, 2_000, 0, LONGEST, 2, false, false, false, Reduction.ALL), Progress.NONE);

    @Property(tries = 120, shrinking = ShrinkingMode.OFF)
    @Label("is refused at its place, or has a verdict")
    void refusedOrJudged(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        String text = Mutants.mutant(Files.readString(ORIGINALS.get(random.nextInt(ORIGINALS.size()))), random);
        try {
            List<Program> programs = Models.read(Source.of("m.c", text), Map.of());
            Program program = programs.get(random.nextInt(programs.size()));
            if (!program.scenarios().isEmpty()) {
                assertNotNull(CHECKER.check(program, program.scenarios().getFirst()).verdict());
            }
        } catch (ModelException refused) {
            refused.diagnostics().forEach(one -> {
                assertTrue(one.line() > 0 || one.message().equals("no scenario"), one + " has no place in\n" + text);
                assertFalse(one.message().startsWith("not supported here ("), one + " tells of the reader itself, in\n" + text);
            });
        }
    }
}
