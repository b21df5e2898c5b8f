package dev.quiesce.axiomatic.path;

import dev.quiesce.axiomatic.path.Walker.DeadEnd;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Instruction.IsLocked;
import dev.quiesce.program.Instruction.Lock;
import dev.quiesce.program.Instruction.LockKind;
import dev.quiesce.program.Instruction.TryLock;
import dev.quiesce.program.Instruction.Unlock;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;

/**
 * What locks are as events.
 *
 * <p>A lock that one thread holds at a time is what {@code lock.cat} of the kernel's memory model has: a read and a write
 * that take it, a write that gives it back. The model knows no lock that several readers can hold. Such a lock is what the
 * kernel makes of it: a word that counts readers, or is {@link #WRITER}; it is taken by a read-modify-write with acquire
 * order that waits for a value, and given back with release order. That is less order than spinlocks have, so nothing that
 * can happen is left out. A writer that waits is no event: it keeps readers out, who wait for ever only if it does, which is
 * a question for the end. That a reader's trylock fails on its account cannot be told, so such programs are refused.
 */
final class LockSteps {
    /** What the word of a lock for readers holds while a writer has it. */
    static final long WRITER = -1;
    private static final ScalarType WORD = ScalarType.S32;

    private final Walker walker;
    private final Sink out;
    private final Memory memory;

    LockSteps(Walker walker, Memory memory) {
        this.walker = walker;
        this.out = walker.out;
        this.memory = memory;
    }

    /** True for locks that count their readers. */
    private static boolean counts(LockKind kind) {
        return switch (kind) {
            case READ, WRITE, DOWN_READ, DOWN_WRITE -> true;
            case SPIN, MUTEX -> false;
        };
    }

    private Term place(dev.quiesce.program.Expression address, boolean write, Site site) {
        Term term = walker.evaluate(address);
        walker.access(memory, term, WORD.bytes(), write, site);
        return term;
    }

    void lock(Lock lock) throws DeadEnd {
        Term address = place(lock.address(), true, lock.site());
        if (walker.setting.lifecycle && walker.contexts.keepsOut(address.value(), lock.kind())) {
            walker.fail(Finding.DEADLOCK, "takes a lock that it holds already", address.value(), lock.site());
        }
        boolean behind = walker.contexts.queues(lock.kind(), lock.context());
        walker.mayWait(new Ending.ForLock(address.value(), lock.kind(), behind), lock.site());
        take(address, lock.kind(), lock.context(), lock.site());
    }

    private void take(Term address, LockKind kind, Context context, Site site) throws DeadEnd {
        walker.section(context, Tag.RCU_LOCK, site);
        walker.contexts.take(address.value(), kind, context);
        if (!counts(kind)) {
            out.readForWrite(Tag.LOCK_READ, address, WORD.bytes(), false, site);
            out.writeAfterRead(Tag.LOCK_WRITE, address, WORD.bytes(), Term.constant(1), false, site);
            return;
        }
        Term old = Walker.wrapped(WORD, out.readForWrite(Tag.ACQUIRE, address, WORD.bytes(), true, site));
        walker.condition.require(isFree(old, kind), true);
        Term held = kind.shared() ? plus(old, 1) : Term.constant(WRITER);
        out.writeAfterRead(Tag.ACQUIRE, address, WORD.bytes(), held, true, site);
    }

    /** Readers need that no writer has the lock, a writer that nobody has. */
    private static Value isFree(Term word, LockKind kind) {
        return kind.shared()
            ? Values.binary(BinaryOperator.NOT_EQUAL, WORD, word.value(), new Value.Known(WRITER))
            : Values.binary(BinaryOperator.EQUAL, WORD, word.value(), Values.ZERO);
    }

    private static Term plus(Term word, long amount) {
        return new Term(Values.binary(BinaryOperator.ADD, WORD, word.value(), new Value.Known(amount)), word.reads());
    }

    void unlock(Unlock unlock) {
        Term address = place(unlock.address(), true, unlock.site());
        if (!walker.contexts.give(address.value(), unlock.kind(), unlock.context()) && walker.setting.lifecycle) {
            walker.fail(Finding.LOCK_MISUSE, "unlocks what it does not hold", address.value(), unlock.site());
        }
        if (!counts(unlock.kind())) {
            out.write(Tag.UNLOCK, address, WORD.bytes(), Term.ZERO, unlock.site());
        } else if (unlock.kind().shared()) {
            Term old = Walker.wrapped(WORD,
                out.readForWrite(Tag.RELEASE, address, WORD.bytes(), true, unlock.site()));
            out.writeAfterRead(Tag.RELEASE, address, WORD.bytes(), plus(old, -1), true, unlock.site());
        } else {
            out.write(Tag.RELEASE, address, WORD.bytes(), Term.ZERO, unlock.site());
        }
        walker.enabled(unlock.context(), unlock.site());
    }

    void tryLock(TryLock lock) throws DeadEnd {
        if (lock.kind() == LockKind.MUTEX && walker.setting.lifecycle && walker.contexts.softirq()) {
            walker.fail(Finding.LOCK_MISUSE, "tries to take a mutex in softirq context", null, lock.site());
        }
        if (lock.kind().shared() && walker.setting.lifecycle && !walker.alone && writersWait(lock.kind())) {
            throw walker.refuse("a reader's trylock, which fails while a writer waits,", lock.site());
        }
        Term address = place(lock.address(), true, lock.site());
        boolean succeeds = walker.alone ? !walker.contexts.keepsOut(address.value(), lock.kind())
            : walker.choose(2) == 1;
        if (succeeds) {
            take(address, lock.kind(), lock.context(), lock.site());
        } else if (counts(lock.kind())) {
            Term word = Walker.wrapped(WORD, out.read(Tag.ONCE, address, WORD.bytes(), true, lock.site()));
            walker.condition.require(isFree(word, lock.kind()), false);
        } else {
            out.read(Tag.LOCK_SEEN_TAKEN, address, WORD.bytes(), false, lock.site());
        }
        walker.set(lock.destination(), Term.constant(succeeds ? 1 : 0));
    }

    /** True if the program waits for a lock to write where {@code kind} reads. */
    private boolean writersWait(LockKind kind) {
        LockKind writes = kind.sleeping() ? LockKind.DOWN_WRITE : LockKind.WRITE;
        return walker.setting.program.functions().stream().flatMap(f -> f.body().stream())
            .anyMatch(i -> i instanceof Lock l && l.kind() == writes);
    }

    void isLocked(IsLocked question) {
        Term address = place(question.address(), false, question.site());
        boolean taken = walker.alone ? walker.contexts.holds(address.value()) : walker.choose(2) == 1;
        Tag tag = taken ? Tag.LOCK_SEEN_TAKEN : Tag.LOCK_SEEN_FREE;
        out.read(tag, address, WORD.bytes(), false, question.site());
        walker.set(question.destination(), Term.constant(taken ? 1 : 0));
    }
}
