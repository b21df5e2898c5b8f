package dev.quiesce.axiomatic.path;

import dev.quiesce.axiomatic.path.Event.Kind;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;

/** Records the accesses of one walk as events. */
final class Recorder implements Sink {
    private static final int MOST = 1000;
    private static final BitSet NONE = new BitSet();

    private final int thread;
    private final UnaryOperator<Site> shown;
    private final List<Event> events = new ArrayList<>();
    private BitSet control = NONE;

    /** @param shown where a reader looks for an access that a header performs */
    Recorder(int thread, UnaryOperator<Site> shown) {
        this.thread = thread;
        this.shown = shown;
    }

    List<Event> events() {
        return events;
    }

    @Override
    public void control(BitSet reads) {
        control = reads;
    }

    @Override
    public Term read(Tag tag, Term address, int bytes, boolean atomic, Site site) {
        return read(tag, address, bytes, atomic, -1, site);
    }

    @Override
    public Term readForWrite(Tag tag, Term address, int bytes, boolean atomic, Site site) {
        return read(tag, address, bytes, atomic, events.size() + 1, site);
    }

    private Term read(Tag tag, Term address, int bytes, boolean atomic, int partner, Site site) {
        int index = events.size();
        add(new Event(thread, index, Kind.READ, tag, address.value(), bytes, null, address.reads(), NONE, control, atomic,
            partner, shown.apply(site)));
        return new Term(new Value.Read(thread, index), Term.single(index));
    }

    @Override
    public void write(Tag tag, Term address, int bytes, Term value, Site site) {
        write(tag, address, bytes, value, false, -1, site);
    }

    @Override
    public void writeAfterRead(Tag tag, Term address, int bytes, Term value, boolean atomic, Site site) {
        write(tag, address, bytes, value, atomic, events.size() - 1, site);
    }

    private void write(Tag tag, Term address, int bytes, Term value, boolean atomic, int partner, Site site) {
        add(new Event(thread, events.size(), Kind.WRITE, tag, address.value(), bytes, value.value(), address.reads(),
            value.reads(), control, atomic, partner, shown.apply(site)));
    }

    @Override
    public void fence(Tag tag, Site site) {
        add(new Event(thread, events.size(), Kind.FENCE, tag, null, 0, null, NONE, NONE, control, false, -1,
            shown.apply(site)));
    }

    @Override
    public void fence(Tag tag, Term address, Site site) {
        add(new Event(thread, events.size(), Kind.FENCE, tag, address.value(), 0, null, address.reads(), NONE, control,
            false, -1, shown.apply(site)));
    }

    /** Makes one operation of a read and a later write of the same thread. */
    void pair(int read, int write) {
        events.set(read, events.get(read).withPartner(write));
    }

    private void add(Event event) {
        if (events.size() == MOST) {
            throw new TooLarge("a thread performs more than " + MOST + " events");
        }
        events.add(event);
    }
}
