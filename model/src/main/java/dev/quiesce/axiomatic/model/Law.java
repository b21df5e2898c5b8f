package dev.quiesce.axiomatic.model;

/** The laws of the kernel's memory model, by the names that {@code linux-kernel.cat} gives its axioms. */
public enum Law {
    COHERENCE("coherence", "acyclic (po-loc | rf | co | fr)"),
    ATOMIC("atomic", "empty rmw & (fre ; coe)"),
    HAPPENS_BEFORE("happens-before", "acyclic hb"),
    PROPAGATION("propagation", "acyclic pb"),
    RCU("rcu", "irreflexive rb"),
    PLAIN_COHERENCE("plain-coherence", "empty (wr-incoh | rw-incoh | ww-incoh)");

    private final String words;
    private final String formula;

    Law(String words, String formula) {
        this.words = words;
        this.formula = formula;
    }

    public String words() {
        return words;
    }

    public String formula() {
        return formula;
    }
}
