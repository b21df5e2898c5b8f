package dev.quiesce.axiomatic;

import dev.quiesce.program.Finding;
import dev.quiesce.program.Site;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * What came of a scenario.
 *
 * @param findings   what is wrong, one of a kind, those with the smallest execution first
 * @param races      plain accesses that race, one for each pair of sites
 * @param outcomes   observed outcomes of complete executions, with how many executions have each
 * @param covers     covers that were reached
 * @param executions complete executions
 * @param partial    executions in which some thread waits or fails
 * @param bound      what ended the search before it was complete
 * @param notes      what a reader should know of what was not checked
 * @param names      what threads are called, by number
 */
public record ScenarioResult(List<Found> findings, List<Race> races, SortedMap<String, Long> outcomes,
                             Set<String> covers, long executions, long partial, Optional<String> bound,
                             List<String> notes, Map<Integer, String> names, double seconds) {
    /** What a bound begins with that the number of turns of a loop is. */
    public static final String LOOP_BOUND = "loop bound ";

    public ScenarioResult {
        findings = List.copyOf(findings);
        races = List.copyOf(races);
        covers = Set.copyOf(covers);
        notes = List.copyOf(notes);
        names = Map.copyOf(names);
    }

    /**
     * An error that an execution commits.
     *
     * @param subject the object it is about, empty if there is none
     * @param thread  who commits it, empty where it is no single thread
     * @param details further lines, such as who frees what
     */
    public record Found(Finding finding, String subject, String message, Site site, String thread, List<String> details,
                        ExecutionGraph graph) {
        public Found {
            details = List.copyOf(details);
        }
    }

    /** Two accesses that race. */
    public record Race(String object, Site first, String firstThread, boolean firstWrites, Site second,
                       String secondThread, boolean secondWrites) {}
}
