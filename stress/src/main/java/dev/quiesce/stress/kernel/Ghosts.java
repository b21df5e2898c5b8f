package dev.quiesce.stress.kernel;

import java.util.Arrays;

/** The ghost map of a run: small tables of the checker's own. Used under the region lock only, and undone with it. */
final class Ghosts {
    private long[] entries = new long[3 * 8];
    private int used;
    private long[] undo = new long[3 * 8];
    private int undos;

    private int find(long table, long key) {
        for (int i = 0; i < used; i += 3) {
            if (entries[i] == table && entries[i + 1] == key) {
                return i;
            }
        }
        return -1;
    }

    long get(long table, long key) {
        int i = find(table, key);
        return i < 0 ? 0 : entries[i + 2];
    }

    void set(long table, long key, long value) {
        if (undos == undo.length) {
            undo = Arrays.copyOf(undo, undos * 2);
        }
        undo[undos++] = table;
        undo[undos++] = key;
        undo[undos++] = get(table, key);
        put(table, key, value);
    }

    private void put(long table, long key, long value) {
        int i = find(table, key);
        if (i < 0) {
            if (used == entries.length) {
                entries = Arrays.copyOf(entries, used * 2);
            }
            i = used;
            used += 3;
            entries[i] = table;
            entries[i + 1] = key;
        }
        entries[i + 2] = value;
    }

    /** What was set since the last call stays. */
    void keep() {
        undos = 0;
    }

    /** What was set since the last {@link #keep} never happened. */
    void forget() {
        while (undos > 0) {
            undos -= 3;
            put(undo[undos], undo[undos + 1], undo[undos + 2]);
        }
    }
}
