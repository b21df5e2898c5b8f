package dev.quiesce.simulate;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A reduction is a reason to leave states out of a search without losing an error, an outcome or a race. Each says here why
 * it may, and each can be switched off, so that a search with it can be held against one without.
 *
 * <p>Throughout, two steps of different threads commute if, from every state where both can be taken, either order leads to
 * the same state and neither disables the other or makes it fail. What happens while {@code init} runs, or {@code exit}
 * with nobody beside it, is one step in any case: no other thread exists that could come in between.
 */
public enum Reduction {
    /**
     * Acquisitions join the access after them, releases the one before.
     *
     * <p>Lipton, "Reduction", CACM 18(12), 1975. A run of instructions is one step if all before one of them, its
     * commit point, are right movers (they commute with whatever others do next) and all after it are left movers (they
     * commute with whatever others did just before). Taking a lock, or entering a read-side section, is a right mover:
     * what others could do after it they could before it, since being locked or read only ever forbids. Giving either
     * up is a left mover, as it only ever allows. Any execution can so be rearranged, swapping neighbours, into one where
     * such a run is not interrupted, with the same last state, and the same error if it ends in one. Two cases are no
     * movers and stay steps of their own: an instruction that may have to wait once something was acquired (the thread
     * would wait holding it, which is a deadlock that others can be part of), and an unlock of what another thread may
     * free between the access and the unlock. Locks whose state the program reads are no movers either.
     *
     * <p>A writer that gets in the queue of a lock only forbids, and nothing but readers' locks: in an execution in which no
     * trylock fails for it, that step can be put off until its thread takes the lock, and is then left out, or to the end. So
     * what is stuck with it is what such steps lead to from states between others.
     */
    MERGED_STEPS("merged steps"),

    /**
     * What a thread chooses and then has to wait with is not a state: it chooses when it can go on.
     *
     * <p>A choice is local, so it commutes with everything, and can be made as late as right before the first
     * instruction that uses it and that others can tell. States that differ in a choice not used yet have the same
     * futures but one: a thread may have chosen to wait for what never comes. A deadlock is therefore sought in terms of
     * "may wait" (a state is stuck if every thread has a choice with which it waits), and a search that saw a thread with
     * both kinds of choices, and would have to decide on livelocks, starts again without this reduction, as does any
     * program that asks whether others are idle.
     */
    LATE_CHOICES("late choices"),

    /**
     * An allocation that cannot get memory back from what others free is made right before the thread's next access.
     *
     * <p>A fresh object has a name that only its thread gives out, so making it commutes with whatever others do,
     * except with their frees where freed objects may be handed out again. While no freed object is about that would
     * fit, the later the allocation the more it can get, and as the step before the next access it is as late as it can
     * be: every execution can be rearranged so, by swapping it with steps of others that follow it. Where freed memory
     * is about, the allocation is a step of its own. It saves states as a rule but not always, and not always steps: an
     * allocation under a lock that was just taken would join the lock otherwise.
     */
    LATE_ALLOCATIONS("late allocations"),

    /**
     * A load from a word that no thread stores to while threads run is no step.
     *
     * <p>Reading what does not change is a both-mover. Which words those are is guessed and checked, see {@link Mutability}: a search
     * under a guess sees every store that its executions make. If one contradicts the guess, the search starts again
     * with what is known by then. If none does, suppose that an execution without this reduction stores to a word that
     * is taken to be constant, and take its prefix up to the first such store: in that prefix all guesses are true, so
     * that it can be rearranged into an execution of the search, which would have seen the store.
     */
    CONSTANTS("constants"),

    /**
     * An access to a word that only one thread accesses while threads run is no step.
     *
     * <p>It commutes with every step of others. Whose words are whose is guessed and checked as for {@link #CONSTANTS}: at first
     * every word is taken to be that thread's which comes first, and one that another is seen to access, in any way, is nobody's
     * in the search that then starts again. The argument is the same: an execution without this reduction, up to the first access that
     * contradicts a guess, can be rearranged into one of the search, which would have seen that access. Threads that are
     * alike count as several. This is a persistent set of one thread (Godefroid, "Partial-Order Methods for the
     * Verification of Concurrent Systems", LNCS 1032, 1996) whose condition on what others may do later is checked by having
     * seen all that they do.
     */
    OWN_WORDS("own words"),

    /**
     * An access to an object whose address only one thread can have is no step.
     *
     * <p>Nobody else can name the object until its owner stores or passes the address, and from that moment on it is
     * shared. So the access commutes with every step of others up to then: Lipton's both-mover. It is a special case of
     * the thread-local accesses of Flanagan and Qadeer, "Transactions for Software Model Checking", SoftMC 2003.
     */
    PRIVATE_MEMORY("private memory"),

