package dev.quiesce.soundness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.axiomatic.LitmusChecker;
import dev.quiesce.axiomatic.LitmusOptions;
import dev.quiesce.axiomatic.LitmusResult;
import dev.quiesce.lang.litmus.LitmusReader;
import dev.quiesce.program.MemoryModel;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What must be true of any two litmus tests that differ in a known way. */
class LitmusProperties {
    @Provide
    Arbitrary<RandomLitmus> tests() {
        return RandomLitmus.any();
    }

    private static LitmusResult check(RandomLitmus test, MemoryModel memory) {
        return LitmusChecker.check(LitmusReader.read("random.litmus", test.text()),
            LitmusOptions.DEFAULT.withExhaustive(true).withMemory(memory));
    }

    private static Set<String> outcomes(RandomLitmus test, MemoryModel memory) {
        return check(test, memory).states().keySet();
    }

    @Property(tries = 300)
    @Label("a stronger statement adds no outcome, a weaker one takes none away")
    void strongerNeverAdds(@ForAll("tests") RandomLitmus test) {
        Set<String> outcomes = outcomes(test, MemoryModel.LKMM);
        boolean fewer = false;
        for (RandomLitmus stronger : test.stronger()) {
            Set<String> left = outcomes(stronger, MemoryModel.LKMM);
            assertTrue(outcomes.containsAll(left), () -> added(outcomes, left) + " in\n" + stronger);
            fewer |= left.size() < outcomes.size();
        }
        Statistics.label("a stronger statement").collect(fewer ? "takes an outcome away" : "makes no difference");
    }

    private static String added(Set<String> outcomes, Set<String> left) {
        Set<String> more = new TreeSet<>(left);
        more.removeAll(outcomes);
        return more.toString();
    }

    @Property(tries = 300)
    @Label("an outcome of sequential consistency is one of TSO, and one of TSO is one of the kernel's model")
    void weakerModelsHaveMore(@ForAll("tests") RandomLitmus test) {
        Set<String> sc = outcomes(test, MemoryModel.SC);
        Set<String> tso = outcomes(test, MemoryModel.TSO);
        Set<String> lkmm = outcomes(test, MemoryModel.LKMM);
        assertTrue(tso.containsAll(sc), () -> added(tso, sc) + " under SC and not under TSO");
        assertTrue(lkmm.containsAll(tso), () -> added(lkmm, tso) + " under TSO and not under LKMM");
        Statistics.label("outcomes").collect(sc.size() < tso.size() ? "SC < TSO" : "SC = TSO",
            tso.size() < lkmm.size() ? "TSO < LKMM" : "TSO = LKMM");
    }

    @Property(tries = 200)
    @Label("the order in which threads are written makes no difference, and counts are the same")
    void threadsMayBeExchanged(@ForAll("tests") RandomLitmus test) {
        LitmusResult here = check(test, MemoryModel.LKMM);
        LitmusResult there = check(test.reversed(), MemoryModel.LKMM);
        assertEquals(here.positive() + " " + here.negative(), there.positive() + " " + there.negative());
        int last = test.threads().size() - 1;
        assertEquals(here.states().keySet().stream().map(LitmusProperties::sorted).collect(Collectors.toSet()),
            there.states().keySet().stream().map(state -> sorted(renamed(state, last))).collect(Collectors.toSet()));
    }

    private static List<String> sorted(String state) {
        return Arrays.stream(state.split(";")).map(String::strip).filter(part -> !part.isEmpty()).sorted().toList();
    }

    /** Names of threads the other way round. */
    private static String renamed(String state, int last) {
        return Arrays.stream(state.split(";")).map(String::strip).filter(part -> !part.isEmpty())
            .map(part -> part.contains(":") ? (last - Integer.parseInt(part.substring(0, part.indexOf(':')).strip()))
                + part.substring(part.indexOf(':')) : part)
            .collect(Collectors.joining("; "));
    }

    @Property(tries = 200)
    @Label("stopping as soon as the answer is known does not change it")
    void stoppingEarlyIsRight(@ForAll("tests") RandomLitmus test) {
        LitmusResult quick = LitmusChecker.check(LitmusReader.read("random.litmus", test.text()), LitmusOptions.DEFAULT);
        assertEquals(check(test, MemoryModel.LKMM).observation(), quick.observation());
    }
}
