package dev.quiesce.axiomatic.path;

import dev.quiesce.axiomatic.path.Event.Kind;
import dev.quiesce.program.Order;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Records the events of one walk. */
final class Recorder {
    private static final int MOST = 1000;

    private final int thread;
    private final List<Event> events = new ArrayList<>();
    private BitSet control = new BitSet();

    Recorder(int thread) {
        this.thread = thread;
    }

    List<Event> events() {
        return events;
    }

    /** The reads that decided whether we are here. */
    void control(BitSet reads) {
        control = reads;
    }

    /** A read, and what it returns. */
    Term read(Tag tag, Term address, boolean atomic, Site site) {
        return read(tag, address, atomic, -1, site);
    }

    private Term read(Tag tag, Term address, boolean atomic, int partner, Site site) {
        int index = events.size();
        add(new Event(thread, index, Kind.READ, tag, address.value(), null, address.reads(), Term.ZERO.reads(), control,
            atomic, partner, site));
        return new Term(new Value.Read(thread, index), Term.single(index));
    }

    void write(Tag tag, Term address, Term value, Site site) {
        write(tag, address, value, false, -1, site);
    }

    private void write(Tag tag, Term address, Term value, boolean atomic, int partner, Site site) {
        add(new Event(thread, events.size(), Kind.WRITE, tag, address.value(), value.value(), address.reads(),
            value.reads(), control, atomic, partner, site));
    }

    void fence(Tag tag, Site site) {
        add(new Event(thread, events.size(), Kind.FENCE, tag, null, null, Term.ZERO.reads(), Term.ZERO.reads(), control,
            false, -1, site));
    }

    /** A fence that concerns one location. */
    void fence(Tag tag, Term address, Site site) {
        add(new Event(thread, events.size(), Kind.FENCE, tag, address.value(), null, address.reads(), Term.ZERO.reads(),
            control, false, -1, site));
    }

    /** The read of a pair of which the write is the next event. */
    Term readForWrite(Tag tag, Term address, boolean atomic, Site site) {
        return read(tag, address, atomic, events.size() + 1, site);
    }

    /** The write of a pair of which the read was the last event. */
    void writeAfterRead(Tag tag, Term address, Term value, boolean atomic, Site site) {
        write(tag, address, value, atomic, events.size() - 1, site);
    }

    private void add(Event event) {
        if (events.size() == MOST) {
            throw new TooLarge("a thread performs more than " + MOST + " events");
        }
        events.add(event);
    }

    static Tag tag(Order order) {
        return switch (order) {
            case PLAIN, RACY -> Tag.PLAIN;
            case ONCE -> Tag.ONCE;
            case NORETURN -> Tag.NORETURN;
            case ACQUIRE -> Tag.ACQUIRE;
            case RELEASE -> Tag.RELEASE;
            case FULL -> Tag.FULL;
        };
    }
}
