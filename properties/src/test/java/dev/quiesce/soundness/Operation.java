package dev.quiesce.soundness;

import dev.quiesce.program.Instruction;
import dev.quiesce.program.Order;

/**
 * An operation is one statement of a random thread over two shared variables, four locks, one shared pointer, RCU and one
 * SRCU domain.
 * Blocks are balanced by construction.
 */
sealed interface Operation {
    /** {@code variable = value}. */
    record Write(int variable, int value, Order order) implements Operation {}

    /** {@code r = variable}, and {@code r} is observed. */
    record Read(int variable, Order order) implements Operation {}

    /** {@code variable++} in one atomic step; the old value is observed. */
    record Increment(int variable) implements Operation {}

    /** {@code cmpxchg(variable, expected, value)}; the old value is observed. */
    record CompareExchange(int variable, int expected, int value) implements Operation {}

    /** A read-modify-write of any order; the old value is observed. ADD_UNLESS does nothing where it finds 0. */
    record Modify(int variable, Instruction.Operation how, int value, Order order) implements Operation {}

    /** A critical section around other operations. */
    record Locked(int lock, java.util.List<Operation> body) implements Operation {}

    /** A read-side section around other operations. */
    record Section(java.util.List<Operation> body) implements Operation {}

    /** A section under the reader-writer lock, or the semaphore if {@code kind} is one of its, with {@code context} disabled. */
    record Guarded(Instruction.LockKind kind, Instruction.Context context, java.util.List<Operation> body) implements Operation {}

    /** The same if the lock can be had at once, which is observed. */
    record Tried(Instruction.LockKind kind, java.util.List<Operation> body) implements Operation {}

    /** Whether the lock that is taken like that is taken; observed. */
    record Held(Instruction.LockKind kind) implements Operation {}

    /** An SRCU section. */
    record SleepableSection(java.util.List<Operation> body) implements Operation {}

    /** Waits for SRCU sections. */
    record SleepableSynchronize() implements Operation {}

    record Synchronize() implements Operation {}

    /** Allocates an object holding {@code value} and publishes it, dropping what was published before. */
    record Publish(int value) implements Operation {}

    /** Reads the published object if there is one; its content is observed. */
    record Dereference() implements Operation {}

    /** Takes the published object away and frees it, after a grace period if {@code waits}. */
    record Unpublish(boolean waits) implements Operation {}

    /** Allocates an object holding {@code value} and a pointer to what is published, and publishes it. */
    record Push(int value) implements Operation {}

    /** Publishes what the published object points at, if there is one, and frees it unless it {@code leaks}. */
    record Pop(boolean leaks) implements Operation {}

    /** Whether the object that this thread took last is published; observed. */
    record Again() implements Operation {}

    /** Writes a number to {@code variable}, from 0 to one below {@code alternatives}. */
    record Choice(int variable, int alternatives) implements Operation {}

    /** Goes one of the ways, or past them if there are more alternatives than ways. */
    record Pick(int alternatives, java.util.List<java.util.List<Operation>> ways) implements Operation {}

    /** Reads one of the two variables, each of which comes up as several alternatives; it is observed. */
    record Somewhere(int alternatives) implements Operation {}

    /** A critical section under one of the two locks, each of which comes up as several alternatives. */
    record LockedSomewhere(int alternatives, java.util.List<Operation> body) implements Operation {}

    /** Waits until {@code variable} is not 0. */
    record Await(int variable) implements Operation {}

    /** Waits until {@code variable} is a number, from 0 to one below {@code alternatives}, that is chosen each time it looks. */
    record AwaitSome(int variable, int alternatives) implements Operation {}

    /** Waits until one of the two variables, that it has chosen before, is not 0; sets {@code variable} then. */
    record AwaitSomewhere(int alternatives, int variable) implements Operation {}

    /** Starts a thread that increments {@code variable} after a grace period. */
    record Callback(int variable) implements Operation {}

    /** Starts a work item that increments {@code variable}. */
    record Work(int variable) implements Operation {}

    /** Waits for the callbacks that were started before. */
    record Barrier() implements Operation {}

    /** Writes the thread's number to {@code variable}. */
    record Identity(int variable) implements Operation {}

    /** Whether an object of its own lies before the published one, by their addresses, is observed. */
    record Before() implements Operation {}

    /** A full barrier. */
    record Fence() implements Operation {}
}
