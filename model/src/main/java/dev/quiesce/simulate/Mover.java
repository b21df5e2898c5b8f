package dev.quiesce.simulate;

/**
 * What kind of move an instruction is: what it may be merged with into one step (Lipton, "Reduction", CACM 18(12), 1975).
 */
enum Mover {
    /** Nobody else can tell when it happens: it belongs to any step. */
    LOCAL,
    /** A choice of the thread's own, made as late as it can be. */
    CHOICE,
    /**
     * An allocation while no freed memory is about. What it can get grows while others free, so it must not come right
     * after what the thread did last, nor wait with it for a lock, but right before what it does next. There nothing is
     * lost: where freed memory is about, it is a step of its own.
     */
    LATE,
    /** A right mover: it commutes with what others do after it. */
    ACQUIRE,
    /** A left mover: it commutes with what others did before it. */
    RELEASE,
    /** The one access of a step that all others move to. */
    NEITHER
}
