package dev.quiesce.stress.predict;

import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.model.AccessModes;
import dev.quiesce.axiomatic.model.Axioms;
import dev.quiesce.axiomatic.model.Lkmm;
import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.Order;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds the weakest access modes with which Java allows nothing that the kernel's model does not: begins with every load
 * an acquire and every store a release, and makes one after the other opaque as long as that is so.
 */
public final class Certifier {
    private final java.util.function.Function<java.util.function.Function<Communications, Axioms>, WeakOutcomes> outcomes;
    private final Set<Site> accesses;

    /**
     * What was found.
     *
     * @param opaque the accesses that may be opaque
     * @param words  what was compared, for the reader of the emitted test
     */
    public record Certificate(Set<Site> opaque, String words) {}

    private Certifier(java.util.function.Function<java.util.function.Function<Communications, Axioms>, WeakOutcomes> outcomes,
                      Program program) {
        this.outcomes = outcomes;
        this.accesses = accesses(program);
    }

    /**
     * Certifies a scenario.
     *
     * @param timeout for each of the comparisons, of which there is one an access
     * @throws IllegalArgumentException if there is no certificate, with why
     */
    public static Certificate certify(Program program, Scenario scenario, Duration timeout) {
        Completion c = Completion.of(program, scenario);
        return new Certifier(model -> WeakOutcomes.of(c.program(), c.scenario(), timeout, model), program).certify();
    }

    /** Certifies a litmus test. */
    public static Certificate certify(LitmusTest test, Duration timeout) {
        return new Certifier(model -> WeakOutcomes.of(test, timeout, model), test.program()).certify();
    }

    /** Where plain and marked accesses without an order of their own stand. */
    private static Set<Site> accesses(Program program) {
        Set<Site> weak = new LinkedHashSet<>();
        Set<Site> ordered = new HashSet<>();
        for (Function function : program.functions()) {
            for (Instruction i : function.body()) {
                switch (i) {
                    case Instruction.Load l -> (l.order() == Order.ACQUIRE ? ordered : weak).add(l.site());
                    case Instruction.Store s -> (s.order() == Order.RELEASE ? ordered : weak).add(s.site());
                    default -> { }
                }
            }
        }
        weak.removeAll(ordered);
        weak.remove(Site.NONE);
        return weak;
    }

    private Certificate certify() {
        WeakOutcomes kernel = outcomes.apply(Lkmm::new);
        if (!kernel.missing().isEmpty()) {
            throw new IllegalArgumentException("no certificate: " + kernel.missing());
        }
        Set<Site> opaque = new LinkedHashSet<>();
        WeakOutcomes java = under(opaque);
        if (!within(java, kernel)) {
            throw new IllegalArgumentException("no certificate: with every access ordered Java allows more than the kernel's "
                + "model; grace periods are not among the axioms of its access modes");
        }
        for (Site site : accesses) {
            opaque.add(site);
            WeakOutcomes weaker = under(opaque);
            if (within(weaker, kernel)) {
                java = weaker;
            } else {
                opaque.remove(site);
            }
        }
        return new Certificate(opaque, opaque.size() + " of " + accesses.size() + " plain and marked accesses are opaque; then "
            + "Java's access modes allow " + java.outcomes().size() + " outcomes, all of them among the "
            + kernel.outcomes().size() + " of the kernel's model");
    }

    private WeakOutcomes under(Set<Site> opaque) {
        return outcomes.apply(com -> new AccessModes(com, event -> !opaque.contains(event.site())));
    }

    private static boolean within(WeakOutcomes java, WeakOutcomes kernel) {
        return java.missing().isEmpty() && kernel.outcomes().containsAll(java.outcomes());
    }
}
