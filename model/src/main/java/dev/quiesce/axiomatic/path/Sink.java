package dev.quiesce.axiomatic.path;

import dev.quiesce.program.Order;
import dev.quiesce.program.Site;
import java.util.BitSet;

/** A sink takes the accesses that a walk performs: to record them as events, or to carry them out. */
interface Sink {
    /** The reads that decided whether we are here. */
    void control(BitSet reads);

    /** A read, and what it returns. */
    Term read(Tag tag, Term address, int bytes, boolean atomic, Site site);

    /** The read of a pair of which the write comes next. */
    Term readForWrite(Tag tag, Term address, int bytes, boolean atomic, Site site);

    void write(Tag tag, Term address, int bytes, Term value, Site site);

    /** The write of a pair of which the read came last. */
    void writeAfterRead(Tag tag, Term address, int bytes, Term value, boolean atomic, Site site);

    void fence(Tag tag, Site site);

    /** A fence that concerns one location. */
    void fence(Tag tag, Term address, Site site);

    static Tag tag(Order order) {
        return switch (order) {
            case PLAIN -> Tag.PLAIN;
            case RACY -> Tag.RACY;
            case ONCE -> Tag.ONCE;
            case NORETURN -> Tag.NORETURN;
            case ACQUIRE -> Tag.ACQUIRE;
            case RELEASE -> Tag.RELEASE;
            case FULL -> Tag.FULL;
        };
    }
}
