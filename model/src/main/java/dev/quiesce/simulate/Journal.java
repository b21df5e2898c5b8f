package dev.quiesce.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What has been done to a model, one after the other, so that it can be told again, and undone from the end. */
final class Journal {
    private final List<Entry> entries = new ArrayList<>();

    private sealed interface Entry {
        /** A thread was started for a call. */
        record Started(ThreadState thread, int slot) implements Entry {
            State in(State before) {
                ThreadState[] threads = Arrays.copyOf(before.threads, Math.max(before.threads.length, slot + 1));
                threads[slot] = thread;
                return new State(before.shared, threads);
            }
        }

        /** A step was taken, which a schedule calls {@code token}. */
        record Moved(Move move, String token) implements Entry {}
    }

    /** Starts a thread in {@code slot}, which is free, and answers the state with it. */
    State start(State before, ThreadState thread, int slot) {
        Entry.Started started = new Entry.Started(thread, slot);
        entries.add(started);
        return started.in(before);
    }

    /** A step was taken by the thread of that name. */
    void moved(Move move, String thread) {
        entries.add(new Entry.Moved(move, Schedule.token(thread, move.choices())));
    }

    int length() {
        return entries.size();
    }

    /** Undoes all but the first {@code length} entries. */
    void truncate(int length) {
        entries.subList(length, entries.size()).clear();
    }

    /** The steps, as {@link Schedule} reads them. */
    String schedule() {
        List<String> tokens = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Moved moved) {
                tokens.add(moved.token());
            }
        }
        return Schedule.fold(tokens);
    }

    /** Does all of it again with {@code teller}, which stands where the first entry was made. */
    void retell(Storyteller teller) {
        for (Entry entry : entries) {
            switch (entry) {
                case Entry.Started started -> teller.goOn(started.in(teller.state()));
                case Entry.Moved moved -> teller.take(moved.move());
            }
        }
    }
}
