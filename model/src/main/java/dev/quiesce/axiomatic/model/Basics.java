package dev.quiesce.axiomatic.model;

import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.relation.Algebra;
import dev.quiesce.axiomatic.relation.Relation;

/** The two axioms that all models here share. */
final class Basics {
    private Basics() {}

    /** {@code acyclic po-loc | rf | co | fr}: every location is sequentially consistent by itself. */
    static boolean coherence(Communications com) {
        Algebra a = com.structure().algebra();
        return a.isAcyclic(a.or(com.poLocation(), com.readsFrom(), com.coherence(), com.fromRead()));
    }

    /** {@code empty rmw & (fre ; coe)}: no other thread writes between the halves of a read-modify-write. */
    static boolean atomicity(Communications com) {
        EventStructure s = com.structure();
        Algebra a = s.algebra();
        if (s.pairs().isEmpty()) {
            return true;
        }
        Relation fre = a.and(com.fromRead(), s.external());
        Relation coe = a.and(com.coherence(), s.external());
        return a.and(s.pairs(), a.seq(fre, coe)).isEmpty();
    }
}
