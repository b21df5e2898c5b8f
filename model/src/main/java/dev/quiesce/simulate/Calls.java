package dev.quiesce.simulate;

import dev.quiesce.simulate.Session.Call;
import java.util.HashMap;
import java.util.Map;

/** The calls of a session: which thread runs which, and what those that have returned came to. */
final class Calls {
    private final Map<Integer, Call> running;
    private final Map<Call, Long> results;

    Calls() {
        this(Map.of(), Map.of());
    }

    private Calls(Map<Integer, Call> running, Map<Call, Long> results) {
        this.running = new HashMap<>(running);
        this.results = new HashMap<>(results);
    }

    /** One that goes on from here on its own. */
    Calls copy() {
        return new Calls(running, results);
    }

    /** The thread in {@code slot} runs {@code call}. */
    void begin(int slot, Call call) {
        running.put(slot, call);
    }

    /** The thread in {@code slot} is no more; if it ran a call, that has returned {@code value}. */
    void end(int slot, long value) {
        Call call = running.remove(slot);
        if (call != null) {
            results.put(call, value);
        }
    }

    boolean finished(Call call) {
        return results.containsKey(call);
    }

    /** @throws IllegalStateException if the call has not returned */
    long result(Call call) {
        Long result = results.get(call);
        if (result == null) {
            throw new IllegalStateException(call.thread() + " has not returned yet");
        }
        return result;
    }
}
