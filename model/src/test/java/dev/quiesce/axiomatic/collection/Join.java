package dev.quiesce.axiomatic.collection;

import java.util.List;

/**
 * How two accesses of a thread are joined: the kinds of access that it fits, its C text, and what the kernel's documentation
 * says it orders. {@code @} in a text is the number of the thread: locks and counters are the thread's own unless they
 * are meant to be shared.
 */
public enum Join {
    PO("po", "RW", "RW", Strength.NONE),
    BARRIER("barrier", "RW", "RW", Strength.NONE, "barrier();"),
    MB("mb", "RW", "RW", Strength.STRONG, "smp_mb();"),
    WMB("wmb", "W", "W", Strength.STORES, "smp_wmb();"),
    RMB("rmb", "R", "R", Strength.LOCAL, "smp_rmb();"),
    RELEASE("rel", "RW", "W", Strength.RELEASE),
    ASSIGN("assign", "W", "W", Strength.RELEASE),
    XCHG_RELEASE("xchgrel", "RW", "W", Strength.RELEASE),
    ACQUIRE("acq", "R", "RW", Strength.LOCAL),
    ADDRESS("addr", "R", "RW", Strength.LOCAL),
    DEREFERENCE("deref", "R", "R", Strength.LOCAL),
    DATA("data", "R", "W", Strength.LOCAL),
    /** Orders stores only: a load under a branch may be made before the branch is decided. */
    CONTROL("ctrl", "R", "W", Strength.LOCAL),
    CONTROL_READ("ctrl", "R", "R", Strength.NONE),
    CONTROL_RMB("ctrlrmb", "R", "R", Strength.LOCAL, "smp_rmb();"),
    STORE_MB("storemb", "W", "RW", Strength.STRONG),
    XCHG("xchg", "W", "RW", Strength.STRONG),
    XCHG_RELAXED("xchgrelaxed", "W", "RW", Strength.NONE),
    BEFORE_ATOMIC("beforeatomic", "RW", "RW", Strength.STRONG, "smp_mb__before_atomic();", "atomic_inc(a@);"),
    AFTER_ATOMIC("afteratomic", "RW", "RW", Strength.STRONG, "atomic_inc(a@);", "smp_mb__after_atomic();"),
    FULL_ATOMIC("atomicret", "RW", "RW", Strength.STRONG, "r9 = atomic_inc_return(a@);"),
    ADD_UNLESS("addunless", "RW", "RW", Strength.STRONG, "r9 = atomic_add_unless(a@, 1, 5);"),
    RELAXED_ATOMIC("atomicrelaxed", "RW", "RW", Strength.NONE, "r9 = atomic_inc_return_relaxed(a@);"),
    /** An acquire orders what is behind it, and the first access is before it. */
    ACQUIRE_ATOMIC("atomicacq", "RW", "RW", Strength.NONE, "r9 = atomic_fetch_add_acquire(1, a@);"),
    RELEASE_ATOMIC("atomicrel", "RW", "RW", Strength.NONE, "r9 = atomic_fetch_add_release(1, a@);"),
    ATOMIC("atomicinc", "RW", "RW", Strength.NONE, "atomic_inc(a@);"),
    CMPXCHG("cmpxchg", "RW", "RW", Strength.STRONG, "r9 = cmpxchg(a@, 0, 6);"),
    FAILED_CMPXCHG("cmpxchgfail", "RW", "RW", Strength.NONE, "r9 = cmpxchg(a@, 5, 6);"),
    SECTION("lockunlock", "RW", "RW", Strength.NONE, "spin_lock(l@);", "spin_unlock(l@);"),
    UNLOCK_LOCK("unlocklock", "RW", "RW", Strength.STORES,
        "spin_lock(l@);", "spin_unlock(l@);", "spin_lock(m@);", "spin_unlock(m@);"),
    AFTER_SPINLOCK("afterspinlock", "RW", "RW", Strength.STRONG,
        "spin_lock(l@);", "smp_mb__after_spinlock();", "spin_unlock(l@);"),
    AFTER_UNLOCK_LOCK("afterunlocklock", "RW", "RW", Strength.STRONG,
        "spin_lock(l@);", "spin_unlock(l@);", "spin_lock(m@);", "smp_mb__after_unlock_lock();", "spin_unlock(m@);"),
    SRCU_FENCE("aftersrcu", "RW", "RW", Strength.STRONG,
        "r8 = srcu_read_lock(u@);", "srcu_read_unlock(u@, r8);", "smp_mb__after_srcu_read_unlock();"),
    GRACE("syncrcu", "RW", "RW", Strength.GRACE, "synchronize_rcu();"),
    GRACE_EXPEDITED("syncexp", "RW", "RW", Strength.GRACE, "synchronize_rcu_expedited();"),
    READER("rcu", "RW", "RW", Strength.READER),
    SLEEPABLE_GRACE("syncsrcu", "RW", "RW", Strength.SLEEPABLE_GRACE, "synchronize_srcu(s);"),
    SLEEPABLE_GRACE_EXPEDITED("syncsrcuexp", "RW", "RW", Strength.SLEEPABLE_GRACE, "synchronize_srcu_expedited(s);"),
    SLEEPABLE_READER("srcu", "RW", "RW", Strength.SLEEPABLE_READER);

    /** What a join orders. */
    enum Strength {
        NONE,
        /** In the thread, as others may not see: dependencies, acquires, smp_rmb(). */
        LOCAL,
        /** Besides, stores reach others in order: smp_wmb(), an unlock and a lock. */
        STORES,
        /** Besides, what the thread has seen reaches others first. */
        RELEASE,
        /** Besides, what is before has reached everybody. */
        STRONG,
        /** Besides, no reader that began before is still there. */
        GRACE, SLEEPABLE_GRACE,
        /** Nothing by itself. */
        READER, SLEEPABLE_READER
    }

    private final String word;
    private final String first;
    private final String second;
    private final Strength strength;
    private final List<String> between;

    Join(String word, String first, String second, Strength strength, String... between) {
        this.word = word;
        this.first = first;
        this.second = second;
        this.strength = strength;
        this.between = List.of(between);
    }

    /** What it is called in names of tests. */
    public String word() {
        return word;
    }

    Strength strength() {
        return strength;
    }

    /** Statements between the two accesses. */
    List<String> between() {
        return between;
    }

    boolean fits(char from, char to) {
        return first.indexOf(from) >= 0 && second.indexOf(to) >= 0;
    }
}
