package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.simulate.SharedState.SystemTable;

/** Other names for threads and objects, and what a state becomes with them: slots, names of objects, and addresses. */
public abstract class Renaming {
    /** The slot that becomes of one; -1, which is no slot, stays. */
    public int slot(int slot) {
        return slot;
    }

    /** The name that becomes of an object's; those of globals stay, as does -1. */
    public abstract int object(int id);

    long value(long value) {
        return Address.isAddress(value) ? Address.of(object(Address.object(value)), Address.offset(value)) : value;
    }

    private long[] values(long[] values) {
        long[] renamed = values;
        for (int i = 0; i < values.length; i++) {
            long v = value(values[i]);
            if (v != values[i]) {
                renamed = renamed == values ? values.clone() : renamed;
                renamed[i] = v;
            }
        }
        return renamed;
    }

    /** A set of slots; bits that stand for none stay. */
    long mask(long mask) {
        return mask;
    }

    // ---- parts of states

    long systemKey(SystemTable table, long key) {
        return switch (table) {
            case READERS, HELD_LOCKS, LOCK_USAGE, QUEUED_WRITERS -> value(key);
            case GRACE_PERIODS -> Readers.renamed(key, this);
            case OBSERVED, BLOCK -> key;
        };
    }

    long systemValue(SystemTable table, long value) {
        return switch (table) {
            case READERS, GRACE_PERIODS -> mask(value);
            case BLOCK -> slot((int) value - 1) + 1L;
            case HELD_LOCKS, LOCK_USAGE, QUEUED_WRITERS, OBSERVED -> value;
        };
    }

    ThreadState thread(ThreadState t) {
        Frame[] frames = t.frames.clone();
        for (int i = 0; i < frames.length; i++) {
            Frame f = frames[i];
            frames[i] = new Frame(f.function, f.pc, values(f.registers), objects(f.automatics));
        }
        return new ThreadState(t.kind, frames, values(t.held), values(t.domains), t.disabled, t.wait,
            t.buffer.renamed(this));
    }

    private int[] objects(int[] ids) {
        int[] renamed = ids.clone();
        for (int i = 0; i < ids.length; i++) {
            renamed[i] = object(ids[i]);
        }
        return renamed;
    }

    HeapObject object(HeapObject o) {
        return new HeapObject(object(o.id), o.size, o.status, slot(o.owner - 1) + 1, o.automatic, value(o.cache),
            o.typesafe, values(o.words), o.undefined);
    }
}
