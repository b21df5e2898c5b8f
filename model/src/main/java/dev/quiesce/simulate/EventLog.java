package dev.quiesce.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What has been done to a model, one after the other, so that it can be told again, and undone from the end. */
final class EventLog {
    private final List<Event> events = new ArrayList<>();

    private sealed interface Event {
        /** A thread was started for a call. */
        record Started(ThreadState thread, int slot) implements Event {
            State in(State before) {
                ThreadState[] threads = Arrays.copyOf(before.threads, Math.max(before.threads.length, slot + 1));
                threads[slot] = thread;
                return new State(before.shared, threads);
            }
        }

        /** A step was taken, which a schedule calls {@code token}. */
        record Moved(Move move, String token) implements Event {}
    }

    /** Starts a thread in {@code slot}, which is free, and answers the state with it. */
    State start(State before, ThreadState thread, int slot) {
        Event.Started started = new Event.Started(thread, slot);
        events.add(started);
        return started.in(before);
    }

    /** A step was taken by the thread of that name. */
    void moved(Move move, String thread) {
        events.add(new Event.Moved(move, Schedule.token(thread, move.choices())));
    }

    int length() {
        return events.size();
    }

    /** Undoes all but the first {@code length} events. */
    void truncate(int length) {
        events.subList(length, events.size()).clear();
    }

    /** The steps, as {@link Schedule} reads them. */
    String schedule() {
        List<String> tokens = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.Moved moved) {
                tokens.add(moved.token());
            }
        }
        return Schedule.fold(tokens);
    }

    /** Does all of it again with {@code teller}, which stands where the first event came. */
    void retell(Storyteller teller) {
        for (Event event : events) {
            switch (event) {
                case Event.Started started -> teller.goOn(started.in(teller.state()));
                case Event.Moved moved -> teller.take(moved.move());
            }
        }
    }
}