    /**
     * Registers that nobody reads before they are written again are zero in every stored state.
     *
     * <p>Two states that agree on all but dead registers are bisimilar: whatever one does the other does, as the next
     * instruction to look at such a register overwrites it. {@link Liveness} is the classic backward data-flow analysis,
     * and errs only towards "live". Bozga, Fernandez and Ghirvu, "State Space Reduction based on Live Variables
     * Analysis", SAS 1999.
     */
    DEAD_REGISTERS("dead registers"),

    /**
     * A freed object that nothing points at is forgotten.
     *
     * <p>No instruction can reach it: every use starts from an address in a register, in memory or in a table, and none
     * of them is its. Two states that differ in such objects are bisimilar up to the names of objects allocated later,
     * which no program can tell apart but by comparing them. Iosif, "Symmetry Reductions for Model Checking of
     * Concurrent Dynamic Software", STTT 6(4), 2004. Without it a loop that allocates and frees has infinitely many
     * states, so it stays in force unless it is switched off by name.
     */
    COLLECTED_GARBAGE("collected garbage"),

    /**
     * Of states that differ only in which of several like threads is where, one is stored.
     *
     * <p>Threads that begin in the same function are permuted, and with them the names of the objects that they have
     * allocated, their sections and the grace periods that they wait for. Such a permutation is an automorphism of the state graph
     * as long as every step does the same with permuted values as with these, but for the permutation; and then states of
     * one orbit are bisimilar, with the same errors, outcomes and races, so that the graph of orbits is explored instead (Clarke, Enders,
     * Filkorn and Jha, "Exploiting Symmetry in Temporal Logic Model Checking", FMSD 9, 1996; Ip and Dill, "Better
     * Verification Through Symmetry", FMSD 9, 1996). That steps do so is guessed and checked, as for {@link #CONSTANTS}: names of threads are
     * only ever moved and compared for equality, and what else is done with one (a thread that asks for its number, an order of
     * addresses, a hash of one) is tried with every permutation ({@link Symmetry}). If the outcome differs, the search starts
     * again without. Every orbit's representative is interpreted with that check, so that the argument covers all its members by
     * induction over the length of a run. Of each orbit the representative is unique, so this saves up to a factor of n! for n
     * like threads. Counterexamples are made of the states themselves: shortest ones are as short in either graph, and
     * switches are counted between threads as they are.
     */
    THREAD_SYMMETRY("thread symmetry"),

    /**
     * Of states that differ only in the names of objects, one is stored.
     *
     * <p>What threads have allocated gets the names that come of walking the state: from the globals, the tables and the threads in
     * their order along pointers; the objects that one thread alone can reach get names of its own, the others those of
     * a common sequence. Two states that are the same but for the names of objects so become one, whatever the order in which
     * these were allocated, by whom, and in which they came to where they are: a list of equal elements is one state. Iosif,
     * "Symmetry Reductions for Model Checking of Concurrent Dynamic Software", STTT 6(4), 2004. Such states are bisimilar as long
     * as names are only ever moved and compared for equality. That is guessed and checked, as for {@link #CONSTANTS}: an operation
     * that may depend on a name ({@link Operation}: the order of two addresses, a hash of one) is noticed, and the search starts
     * again without. Every representative is interpreted with that check, as for {@link #THREAD_SYMMETRY}. What {@code init}
     * has allocated keeps its names, by which {@link #CONSTANTS} and {@link #OWN_WORDS} know it. Off under TSO.
     */
    CANONICAL_HEAP("canonical heap");

    /** All of them. */
    public static final Set<Reduction> ALL = Collections.unmodifiableSet(EnumSet.allOf(Reduction.class));

    /** None but those without which a search may not end. */
    public static final Set<Reduction> NEEDED = Collections.unmodifiableSet(EnumSet.of(COLLECTED_GARBAGE));

    private final String text;

    Reduction(String text) {
        this.text = text;
    }

    /** The name in reports: "merged steps". */
    public String text() {
        return text;
    }

    /** The name on the command line: "merged-steps". */
    public String option() {
        return text.replace(' ', '-');
    }

    /** All but {@code off}. */
    public static Set<Reduction> without(Set<Reduction> off) {
        Set<Reduction> on = EnumSet.allOf(Reduction.class);
        on.removeAll(off);
        return Collections.unmodifiableSet(on);
    }

    /** The names of those in force, in the words of reports. */
    public static List<String> texts(Set<Reduction> inForce) {
        return Arrays.stream(values()).filter(inForce::contains).map(Reduction::text).toList();
    }
}
