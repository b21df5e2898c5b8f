package dev.quiesce.lifecycle;

import java.util.List;

/** A promise was broken: the history up to there in the user's words, and how to see it again. */
final class Broken extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final transient List<?> history;
    private final String schedule;

    /**
     * @param history the operations or turns, the last of which broke the promise
     * @param command what replays them, without the schedule
     */
    Broken(String promise, String how, List<?> history, String command, String schedule, Throwable cause) {
        super(text(promise, how, history, command, schedule), cause);
        this.history = List.copyOf(history);
        this.schedule = schedule;
    }

    private static String text(String promise, String how, List<?> history, String command, String schedule) {
        StringBuilder out = new StringBuilder("not so: " + promise + "\n" + how + ", after\n");
        for (int n = 0; n < history.size(); n++) {
            out.append("%5d. %s\n".formatted(n + 1, history.get(n)));
        }
        return out + "replay:  " + command + " '" + schedule + "'";
    }

    /** The operations or turns, the last of which broke the promise. */
    List<?> history() {
        return history;
    }

    /** What ran, as a replay takes it. */
    String schedule() {
        return schedule;
    }
}
