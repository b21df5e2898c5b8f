package dev.quiesce.axiomatic.path;

import dev.quiesce.program.Site;
import java.util.BitSet;

/**
 * An event is one read, write or fence of a thread.
 *
 * @param index    position in the thread
 * @param location the address accessed; null for fences without one
 * @param bytes    how many bytes are accessed, 0 if that does not matter
 * @param value    what a write stores; null for others
 * @param address  indices of the reads of this thread that the address depends on
 * @param data     the same for the value stored
 * @param control  the same for the branches it stands under
 * @param atomic   true for both halves of a read-modify-write, and for the read of one that fails
 * @param partner  index of the other half of a read-modify-write or of a lock that is taken, -1 if there is none
 */
public record Event(int thread, int index, Kind kind, Tag tag, Value location, int bytes, Value value, BitSet address,
                    BitSet data, BitSet control, boolean atomic, int partner, Site site) {
    public enum Kind {
        READ, WRITE, FENCE
    }

    Event withPartner(int other) {
        return new Event(thread, index, kind, tag, location, bytes, value, address, data, control, atomic, other, site);
    }

    public boolean isRead() {
        return kind == Kind.READ;
    }

    public boolean isWrite() {
        return kind == Kind.WRITE;
    }
}
