package dev.quiesce.axiomatic.model;

/** What herd7 flags in an execution, by its words for it. */
public enum Flag {
    DATA_RACE("data-race"),
    MIXED_ACCESSES("mixed-accesses"),
    UNMATCHED_RCU_LOCK("unmatched-rcu-lock"),
    UNMATCHED_RCU_UNLOCK("unmatched-rcu-unlock"),
    UNMATCHED_SRCU_LOCK("unmatched-srcu-lock"),
    UNMATCHED_SRCU_UNLOCK("unmatched-srcu-unlock"),
    MULTIPLE_SRCU_MATCHES("multiple-srcu-matches"),
    INVALID_SLEEP("invalid-sleep"),
    SRCU_BAD_VALUE_MATCH("srcu-bad-value-match"),
    MIXED_LOCK_ACCESSES("mixed-lock-accesses"),
    LOCK_FINAL("lock-final"),
    UNMATCHED_UNLOCK("unmatched-unlock");

    private final String words;

    Flag(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
