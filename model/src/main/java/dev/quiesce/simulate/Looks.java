package dev.quiesce.simulate;

import dev.quiesce.simulate.SharedState.SystemTable;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a step looked at, in the order of first looks: numbers of {@link Parts}, and below zero what takes several parts
 * together to answer.
 */
public final class Looks implements Witness {
    /** Which slots have threads. */
    public static final int ALIVE = -1;
    /** All freed objects. */
    public static final int FREED = -2;
    /** Everything: the step cannot be told apart by parts. */
    public static final int EVERYTHING = -3;
    private static final int TABLES = -10;
    private static final int OWNED = -100;
    private static final int CHOICES = -1000;

    /** Branches of a step from which on it is worth while to tell them apart. */
    public static final int MANY = 8;

    private final Parts parts;
    private final int apart;
    private final Set<Integer> seen = new LinkedHashSet<>();

    /** @param apart how many branches a step has at least that are told apart, such as {@link #MANY} */
    public Looks(Parts parts, int apart) {
        this.parts = parts;
        this.apart = apart;
    }

    /** True if so many branches of a step are worth telling apart. */
    boolean areMany(int branches) {
        return branches >= apart;
    }

    /** Begins anew; every run of a step looks at the phase. */
    void restart() {
        seen.clear();
        seen.add(Parts.PHASE);
    }

    /** The slot if {@code look} is at what only the thread in it can reach, -1 if it is at something else. */
    public static int ownerLookedAt(int look) {
        return look <= OWNED && look > CHOICES ? OWNED - look : -1;
    }

    /** True if {@code look} is none, but the place where the thread makes a choice. */
    public static boolean isChoice(int look) {
        return look <= CHOICES;
    }

    /** Which of the choices of a step that is, counted from 0. */
    public static int choice(int look) {
        return CHOICES - look;
    }

    /** The thread makes a choice here. */
    void chooses(int choice) {
        seen.add(CHOICES - choice);
    }

    /** Adds what was looked at since the run began, with the places of the first choices. */
    void addTo(Set<Integer> path, int choices) {
        for (int look : seen) {
            if (look > CHOICES - choices) {
                path.add(look);
            }
        }
    }

    /** True if {@code look} is at all entries of a table and {@code part} is one of them. */
    public static boolean looksAtTableOf(Parts parts, int look, int part) {
        return look <= TABLES && look > OWNED && parts.isEntry(part, TABLES - look);
    }

    @Override
    public void global(int word) {
        seen.add(parts.global(word));
    }

    @Override
    public void object(int id) {
        seen.add(parts.object(id));
    }

    @Override
    public void entry(SystemTable table, long key) {
        seen.add(parts.entry(table, key));
    }

    @Override
    public void ghost(long table, long key) {
        seen.add(parts.ghost(table, key));
    }

    @Override
    public void table(SystemTable table) {
        seen.add(TABLES - table.ordinal());
    }

    @Override
    public void freed() {
        seen.add(FREED);
    }

    @Override
    public void ownedBy(int slot) {
        seen.add(OWNED - slot);
    }

    @Override
    public void alive() {
        seen.add(ALIVE);
    }

    @Override
    public void everything() {
        seen.add(EVERYTHING);
    }
}
