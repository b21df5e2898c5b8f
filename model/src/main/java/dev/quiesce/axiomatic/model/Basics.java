package dev.quiesce.axiomatic.model;

import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.model.Cycle.Link;
import dev.quiesce.axiomatic.relation.Algebra;
import dev.quiesce.axiomatic.relation.Relation;
import java.util.List;

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

    /** A read-modify-write with a write of another thread between its halves. */
    static List<Link> between(Communications com) {
        EventStructure s = com.structure();
        for (int r = s.pairs().size() - 1; r >= 0; r--) {
            int w = s.pairs().next(r, 0);
            for (int other = com.fromRead().next(r, 0); w >= 0 && other >= 0; other = com.fromRead().next(r, other + 1)) {
                if (com.coherence().contains(other, w) && s.external().contains(r, other)) {
                    return List.of(new Link(r, other, "fre"), new Link(other, w, "coe"), new Link(w, r, "rmw, backwards"));
                }
            }
        }
        return List.of();
    }
}
