package dev.quiesce.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.Models;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.Slice;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("On bundled models, the verdict does not depend on")
class ReductionTest {
    private static final List<String> SAMPLE = List.of("xfrm/flush.c", "xfrm/lower_handle.c", "xfrm/bond_failover.c");
    /**
     * What is guessed until a search sees otherwise. One that ends with an error has not seen everything, and other runs
     * before it have seen other things: so its steps may be longer with such a reduction less.
     */
    private static final Set<Reduction> GUESSING = EnumSet.of(Reduction.CONSTANTS, Reduction.OWN_WORDS);
    /** Read once. {@code bench/compare --reductions} goes through all models. */
    private static final Map<String, List<Program>> PROGRAMS = new HashMap<>();

    static Stream<Set<Reduction>> off() {
        return Stream.concat(Stream.of(Reduction.values()).map(Set::of), Stream.of(EnumSet.complementOf(EnumSet.copyOf(Reduction.NEEDED))));
    }

    @DisplayName("the reduction")
    @ParameterizedTest(name = "{0}")
    @MethodSource("off")
    void verdict(Set<Reduction> off) {
        for (String model : SAMPLE) {
            List<Program> programs = PROGRAMS.computeIfAbsent(model, name -> Models.read(Models.bundledSource(name), Map.of()));
            programs.forEach(program -> program.scenarios().forEach(scenario -> compare(program, scenario, off)));
        }
    }

    private static void compare(Program program, Scenario scenario, Set<Reduction> off) {
        CheckResult with = check(program, scenario, Reduction.ALL);
        CheckResult without = check(program, scenario, Reduction.without(off));
        String row = program.model() + " " + scenario.name() + " [" + program.variant() + "]";
        assertEquals(with.verdict(), without.verdict(), row);
        assertEquals(with.finding(), without.finding(), row);
        if (with.verdict() == Verdict.PROVED || Collections.disjoint(off, GUESSING)) {
            assertTrue(with.statistics().states() <= without.statistics().states(), () -> row + ": a reduction adds states");
        }
        if (with.verdict() == Verdict.PROVED) {
            assertEquals(with.outcomes().keySet(), without.outcomes().keySet(), row);
            assertEquals(with.covers(), without.covers(), row);
            assertEquals(with.unreached(), without.unreached(), row);
        } else if (!off.equals(Set.of(Reduction.LATE_ALLOCATIONS)) && Collections.disjoint(off, GUESSING)) {
            assertTrue(with.statistics().depth() <= without.statistics().depth(), () -> row + ": a reduction adds steps");
        }
    }

    private static CheckResult check(Program program, Scenario scenario, Set<Reduction> reductions) {
        Options options = new Options(Optional.empty(), 1, 0, 0, Duration.ofMinutes(2), 2, false, false, false, reductions);
        return new Checker(options, Progress.NONE).check(Slice.of(program, scenario), scenario);
    }
}
