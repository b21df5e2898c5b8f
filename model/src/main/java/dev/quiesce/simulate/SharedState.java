package dev.quiesce.simulate;

import java.util.Arrays;

/**
 * The shared state is all that more than one thread can see: globals, heap, and the checker's own tables. Immutable.
 *
 * @param phase   which part of the scenario runs
 * @param globals the words of all globals, one after the other as {@link Image} lays them out
 * @param heap    objects by ascending id; freed ones stay as long as something points at them
 * @param ghosts  the ghost map of the program: table, key, value
 * @param system  tables of the machine: {@link SystemTable}, key, value
 */
record SharedState(Phase phase, long[] globals, HeapObject[] heap, LongTable ghosts, LongTable system) {
    /** The parts of a scenario. */
    enum Phase { INIT, THREADS, EXIT, DONE }

    /** Tables of the machine itself, keyed by an address, a domain or a thread. */
    enum SystemTable {
        /** Domain -> mask of the threads inside a read-side section of it. */
        READERS,
        /** Domain and waiting thread packed -> mask of the readers that its grace period still waits for. */
        GRACE_PERIODS,
        /** Lock address -> how many hold it. */
        HELD_LOCKS,
        /** Lock address -> in which contexts it has been taken. */
        LOCK_USAGE,
        /** Lock address -> how many writers wait in its queue. */
        QUEUED_WRITERS,
        /** Name number -> observed value + 1 packed. */
        OBSERVED,
        /** 0 -> slot + 1 of the thread whose indivisible block has not got to memory yet. */
        BLOCK
    }

    HeapObject object(int id) {
        int i = HeapObject.indexOf(id, heap);
        return i < 0 ? null : heap[i];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SharedState s && phase == s.phase && Arrays.equals(globals, s.globals)
            && Arrays.equals(heap, s.heap) && ghosts.equals(s.ghosts) && system.equals(s.system);
    }

    @Override
    public int hashCode() {
        int h = Arrays.hashCode(globals);
        h = h * 31 + Arrays.hashCode(heap);
        h = h * 31 + ghosts.hashCode();
        h = h * 31 + system.hashCode();
        return h * 31 + phase.ordinal();
    }
}
