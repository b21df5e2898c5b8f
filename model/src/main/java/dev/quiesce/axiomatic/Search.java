package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.graph.Execution;
import dev.quiesce.axiomatic.graph.Execution.Snapshot;
import dev.quiesce.axiomatic.model.Axioms;
import dev.quiesce.axiomatic.path.Event;
import dev.quiesce.axiomatic.path.Value;
import dev.quiesce.axiomatic.relation.Algebra;
import dev.quiesce.axiomatic.relation.EventSet;
import dev.quiesce.axiomatic.relation.Relation;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Finds the executions of one event structure that a memory model allows, each once.
 *
 * <p>First every read gets the write it reads from: always the read with the fewest candidates next, so that what is
 * determined is decided before what is open; values follow along, and paths whose branches contradict them are left. Then
 * every two writes of one location that are still unordered are ordered both ways. Axioms are asked whenever there was
 * a choice; they hold of unfinished executions what they hold of all that those can become.
 */
final class Search {
    /** Values of reads on a cycle of copies: herd7 7.58 lets such a value be anything, and gives it a name. */
    static final long INVENTED = 1L << 61;
    private static final long INVENTED_STEP = 1L << 32;

    private final EventStructure structure;
    private final Execution execution;
    private final Communications communications;
    private final Axioms axioms;
    private final Inquiry inquiry;
    private final Budget budget;
    private final Candidates candidates;
    private final Algebra algebra;
    private final boolean outOfThinAir;
    /** Null if operations need not be atomic. */
    private final Operations operations;
    private Relation decided;
    /** The order of writes as far as it was known when the axioms were asked last; null if they were not. */
    private Relation known;

    /**
     * @param outOfThinAir whether values may come from cycles of copies
     * @param atomic       whether the model is known to keep other writes out of atomic operations
     */
    Search(Execution execution, Function<Communications, Axioms> model, Inquiry inquiry, Budget budget,
           boolean outOfThinAir, boolean atomic) {
        this.structure = execution.structure();
        this.execution = execution;
        this.communications = new Communications(execution);
        this.axioms = model.apply(communications);
        this.inquiry = inquiry;
        this.budget = budget;
        this.candidates = new Candidates(execution);
        this.algebra = structure.algebra();
        this.outOfThinAir = outOfThinAir;
        this.operations = atomic ? new Operations(execution) : null;
        this.decided = algebra.empty();
    }

    void run() {
        inquiry.begin(axioms);
        execution.propagate();
        if (execution.feasible() && inquiry.pursue(execution)) {
            decideReads(false);
        }
    }

    /**
     * Decides the reads that are still open.
     *
     * @param unchecked whether the axioms have not been asked since something was decided
     */
    private void decideReads(boolean unchecked) {
        if (inquiry.done()) {
            return;
        }
        Choice choice = choose();
        if (choice == null) {
            resolveCycles();
            return;
        }
        int mark = algebra.mark();
        Relation before = known;
        if (choice.count > 1) {
            budget.check();
            if (unchecked) {
                Relation coherence = algebra.empty();
                if (!consistent(coherence)) {
                    algebra.release(mark);
                    return;
                }
                known = coherence;
                choice = choose();
            }
        }
        Operations.Turn turn = choice.count < 2 || operations == null ? null : operations.next(this::candidates);
        if (turn == null) {
            decide(choice);
        } else {
            decideTurn(turn);
        }
        known = before;
        algebra.release(mark);
    }

    /** Decides one read in every way. */
    private void decide(Choice choice) {
        Snapshot before = execution.snapshot();
        for (int i = 0; i < choice.count && !inquiry.done(); i++) {
            execution.read(choice.read, choice.writes[i]);
            execution.propagate();
            if (execution.feasible() && inquiry.pursue(execution)) {
                decideReads(true);
            }
            execution.restore(before);
        }
    }

    /** Decides which operation follows a write, if any. */
    private void decideTurn(Operations.Turn turn) {
        Snapshot before = execution.snapshot();
        for (int read : turn.reads()) {
            if (inquiry.done()) {
                return;
            }
            execution.read(read, turn.write());
            execution.propagate();
            if (execution.feasible() && inquiry.pursue(execution)) {
                decideReads(true);
            }
            execution.restore(before);
        }
        if (turn.write() >= 0) {
            operations.setUntaken(turn.write(), true);
            decideReads(false);
            operations.setUntaken(turn.write(), false);
        }
    }

    private int[] candidates(int read) {
        int[] writes = new int[structure.size()];
        return Arrays.copyOf(writes, candidates.of(read, writes, this::worthwhile));
    }

    /** A read and the writes it may read from. */
    private record Choice(int read, int[] writes, int count) {}

    /** The open read with the fewest candidates, null if none is open. */
    private Choice choose() {
        EventSet reads = structure.reads();
        Choice best = null;
        int unlocated = -1;
        for (int r = reads.next(0); r >= 0; r = reads.next(r + 1)) {
            if (execution.source(r) != Execution.OPEN) {
                continue;
            }
            if (!execution.isLocated(r) || candidates.mustWait(r)) {
                unlocated = unlocated < 0 ? r : unlocated;
                continue;
            }
            int[] writes = new int[structure.size()];
            int count = candidates.of(r, writes, this::worthwhile);
            if (best == null || count < best.count) {
                best = new Choice(r, writes, count);
                if (count == 0) {
                    return best;
                }
            }
        }
        if (best == null && unlocated >= 0) {
            int[] writes = new int[structure.size()];
            return new Choice(unlocated, writes, candidates.of(unlocated, writes, this::worthwhile));
        }
        return best;
    }

