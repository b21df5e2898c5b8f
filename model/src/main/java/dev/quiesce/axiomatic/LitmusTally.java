package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.graph.Execution;
import dev.quiesce.axiomatic.model.Axioms;
import dev.quiesce.axiomatic.model.Cycle;
import dev.quiesce.axiomatic.model.Flag;
import dev.quiesce.axiomatic.relation.Relation;
import dev.quiesce.program.Condition;
import dev.quiesce.program.Condition.LocationTerm;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.LitmusTest.Quantifier;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what a check of a litmus test finds, and knows what is still worth finding. */
final class LitmusTally {
    private final LitmusTest test;
    private final boolean exhaustive;
    private final ObservedTerms observed;
    private final boolean lockFinal;
    private long positive;
    private long negative;
    private final SortedMap<String, Long> states = new TreeMap<>();
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private ExecutionGraph witness;
    private Cycle broken;
    /** What is looked for is one execution that answers the question, and nothing else. */
    private final boolean oneWitness;

    LitmusTally(LitmusTest test, boolean exhaustive) {
        this(test, exhaustive, false);
    }

    /** A tally for which one witness is enough. */
    static LitmusTally ofWitness(LitmusTest test) {
        return new LitmusTally(test, false, true);
    }

    private LitmusTally(LitmusTest test, boolean exhaustive, boolean oneWitness) {
        this.oneWitness = oneWitness;
        this.test = test;
        this.exhaustive = exhaustive;
        this.observed = ObservedTerms.of(test);
        this.lockFinal = observed.terms().stream().anyMatch(LocationTerm.class::isInstance);
    }

    /** The inquiry into one event structure. */
    Inquiry inquiry(Execution execution, Map<Long, Long> memory) {
        return new StructureInquiry(new Finals(execution, memory));
    }

    long positive() {
        return positive;
    }

    long negative() {
        return negative;
    }

    SortedMap<String, Long> states() {
        return states;
    }

    Set<Flag> flags() {
        return flags;
    }

    Optional<ExecutionGraph> witness() {
        return Optional.ofNullable(witness);
    }

    /** The law that the witness breaks, if the model was told to let it. */
    Optional<Cycle> broken() {
        return Optional.ofNullable(broken);
    }

    private boolean wantsPositive() {
        return oneWitness ? witness == null && test.quantifier() != Quantifier.FORALL : exhaustive || positive == 0;
    }

    private boolean wantsNegative() {
        return oneWitness ? witness == null && test.quantifier() == Quantifier.FORALL : exhaustive || negative == 0;
    }

    /** True if the verdict is known; flags may still be looked for. */
    boolean answered() {
        return !wantsPositive() && !wantsNegative();
    }

    private final class StructureInquiry implements Inquiry {
        private final Finals finals;
        private Axioms axioms;

        StructureInquiry(Finals finals) {
            this.finals = finals;
        }

        @Override
        public void begin(Axioms model) {
            axioms = model;
        }

        private boolean wantsFlags() {
            return !oneWitness && (exhaustive || !flags.containsAll(axioms.possibleFlags()));
        }

        @Override
        public boolean pursue(Execution execution) {
            return pursue(null, wantsFlags());
        }

        @Override
        public boolean pursue(Communications communications) {
            return pursue(communications.coherence(), wantsFlags());
        }

        private boolean pursue(Relation coherence, boolean anyway) {
            Condition filter = test.filter().orElse(Condition.TRUE);
            if (finals.truth(filter, coherence) == Truth.FALSE) {
                return false;
            }
            if (anyway) {
                return true;
            }
            Truth truth = finals.truth(test.condition(), coherence);
            return wantsPositive() && truth != Truth.FALSE || wantsNegative() && truth != Truth.TRUE;
        }

        @Override
        public void take(Communications communications, Axioms model) {
            Relation coherence = communications.coherence();
            Condition filter = test.filter().orElse(Condition.TRUE);
            if (finals.truth(filter, coherence) != Truth.TRUE || !model.allowFinished()) {
                return;
            }
            boolean holds = finals.truth(test.condition(), coherence) == Truth.TRUE;
            if (wantsFlags()) {
                flags.addAll(model.flags());
            }
            if (lockFinal && observed.locksIn(communications.execution())) {
                flags.add(Flag.LOCK_FINAL);
            }
            if (holds) {
                positive++;
            } else {
                negative++;
            }
            String state = observed.state(finals, coherence);
            states.merge(state, 1L, Long::sum);
            if (witness == null && holds != (test.quantifier() == Quantifier.FORALL)) {
                witness = GraphBuilder.build(communications, model, observed::name, observed::name, state);
                broken = oneWitness ? model.broken().orElse(null) : null;
            }
        }

        @Override
        public boolean done() {
            return answered() && !wantsFlags();
        }
    }
}
