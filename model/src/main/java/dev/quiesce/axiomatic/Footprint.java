package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.path.Event;
import dev.quiesce.axiomatic.path.Path;
import dev.quiesce.axiomatic.path.Value;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The part of memory that some paths can touch. */
final class Footprint {
    private Footprint() {}

    /** {@code memory} without what no access can reach, if every address is known beforehand; else all of it. */
    static SortedMap<Long, Long> of(List<Path> paths, SortedMap<Long, Long> memory) {
        SortedMap<Long, Long> touched = new TreeMap<>();
        for (Path path : paths) {
            for (Event event : path.events()) {
                if (event.location() == null) {
                    continue;
                }
                if (!(event.location() instanceof Value.Known(long address))) {
                    return memory;
                }
                if (memory.containsKey(address)) {
                    touched.put(address, memory.get(address));
                }
            }
        }
        return touched;
    }
}
