package dev.quiesce.fuzz;

import java.util.BitSet;
import java.util.Map;

/**
 * What random runs came to.
 *
 * @param found      the first failure, made short; null if there was none
 * @param asDrawn    that failure as it was met
 * @param foundInRun the number of the run that met it, from 1; 0 if there was none
 * @param runs       runs made
 * @param failing    how many of them ended in a finding
 * @param discarded  how many of them an {@code assume} discarded
 * @param cut        how many of them were given up because they were too long
 * @param steps      of all runs together
 * @param longest    steps of the longest run
 * @param reached    instructions executed, by number
 * @param covered    covers reached, by position
 * @param outcomes   observed outcomes with the number of runs that have each
 * @param pairs      pairs of conflicting accesses seen one right after the other
 * @param bothOrders how many of them were seen in both orders
 * @param bound      what ended the runs, in words; empty if the first failure did
 */
public record Fuzzing(Failure found, Failure asDrawn, long foundInRun, long runs, long failing, long discarded, long cut,
                      long steps, int longest, BitSet reached, BitSet covered, Map<String, Long> outcomes, int pairs,
                      int bothOrders, String bound) {}
