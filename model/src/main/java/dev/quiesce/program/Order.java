package dev.quiesce.program;

/** An order is what an access asks of the memory model, in the terms of the Linux kernel memory model. */
public enum Order {
    /** An unmarked C access: the compiler may do with it what C allows, and it can race. */
    PLAIN,
    /** An unmarked access inside {@code data_race()}: as plain, but its races are intended and not reported. */
    RACY,
    /** READ_ONCE, WRITE_ONCE, atomic_read, atomic_set, and the _relaxed forms of value-returning atomics. */
    ONCE,
    /** An atomic read-modify-write that returns nothing, such as atomic_inc. */
    NORETURN,
    ACQUIRE,
    RELEASE,
    /** A value-returning atomic without suffix: ordered as if a full barrier stood on either side. */
    FULL;

    /** True for everything but unmarked accesses. */
    public boolean marked() {
        return this != PLAIN && this != RACY;
    }
}