    /** True unless the value that {@code read} would get is known to lead nowhere. */
    private boolean worthwhile(int read, int write) {
        if (!keepsOrder(read, write) || operations != null && !operations.mayFollow(read, write)) {
            return false;
        }
        if (!execution.isValued(write) || execution.isValued(read)) {
            return true;
        }
        execution.invent(read, execution.value(write));
        boolean result = execution.feasible(structure.path(structure.thread(read))) && inquiry.pursue(execution);
        execution.forget(read);
        return result;
    }

    /** False if a thread would see writes of one location in another order than what is known of it. */
    private boolean keepsOrder(int read, int write) {
        if (known == null || !execution.isLocated(read)) {
            return true;
        }
        int thread = structure.thread(read);
        EventSet memory = structure.memory();
        for (int e = memory.next(structure.initial()); e >= 0; e = memory.next(e + 1)) {
            if (e == read || structure.thread(e) != thread || !execution.isLocated(e)
                || execution.location(e) != execution.location(read)) {
                continue;
            }
            int seen = structure.writes().contains(e) ? e : execution.source(e);
            if (seen != Execution.OPEN && (e < read ? known.contains(write, seen) : known.contains(seen, write))) {
                return false;
            }
        }
        return true;
    }

    /** Asks the axioms about the execution as it is, and says in which order writes must be. */
    private boolean consistent(Relation coherence) {
        int mark = algebra.mark();
        boolean allowed = communications.derive(decided) && axioms.allow();
        if (allowed) {
            algebra.assign(coherence, communications.coherence());
        }
        algebra.release(mark);
        return allowed;
    }

    // ---- values out of thin air

    /**
     * Gives values to reads that depend on themselves. A cycle that only copies may hold any value, so each gets one of its
     * own; a cycle with arithmetic in it is given up, as herd7 does.
     */
    private void resolveCycles() {
        Snapshot before = null;
        long invented = INVENTED;
        EventSet reads = structure.reads();
        for (int r = reads.next(0); r >= 0; r = reads.next(r + 1)) {
            if (execution.isValued(r)) {
                continue;
            }
            int onCycle = outOfThinAir ? readOnCycle(r) : -1;
            if (onCycle < 0) {
                restoreFrom(before);
                return;
            }
            before = before == null ? execution.snapshot() : before;
            invented += INVENTED_STEP;
            execution.invent(onCycle, invented);
            execution.propagate();
            if (!execution.feasible() || !closes(onCycle, invented)) {
                execution.restore(before);
                return;
            }
        }
        if (complete() && inquiry.pursue(execution)) {
            orderWrites();
        }
        restoreFrom(before);
    }

    private void restoreFrom(Snapshot before) {
        if (before != null) {
            execution.restore(before);
        }
    }

    /** Follows copies from {@code read} back until they repeat; -1 if there is arithmetic on the way. */
    private int readOnCycle(int read) {
        int at = read;
        for (int step = 0; step < structure.size(); step++) {
            int write = execution.source(at);
            if (write < structure.initial() || !(structure.event(write).value() instanceof Value.Read copied)) {
                return -1;
            }
            at = structure.number(copied);
        }
        return at;
    }

    private boolean closes(int read, long invented) {
        Event write = structure.event(execution.source(read));
        return execution.evaluate(write.value()) && execution.result() == invented;
    }

    private boolean complete() {
        EventSet memory = structure.memory();
        for (int e = memory.next(0); e >= 0; e = memory.next(e + 1)) {
            if (!execution.isLocated(e) || !execution.isValued(e)) {
                return false;
            }
        }
        return true;
    }

    // ---- coherence

    private void orderWrites() {
        budget.check();
        if (inquiry.done()) {
            return;
        }
        int mark = algebra.mark();
        if (communications.derive(decided) && axioms.allow() && inquiry.pursue(communications)) {
            int pair = unorderedPair();
            if (pair < 0) {
                inquiry.take(communications, axioms);
            } else {
                int size = structure.size();
                algebra.release(mark);
                order(pair / size, pair % size);
                order(pair % size, pair / size);
            }
        }
        algebra.release(mark);
    }

    private void order(int first, int second) {
        Relation before = decided;
        int mark = algebra.mark();
        decided = algebra.copy(before);
        decided.add(first, second);
        orderWrites();
        decided = before;
        algebra.release(mark);
    }

    /** Two writes of one location without an order, as one number; -1 if there are none. */
    private int unorderedPair() {
        EventSet writes = structure.writes();
        Relation coherence = communications.coherence();
        for (int v = writes.next(0); v >= 0; v = writes.next(v + 1)) {
            for (int w = writes.next(v + 1); w >= 0; w = writes.next(w + 1)) {
                if (communications.sameLocation().contains(v, w) && !coherence.contains(v, w)
                    && !coherence.contains(w, v)) {
                    return v * structure.size() + w;
                }
            }
        }
        return -1;
    }
}
