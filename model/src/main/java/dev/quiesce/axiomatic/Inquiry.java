package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.graph.Execution;
import dev.quiesce.axiomatic.model.Axioms;

/** An inquiry is what a search is for: it says where to look, and takes what is found. */
interface Inquiry {
    /** Told once which model the executions are judged by. */
    void begin(Axioms axioms);

    /** False if no execution that this unfinished one can become is of interest. */
    boolean pursue(Execution execution);

    /** The same once all reads are decided and the coherence order is known in part. */
    boolean pursue(Communications communications);

    /** Takes a finished execution that has passed {@link Axioms#allow}; it may still fail {@link Axioms#allowFinished}. */
    void take(Communications communications, Axioms axioms);

    /** True if nothing more needs to be found. */
    boolean done();
}
