package dev.quiesce.simulate;

import dev.quiesce.simulate.SharedState.SystemTable;

/**
 * A witness is told what a step looks at besides its own thread, before it looks: two states that agree on all that a
 * witness was told of have the same outcomes of that step, and what a step changes it has looked at before. Reports too
 * much rather than too little, and depends on nothing but what was looked at earlier.
 */
interface Witness {
    /** The word of a global, by position in the array of all globals. */
    void global(int word);

    /** Whether there is an object of that name, and all of it. */
    void object(int id);

    /** One entry of a table of the machine. */
    void entry(SystemTable table, long key);

    /** One entry of the ghost map. */
    void ghost(long table, long key);

    /** All entries of a table of the machine. */
    void table(SystemTable table);

    /** All freed objects. */
    void freed();

    /** All objects that only the thread in {@code slot} can reach. */
    void ownedBy(int slot);

    /** Which slots have threads. */
    void alive();

    /** Everything there is. */
    void everything();

    /** Nobody wants to know. */
    Witness NONE = new Witness() {
        @Override
        public void global(int word) { }

        @Override
        public void object(int id) { }

        @Override
        public void entry(SystemTable table, long key) { }

        @Override
        public void ghost(long table, long key) { }

        @Override
        public void table(SystemTable table) { }

        @Override
        public void freed() { }

        @Override
        public void ownedBy(int slot) { }

        @Override
        public void alive() { }

        @Override
        public void everything() { }
    };
}
