package dev.quiesce.check;

import dev.quiesce.axiomatic.Drawing;
import dev.quiesce.explore.Exploration;
import dev.quiesce.program.Finding;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.Trace;
import dev.quiesce.simulate.Violation;
import java.util.List;
import java.util.Map;

/**
 * The result of one check: one scenario of one variant under one memory model.
 *
 * @param about       the scenario's sentence, empty if it has none
 * @param expected    what the file expects; HOLDS for a proof
 * @param violation   what was found, null unless VIOLATED
 * @param others      with {@code --all}: one violation of each further kind, with its trace
 * @param trace       the shortest counterexample, null if there is none
 * @param message     why, for BOUNDED and ERROR; notes for others; empty if there is nothing to say
 * @param statistics  what the search did
 * @param bound       the bound that was hit, empty if none
 * @param reductions  the names of the reductions in force
 * @param covers      every cover of the program with whether it was reached
 * @param unreached   lines of the user's file that no execution reached; complete only for a complete search
 * @param outcomes    observed outcomes and how many final states have each
 * @param races       plain-access data races, one for each pair of sites
 * @param litmus      what else is known of a litmus test, null for any other model
 * @param sample      what random runs covered, null for a search
 * @param drawing     an execution graph that shows what was found, null if there is none
 */
public record CheckResult(String model, String scenario, String variant, String about, MemoryModel memory,
                          Verdict verdict, Finding expected, Violation violation, Trace trace, List<Alternative> others,
                          String message, Statistics statistics, String bound, List<String> reductions,
                          Map<String, Boolean> covers, List<Site> unreached, Map<String, Long> outcomes,
                          List<Race> races, Litmus litmus, Sample sample, Drawing drawing) {
    public CheckResult {
        others = List.copyOf(others);
        reductions = List.copyOf(reductions);
        unreached = List.copyOf(unreached);
        races = List.copyOf(races);
    }

    /** The result for a model that is no litmus test. */
    public CheckResult(String model, String scenario, String variant, String about, MemoryModel memory,
                       Verdict verdict, Finding expected, Violation violation, Trace trace, List<Alternative> others,
                       String message, Statistics statistics, String bound, List<String> reductions,
                       Map<String, Boolean> covers, List<Site> unreached, Map<String, Long> outcomes, List<Race> races) {
        this(model, scenario, variant, about, memory, verdict, expected, violation, trace, others, message, statistics,
            bound, reductions, covers, unreached, outcomes, races, null);
    }

    /** The result of a search, for a litmus test if {@code litmus} is not null. */
    public CheckResult(String model, String scenario, String variant, String about, MemoryModel memory,
                       Verdict verdict, Finding expected, Violation violation, Trace trace, List<Alternative> others,
                       String message, Statistics statistics, String bound, List<String> reductions,
                       Map<String, Boolean> covers, List<Site> unreached, Map<String, Long> outcomes, List<Race> races,
                       Litmus litmus) {
        this(model, scenario, variant, about, memory, verdict, expected, violation, trace, others, message, statistics,
            bound, reductions, covers, unreached, outcomes, races, litmus, null);
    }

    /** A result that nothing is drawn of. */
    public CheckResult(String model, String scenario, String variant, String about, MemoryModel memory,
                       Verdict verdict, Finding expected, Violation violation, Trace trace, List<Alternative> others,
                       String message, Statistics statistics, String bound, List<String> reductions,
                       Map<String, Boolean> covers, List<Site> unreached, Map<String, Long> outcomes, List<Race> races,
                       Litmus litmus, Sample sample) {
        this(model, scenario, variant, about, memory, verdict, expected, violation, trace, others, message, statistics,
            bound, reductions, covers, unreached, outcomes, races, litmus, sample, null);
    }

    /** A violation of another kind than the verdict's. */
    public record Alternative(Violation violation, Trace trace) {}

    /** A pair of conflicting accesses, at least one of them plain, that can happen one right after the other. */
    public record Race(String object, Site first, String firstThread, boolean firstWrites,
                       Site second, String secondThread, boolean secondWrites) {}

    /**
     * The answer to a litmus test in herd7's words.
     *
     * @param observation {@code Never}, {@code Sometimes} or {@code Always}
     * @param positive    executions that satisfy the condition
     * @param negative    executions that do not
     * @param recorded    the answer that a comment of the test records, empty if none does
     * @param report      the lines that herd7 writes
     * @param explanation why it is so, if that was asked for
     */
    public record Litmus(String observation, long positive, long negative, List<String> flags, String recorded,
                         String report, List<String> explanation) {
        public Litmus {
            flags = List.copyOf(flags);
            explanation = List.copyOf(explanation);
        }
    }

    /**
     * What random runs covered; they count no states.
     *
     * @param strategy   how schedules were drawn, such as {@code uniform, pct 3}
     * @param runs       runs made
     * @param discarded  how many of them an {@code assume} discarded
     * @param cut        how many of them were given up because they were too long
     * @param lines      lines that there are to be reached
     * @param pairs      pairs of conflicting accesses seen one right after the other
     * @param bothOrders how many of them were seen in both orders
     * @param foundInRun the number of the first run with a finding, from 1; 0 if there was none
     * @param failing    how many runs ended in a finding; -1 if the first one ended the search
     * @param steps      of the first run with a finding, as it was drawn
     * @param switches   of that run
     */
    public record Sample(String strategy, long seed, long runs, long discarded, long cut, int lines, int pairs,
                         int bothOrders, long foundInRun, long failing, int steps, int switches) {}

    /**
     * What a search did.
     *
     * @param states      distinct states stored
     * @param transitions steps explored
     * @param depth       steps of the longest shortest path
     * @param seconds     wall time
     * @param bytes       memory that the states took, their index included
     * @param missed      the probability that a state was missed is at most this; 0 unless only fingerprints were kept
     */
    public record Statistics(long states, long transitions, int depth, double seconds, long bytes, double missed) {
        /** Of what stores no states. */
        public Statistics(long states, long transitions, int depth, double seconds) {
            this(states, transitions, depth, seconds, 0, 0);
        }
    }

    /** The same result of a model that is called {@code name}. */
    public CheckResult withModel(String name) {
        return new CheckResult(name, scenario, variant, about, memory, verdict, expected, violation, trace, others,
            message, statistics, bound, reductions, covers, unreached, outcomes, races, litmus, sample, drawing);
    }

    /** The same result with a drawing. */
    public CheckResult withDrawing(Drawing picture) {
        return new CheckResult(model, scenario, variant, about, memory, verdict, expected, violation, trace, others,
            message, statistics, bound, reductions, covers, unreached, outcomes, races, litmus, sample, picture);
    }

    /** The same result with other races. */
    CheckResult withRaces(List<Race> others) {
        return new CheckResult(model, scenario, variant, about, memory, verdict, expected, violation, trace, this.others,
            message, statistics, bound, reductions, covers, unreached, outcomes, others);
    }

    /** The same result as one under {@code other}, with a note that says why it is. */
    CheckResult under(MemoryModel other, String note) {
        return new CheckResult(model, scenario, variant, about, other, verdict, expected, violation, trace, others,
            message.isEmpty() ? note : message + "\n" + note, statistics, bound, reductions, covers, unreached,
            outcomes, races);
    }

    /** The same result, if it is a proof, as no better than {@code other}. */
    CheckResult noBetterThan(CheckResult other) {
        return verdict != Verdict.PROVED || other.verdict != Verdict.PROBABLE ? this
            : new CheckResult(model, scenario, variant, about, memory, other.verdict, expected, violation, trace, others,
                message.isEmpty() ? other.message : message + "\n" + other.message,
                new Statistics(statistics.states, statistics.transitions, statistics.depth, statistics.seconds,
                    statistics.bytes, other.statistics.missed), bound, reductions, covers, unreached, outcomes, races, litmus,
                sample, drawing);
    }

    /** The kind that was found, HOLDS if none was. */
    public Finding finding() {
        return violation == null ? Finding.HOLDS : violation.finding();
    }

    /** True if the verdict is what the file expects. A PROBABLE, BOUNDED or ERROR verdict never is. */
    public boolean asExpected() {
        return switch (verdict) {
            case PROVED -> expected == Finding.HOLDS;
            case VIOLATED -> finding() == expected;
            case PROBABLE, BOUNDED, ERROR -> false;
        };
    }

    /** True if execution graphs were looked at: they have no steps. */
    public boolean byGraphs() {
        return litmus != null || memory != MemoryModel.SC && verdict != Verdict.ERROR && statistics.transitions() == 0;
    }

    /** True where neither the one nor the other was shown. */
    public boolean undecided() {
        return verdict == Verdict.BOUNDED || verdict == Verdict.PROBABLE;
    }

    /** True if it was ended because memory was full. */
    public boolean lacksMemory() {
        return bound.startsWith("memory: ");
    }

    /** True if something was seen that no run can be shown of; the bound says what. */
    public boolean notShown() {
        return bound.contains(Exploration.NOT_SHOWN);
    }

    /** True for a proof in which some cover was never reached: what it says may be empty. */
    public boolean vacuous() {
        return (verdict == Verdict.PROVED || verdict == Verdict.PROBABLE) && covers.containsValue(false);
    }
}
