package dev.quiesce.axiomatic.model;

import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.relation.Algebra;
import dev.quiesce.axiomatic.relation.Relation;

/** Sequential consistency: all events stand in one order that program order and every communication agree with. */
public final class Sequential implements Axioms {
    private final Communications com;
    private final EventStructure s;
    private final GracePeriods grace;
    private Relation order;

    public Sequential(Communications communications) {
        this.com = communications;
        this.s = communications.structure();
        this.grace = new GracePeriods(communications);
    }

    @Override
    public boolean allow() {
        Algebra a = s.algebra();
        order = a.or(s.po(), com.readsFrom(), com.coherence(), com.fromRead());
        return a.isAcyclic(order) && Basics.atomicity(com) && grace.canKeep(order);
    }

    @Override
    public Relation endsBefore() {
        return grace.forced(order);
    }
}
