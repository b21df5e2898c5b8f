package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.graph.Execution;
import dev.quiesce.axiomatic.path.Setting;
import dev.quiesce.axiomatic.path.Tag;
import dev.quiesce.axiomatic.relation.EventSet;
import dev.quiesce.axiomatic.relation.Relation;
import java.util.Arrays;

/**
 * The sections of the hidden lock that indivisible regions take, in the order in which they follow one another. Entries of
 * ghost tables are touched inside such sections only, so once their order is decided there is but one write that a read of
 * an entry can see: asking for others would only find, later and at more expense, that they are overwritten.
 */
final class Sections {
    private final EventStructure structure;
    private final Execution execution;
    /** The write that takes the lock of the section that an event stands in, -1 for others. */
    private final int[] section;
    private final int[] locks;

    Sections(Execution execution) {
        this.structure = execution.structure();
        this.execution = execution;
        this.section = new int[structure.size()];
        Arrays.fill(section, -1);
        int[] found = new int[structure.size()];
        int count = 0;
        for (int e = structure.initial(), open = -1; e < section.length; e++) {
            if (open >= 0 && structure.thread(open) != structure.thread(e)) {
                open = -1;
            }
            if (Setting.isRegionLock(structure.event(e).location())) {
                if (structure.event(e).tag() == Tag.LOCK_READ) {
                    found[count++] = e;
                }
                open = structure.event(e).tag() == Tag.LOCK_WRITE ? e : -1;
            }
            section[e] = open;
        }
        this.locks = Arrays.copyOf(found, count);
    }

    /** True if an access to an entry is to be decided only after the order of sections is. */
    boolean mustWait(int read) {
        if (section[read] < 0 || !isEntry(read)) {
            return false;
        }
        for (int lock : locks) {
            if (execution.source(lock) == Execution.OPEN) {
                return true;
            }
        }
        return false;
    }

    private boolean isEntry(int event) {
        return execution.isLocated(event) && Setting.isEntry(execution.location(event));
    }

    /** Keeps of the first {@code count} candidates of a read those that the order of sections leaves. */
    int keep(int read, int[] candidates, int count) {
        if (count < 2 || section[read] < 0 || !isEntry(read) || mustWait(read)) {
            return count;
        }
        int newest = -1;
        for (int i = 0; i < count; i++) {
            int write = candidates[i];
            if (!execution.isLocated(write) || write >= structure.initial() && section[write] < 0) {
                return count;
            }
            if (isBefore(write, read) && (newest < 0 || isBefore(newest, write))) {
                newest = write;
            }
        }
        if (newest < 0) {
            return 0;
        }
        candidates[0] = newest;
        return 1;
    }

    private boolean isBefore(int write, int event) {
        if (write < structure.initial()) {
            return true;
        }
        if (event < structure.initial()) {
            return false;
        }
        return section[write] == section[event] ? write < event : rank(section[write]) < rank(section[event]);
    }

    /** How many sections come before the one that a write begins. */
    private int rank(int lock) {
        EventSet reads = structure.tagged(Tag.LOCK_READ);
        Relation pairs = structure.pairs();
        int rank = 0;
        int at = lock;
        while (rank <= locks.length) {
            int read = -1;
            for (int candidate : locks) {
                if (reads.contains(candidate) && pairs.contains(candidate, at)) {
                    read = candidate;
                }
            }
            int source = read < 0 ? -1 : execution.source(read);
            if (source < structure.initial()) {
                return rank;
            }
            at = previousLock(source);
            rank++;
        }
        return rank;
    }

    /** The write that took the lock that an unlock gives back. */
    private int previousLock(int unlock) {
        int at = unlock - 1;
        while (section[at] < 0) {
            at--;
        }
        return section[at];
    }
}
