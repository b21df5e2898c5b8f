package dev.quiesce.axiomatic.path;

import dev.quiesce.axiomatic.path.Value.Known;
import dev.quiesce.program.Address;
import dev.quiesce.program.Site;
import java.util.BitSet;

/** Carries accesses out on a memory, for code that runs alone. Every value is known here. */
final class Performer implements Sink {
    private final Memory memory;

    Performer(Memory memory) {
        this.memory = memory;
    }

    @Override
    public void control(BitSet reads) {
        // Nothing depends on anything where nobody watches.
    }

    @Override
    public Term read(Tag tag, Term address, int bytes, boolean atomic, Site site) {
        return Term.constant(memory.load(known(address)));
    }

    @Override
    public Term readForWrite(Tag tag, Term address, int bytes, boolean atomic, Site site) {
        return read(tag, address, bytes, atomic, site);
    }

    @Override
    public void write(Tag tag, Term address, int bytes, Term value, Site site) {
        if (tag == Tag.FREE) {
            memory.free(Address.object(known(address)), site);
        } else {
            memory.store(known(address), known(value));
        }
    }

    @Override
    public void writeAfterRead(Tag tag, Term address, int bytes, Term value, boolean atomic, Site site) {
        write(tag, address, bytes, value, site);
    }

    @Override
    public void fence(Tag tag, Site site) {
        // Alone, everything is in order.
    }

    @Override
    public void fence(Tag tag, Term address, Site site) {
        // The same.
    }

    private static long known(Term term) {
        if (term.value() instanceof Known(long value)) {
            return value;
        }
        throw new IllegalStateException("value is not known: " + term);
    }
}
