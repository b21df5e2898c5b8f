package dev.quiesce.simulate;

/** A permutation of thread slots, and with them of the objects whose names they have given out. Immutable. */
final class Permutation extends Renaming {
    private final int globalCount;
    private final int[] slots;

    /** @param slots by slot, the slot that it becomes; those beyond stay */
    Permutation(int globalCount, int[] slots) {
        this.globalCount = globalCount;
        this.slots = slots;
    }

    @Override
    public int slot(int slot) {
        return slot >= 0 && slot < slots.length ? slots[slot] : slot;
    }

    @Override
    public int object(int id) {
        int sequence = (id - globalCount) % Long.SIZE;
        return id < globalCount ? id : id - sequence + slot(sequence);
    }

    @Override
    long mask(long mask) {
        long renamed = mask;
        for (int slot = 0; slot < slots.length; slot++) {
            renamed &= ~(1L << slot);
        }
        for (int slot = 0; slot < slots.length; slot++) {
            renamed |= (mask >>> slot & 1) << slots[slot];
        }
        return renamed;
    }
}
