package dev.quiesce.simulate;

import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction.SpawnKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The roster names the threads of a run: a thread of the scenario by its function, one started on the way by the first
 * function of the user's that it would call. Equal names are told apart by {@code #2}, {@code #3} ….
 */
final class Roster {
    private static final int LOOK_AHEAD = 64;

    private final Image image;
    private final boolean failAllocations;
    private final Map<String, Integer> used = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();

    Roster(Image image, boolean failAllocations) {
        this.image = image;
        this.failAllocations = failAllocations;
        int slot = 1;
        for (int f : image.scenario.threads()) {
            names.put(slot++, unique(image.function(f).name()));
        }
        for (int f : image.scenario.softirqs()) {
            names.put(slot++, unique(image.function(f).name()));
        }
    }

    /** One that goes on from here on its own. */
    Roster copy() {
        Roster other = new Roster(image, failAllocations);
        other.used.clear();
        other.used.putAll(used);
        other.names.putAll(names);
        return other;
    }

    private String unique(String name) {
        int n = used.merge(name, 1, Integer::sum);
        return n == 1 ? name : name + "#" + n;
    }

    private boolean fixed(int slot) {
        return slot > 0 && slot < image.firstStartedSlot();
    }

    /** Takes note of threads that are in {@code after} and were not in {@code before}. */
    void update(State before, State after) {
        for (int slot = 0; slot < after.slots(); slot++) {
            boolean was = before != null && before.alive(slot) && !(slot == 0 && before.shared.phase()
                != after.shared.phase());
            if (after.alive(slot) && !was && !fixed(slot)) {
                names.put(slot, slot == 0 ? image.function(after.threads[0].frames[0].function).name()
                    : unique(ahead(after, slot)));
            }
        }
    }

    String name(int slot) {
        return names.getOrDefault(slot, "thread " + slot);
    }

    /** The first function of the user's that the thread would call if it ran alone from here. */
    private String ahead(State state, int slot) {
        ThreadState thread = state.threads[slot];
        Function first = image.function(thread.frames[0].function);
        if (!first.site().library()) {
            return first.name();
        }
        List<String> called = new ArrayList<>();
        Machine machine = new Machine(image, failAllocations, Reduction.ALL, true, false, new Mutability());
        machine.recorder = new Silent() {
            @Override
            public void executing(int who, Frame[] frames, int depth, dev.quiesce.program.Instruction instruction) {
                Function f = image.function(frames[depth - 1].function);
                if (who == slot && !f.site().library() && called.isEmpty()) {
                    called.add(f.name());
                }
            }
        };
        State now = withoutWait(state, slot);
        for (int n = 0; n < LOOK_AHEAD && called.isEmpty() && now.alive(slot); n++) {
            Outcome o = machine.step(now, slot, new int[0]);
            if (!(o instanceof Outcome.Moved m)) {
                break;
            }
            now = m.state();
        }
        return called.isEmpty() ? word(thread.kind) : called.getFirst();
    }

    /** The same state with the grace period of that thread over, so that one can look past it. */
    private static State withoutWait(State state, int slot) {
        ThreadState t = state.threads[slot];
        if (!t.wait.forReaders()) {
            return state;
        }
        ThreadState[] threads = state.threads.clone();
        threads[slot] = new ThreadState(t.kind, t.frames, t.held, t.domains, t.disabled, ThreadState.Wait.START,
            t.buffer);
        return new State(state.shared, threads);
    }

    private static String word(int kind) {
        return kind < 0 ? "thread" : switch (SpawnKind.values()[kind]) {
            case THREAD -> "thread";
            case WORK -> "work";
            case TIMER -> "timer";
            case TASKLET -> "tasklet";
            case CALLBACK -> "rcu_callback";
            case SLEEPABLE_CALLBACK -> "srcu_callback";
        };
    }
}
