package dev.quiesce.simulate;

import dev.quiesce.program.Site;
import java.util.List;
import java.util.Objects;

/**
 * A trace is one run told step by step.
 *
 * @param columns   the threads that moved, in the order of their first listing in the scenario
 * @param steps     what happened; {@code init} and thread start-up are step 0
 * @param switches  how often the running thread changed
 * @param schedule  the order of steps as {@code quiesce replay} reads it, such as {@code worker del*2 worker}
 * @param violation how it ended, null if it ended well
 * @param histories the lives of the objects that the violation is about
 */
public record Trace(List<String> columns, List<Step> steps, int switches, String schedule, Violation violation,
                    List<History> histories) {
    public Trace {
        columns = List.copyOf(columns);
        steps = List.copyOf(steps);
        Objects.requireNonNull(schedule);
        histories = List.copyOf(histories);
    }

    /**
     * One step: who moved, what it did, what changed by it, who else could have moved.
     *
     * @param number  from 1; 0 for what {@code init} did
     * @param actions what it did, in order; at least one of them is the shared access that makes it a step
     * @param changes what is different in shared memory afterwards
     * @param enabled the threads that could have moved, the one that did included
     */
    public record Step(int number, String thread, List<Action> actions, List<Change> changes, List<String> enabled) {
        public Step {
            Objects.requireNonNull(thread);
            actions = List.copyOf(actions);
            changes = List.copyOf(changes);
            enabled = List.copyOf(enabled);
        }
    }

    /**
     * One statement that a step executed, at the place where the user wrote it.
     *
     * @param function the user's function that it stands in
     * @param depth    call depth in user functions, 0 for the thread's own
     * @param note     what a reader should know, such as {@code freed} or a value; empty if nothing
     * @param accesses what it did to shared memory in this step, which need not be all of it, such as {@code reads x = 0}
     */
    public record Action(Site site, String function, int depth, String note, List<String> accesses) {
        public Action {
            Objects.requireNonNull(site);
            Objects.requireNonNull(function);
            Objects.requireNonNull(note);
            accesses = List.copyOf(accesses);
        }
    }

    /** {@code what} was {@code before} and is {@code after}. */
    public record Change(String what, String before, String after) {}

    /** The life of an object: allocated, freed, used, each with who and where. */
    public record History(String object, List<Moment> moments) {
        public History {
            moments = List.copyOf(moments);
        }
    }

    /** One moment of a life, such as {@code freed} by {@code del} at a site. */
    public record Moment(String what, String thread, Site site) {}
}
