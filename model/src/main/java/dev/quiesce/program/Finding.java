package dev.quiesce.program;

/**
 * A finding is a kind of error that a run of a model can commit, in the order of {@code enum finding} in
 * {@code <quiesce.h>}: the order that decides between errors with equally short counterexamples.
 */
public enum Finding {
    HOLDS("holds"),
    ASSERTION("assertion failed"),
    USE_AFTER_FREE("use-after-free"),
    DOUBLE_FREE("double free"),
    NULL_DEREF("null pointer dereference"),
    WILD_ACCESS("wild access"),
    UNINIT_READ("read of uninitialised memory"),
    MEMORY_LEAK("memory leak"),
    REF_MISUSE("reference count misuse"),
    DATA_RACE("data race"),
    DEADLOCK("deadlock"),
    SLEEP_IN_ATOMIC("sleeping in atomic context"),
    LOCK_MISUSE("lock misuse"),
    RCU_MISUSE("RCU misuse"),
    LIST_CORRUPTION("list corruption"),
    LIVELOCK("livelock");

    private final String words;

    Finding(String words) {
        this.words = words;
    }

    /** How a report names the kind. */
    public String words() {
        return words;
    }
}
