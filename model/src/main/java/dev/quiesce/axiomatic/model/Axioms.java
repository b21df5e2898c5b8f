package dev.quiesce.axiomatic.model;

import dev.quiesce.axiomatic.relation.Relation;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The axioms of a memory model for the executions of one event structure.
 *
 * <p>{@link #allow} is asked about unfinished executions too, in which reads-from and coherence are parts of what they
 * will be. It may only use them so that more of them never makes a forbidden execution allowed.
 */
public interface Axioms {
    /** False if the model forbids the execution, whatever is still undecided. */
    boolean allow();

    /** False if the model forbids this finished execution, which {@link #allow} has just let pass. */
    default boolean allowFinished() {
        return true;
    }

    /** Pairs of events of which the first is over before the second begins, in a finished execution that was let pass. */
    Relation endsBefore();

    /** Pairs of plain accesses and others that race, in such an execution. */
    default Optional<Relation> races() {
        return Optional.empty();
    }

    /** The law that this finished execution breaks and the model was told to let it break, with the cycle that shows it. */
    default Optional<Cycle> broken() {
        return Optional.empty();
    }

    /** What keeps accesses of one thread in order in such an execution, by name; names that say most come first. */
    default Map<String, Relation> kept() {
        return Map.of();
    }

    /** What is wrong with this finished execution, which the two others have just let pass. */
    default Set<Flag> flags() {
        return EnumSet.noneOf(Flag.class);
    }

    /** What could be wrong with some execution of the structure. */
    default Set<Flag> possibleFlags() {
        return EnumSet.noneOf(Flag.class);
    }
}
