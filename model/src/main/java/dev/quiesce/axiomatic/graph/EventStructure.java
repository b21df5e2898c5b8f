package dev.quiesce.axiomatic.graph;

import dev.quiesce.axiomatic.path.Event;
import dev.quiesce.axiomatic.path.Path;
import dev.quiesce.axiomatic.path.Tag;
import dev.quiesce.axiomatic.path.Value;
import dev.quiesce.axiomatic.relation.Algebra;
import dev.quiesce.axiomatic.relation.EventSet;
import dev.quiesce.axiomatic.relation.Relation;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * An event structure is the events of one path of every thread, and what is known of them before anything is decided.
 * Events are numbered: first a write for the initial value of every location, then thread by thread in program order.
 */
public final class EventStructure {
    private final List<Path> paths;
    private final Event[] events;
    private final Path[] byThread;
    private final int[] first;
    private final int initial;
    private final long[] initialAddresses;
    private final long[] initialValues;
    private final Algebra algebra;
    private final Map<Tag, EventSet> tags = new EnumMap<>(Tag.class);

    private final EventSet reads;
    private final EventSet writes;
    private final EventSet memory;
    private final EventSet initialWrites;
    private final EventSet atomics;
    private final EventSet plain;
    private final EventSet marked;
    private final Relation po;
    private final Relation internal;
    private final Relation external;
    private final Relation pairs;
    private final Relation address;
    private final Relation data;
    private final Relation control;

    /**
     * The structure of {@code paths}, one a thread.
     *
     * @param memory what the locations hold at first, by address
     */
    public EventStructure(List<Path> paths, SortedMap<Long, Long> memory) {
        this.paths = List.copyOf(paths);
        this.initial = memory.size();
        this.initialAddresses = memory.keySet().stream().mapToLong(Long::longValue).toArray();
        this.initialValues = memory.values().stream().mapToLong(Long::longValue).toArray();
        this.first = new int[1 + paths.stream().mapToInt(Path::thread).max().orElse(-1)];
        this.byThread = new Path[first.length];
        int size = initial + paths.stream().mapToInt(path -> path.events().size()).sum();
        this.events = new Event[size];
        int next = initial;
        for (Path path : paths) {
            first[path.thread()] = next;
            byThread[path.thread()] = path;
            for (Event event : path.events()) {
                events[next++] = event;
            }
        }
        this.algebra = new Algebra(size);
        for (Tag tag : Tag.values()) {
            tags.put(tag, EventSet.of(size, e -> e >= initial && events[e].tag() == tag));
        }
        this.initialWrites = EventSet.of(size, e -> e < initial);
        this.reads = EventSet.of(size, e -> e >= initial && events[e].isRead());
        this.writes = EventSet.of(size, e -> e < initial || events[e].isWrite());
        this.memory = reads.or(writes);
        this.atomics = EventSet.of(size, e -> e >= initial && events[e].atomic());
        this.plain = tagged(Tag.PLAIN, Tag.RACY, Tag.GHOST);
        this.marked = EventSet.of(size, e -> true).minus(plain);
        this.po = algebra.empty();
        this.internal = algebra.empty();
        this.external = algebra.empty();
        this.pairs = algebra.empty();
        this.address = algebra.empty();
        this.data = algebra.empty();
        this.control = algebra.empty();
        relate();
    }

    private void relate() {
        for (int a = 0; a < events.length; a++) {
            for (int b = 0; b < events.length; b++) {
                boolean same = a == b || thread(a) >= 0 && thread(a) == thread(b);
                (same ? internal : external).add(a, b);
                if (same && a < b) {
                    po.add(a, b);
                }
            }
        }
        for (int e = initial; e < events.length; e++) {
            Event event = events[e];
            int base = first[event.thread()];
            depend(address, event.address(), base, e);
            depend(data, event.data(), base, e);
            depend(control, event.control(), base, e);
            if (event.isRead() && event.partner() >= 0) {
                pairs.add(e, base + event.partner());
            }
        }
    }

    private static void depend(Relation relation, BitSet reads, int base, int event) {
        for (int read = reads.nextSetBit(0); read >= 0; read = reads.nextSetBit(read + 1)) {
            relation.add(base + read, event);
        }
    }

    public int size() {
        return events.length;
    }

    public List<Path> paths() {
        return paths;
    }

    /** The path of a thread, null if the thread is not there. */
    public Path path(int thread) {
        return byThread[thread];
    }

    /** The number of initial writes, which is the number of the first other event. */
    public int initial() {
        return initial;
    }

    /** The event of that number; null for an initial write. */
    public Event event(int number) {
        return events[number];
    }

    /** The thread of an event, -1 for an initial write. */
    public int thread(int number) {
        return number < initial ? -1 : events[number].thread();
    }

    /** The number of an event of a thread. */
    public int number(int thread, int index) {
        return first[thread] + index;
    }

    public int number(Value.Read read) {
        return first[read.thread()] + read.index();
    }

    public long initialAddress(int number) {
        return initialAddresses[number];
    }

    public long initialValue(int number) {
        return initialValues[number];
    }

    /** True if some location has that address. */
    public boolean isLocation(long address) {
        return java.util.Arrays.binarySearch(initialAddresses, address) >= 0;
    }

    /** Makes the relations of this structure's executions. */
    public Algebra algebra() {
        return algebra;
    }

    /** The events that carry one of {@code wanted}. */
    public EventSet tagged(Tag... wanted) {
        EventSet all = tags.get(wanted[0]);
        for (int i = 1; i < wanted.length; i++) {
            all = all.or(tags.get(wanted[i]));
        }
        return all;
    }

    public EventSet reads() {
        return reads;
    }

    /** All writes, the initial ones included. */
    public EventSet writes() {
        return writes;
    }

    /** All accesses, the initial writes included: {@code M} in cat. */
    public EventSet memory() {
        return memory;
    }

    public EventSet initialWrites() {
        return initialWrites;
    }

    /** Both halves of all read-modify-writes and the reads of those that failed: {@code RMW}. */
    public EventSet atomics() {
        return atomics;
    }

    public EventSet plain() {
        return plain;
    }

    /** Everything but plain accesses. */
    public EventSet marked() {
        return marked;
    }

    public Relation po() {
        return po;
    }

    /** Pairs of events of one thread, an event and itself included; an initial write is a thread of its own. */
    public Relation internal() {
        return internal;
    }

    public Relation external() {
        return external;
    }

    /** From the read to the write of a read-modify-write and of a lock that is taken. */
    public Relation pairs() {
        return pairs;
    }

    public Relation address() {
        return address;
    }

    public Relation data() {
        return data;
    }

    public Relation control() {
        return control;
    }

    /** {@code fencerel(fences)}: pairs with one of {@code fences} in between. */
    public Relation separated(EventSet fences) {
        return algebra.seq(algebra.range(po, fences), po);
    }
}
