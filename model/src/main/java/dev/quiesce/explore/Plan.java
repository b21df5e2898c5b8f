package dev.quiesce.explore;

import dev.quiesce.explore.Explorer.RacePolicy;
import dev.quiesce.explore.Explorer.Watcher;
import dev.quiesce.program.Finding;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Mutability;
import dev.quiesce.simulate.Reduction;
import java.util.Optional;
import java.util.Set;

/**
 * What to search for, in what, and how far.
 *
 * @param shareAt    states of a level from which on several workers share it
 * @param checkpoint where to keep what is found
 * @param storage    how states are stored meanwhile
 * @param levels     expanded at most
 * @param room       states of a level on the shortest paths to one thing that there is room for
 * @param member     what says how many workers it has
 */
record Plan(Image image, boolean failAllocations, Set<Reduction> reductions, boolean all, RacePolicy racePolicy,
            Limits limits, Watcher watcher, boolean crossCheck, long shareAt, Optional<Checkpoint> checkpoint, Storage storage,
            int levels, int room, Company.Member member) {
    Plan crossChecking() {
        return new Plan(image, failAllocations, reductions, all, racePolicy, limits, watcher, true, shareAt,
            checkpoint, storage, levels, room, member);
    }

    Plan sharing(long states) {
        return new Plan(image, failAllocations, reductions, all, racePolicy, limits, watcher, crossCheck, states,
            checkpoint, storage, levels, room, member);
    }

    Plan keeping(Checkpoint where) {
        return new Plan(image, failAllocations, reductions, all, racePolicy, limits, watcher, crossCheck, shareAt,
            Optional.of(where), storage, levels, room, member);
    }

    Plan storing(Storage how) {
        return new Plan(image, failAllocations, reductions, all, racePolicy, limits, watcher, crossCheck, shareAt,
            checkpoint, how, levels, room, member);
    }

    Plan tracingWithin(int states) {
        return new Plan(image, failAllocations, reductions, all, racePolicy, limits, watcher, crossCheck, shareAt,
            checkpoint, storage, levels, states, member);
    }

    Plan in(Company.Member company) {
        return new Plan(image, failAllocations, reductions, all, racePolicy, limits, watcher, crossCheck, shareAt,
            checkpoint, storage, levels, room, company);
    }

    /** The same search once more as far as {@code last}, by one worker, that stores where each state was found from. */
    Plan tracing(int last) {
        return new Plan(image, failAllocations, reductions, all, racePolicy,
            new Limits(0, limits.maxMemory(), Long.MAX_VALUE), watcher, crossCheck, Long.MAX_VALUE, checkpoint,
            new Storage(storage.whole(), storage.fingerprint(), true), last + 1, room, member);
    }

    /** True if the machine takes things for constant that it may be wrong about. */
    boolean guesses() {
        return scouts() || image.storeBuffers() || reductions.contains(Reduction.THREAD_SYMMETRY)
            || reductions.contains(Reduction.CANONICAL_HEAP);
    }

    /** True if a few runs first tell what is not constant, and what several threads access. */
    boolean scouts() {
        return reductions.contains(Reduction.CONSTANTS) || reductions.contains(Reduction.OWN_WORDS);
    }

    /** True if choices are made as soon as they come up from the start on. */
    boolean commits() {
        return !reductions.contains(Reduction.LATE_CHOICES) || image.asksIdle();
    }

    Machine machine(boolean committing, Mutability mutability) {
        return new Machine(image, failAllocations, reductions, committing, racePolicy != RacePolicy.IGNORE, mutability);
    }

    /** True if nothing better can come: all errors found have at most as many steps as any further one would. */
    boolean satisfied(Tally tally, int depth) {
        return !all && tally.errors.entrySet().stream().anyMatch(e -> e.getValue().length() <= depth
            || e.getKey().ordinal() < Finding.DEADLOCK.ordinal());
    }
}
