package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.path.Event;
import dev.quiesce.axiomatic.path.Tag;
import dev.quiesce.axiomatic.path.Unsupported;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Locations are cells of one width: the model knows no accesses that overlap in part. */
final class Cells {
    private Cells() {}

    /** Notes how wide an access to {@code address} is. */
    static void note(Map<Long, Integer> widths, long address, Event event) {
        if (event.bytes() == 0 || event.tag() == Tag.SRCU_LOCK || event.tag() == Tag.SRCU_UNLOCK) {
            return;
        }
        NavigableMap<Long, Integer> sorted = (TreeMap<Long, Integer>) widths;
        Integer known = sorted.putIfAbsent(address, event.bytes());
        Map.Entry<Long, Integer> below = sorted.lowerEntry(address);
        Long above = sorted.higherKey(address);
        boolean overlaps = known != null && known != event.bytes()
            || below != null && below.getKey() + below.getValue() > address
            || above != null && address + event.bytes() > above;
        if (overlaps) {
            throw new Unsupported("accesses of different widths to one location", event.site());
        }
    }
}
