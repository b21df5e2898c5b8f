package dev.quiesce.axiomatic.path;

import dev.quiesce.axiomatic.path.Walker.DeadEnd;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Instruction.Fence;
import dev.quiesce.program.Instruction.FenceKind;
import dev.quiesce.program.Instruction.IsLocked;
import dev.quiesce.program.Instruction.Load;
import dev.quiesce.program.Instruction.Lock;
import dev.quiesce.program.Instruction.Operation;
import dev.quiesce.program.Instruction.ReadLock;
import dev.quiesce.program.Instruction.ReadModifyWrite;
import dev.quiesce.program.Instruction.ReadUnlock;
import dev.quiesce.program.Instruction.Shared;
import dev.quiesce.program.Instruction.SleepableReadLock;
import dev.quiesce.program.Instruction.SleepableReadUnlock;
import dev.quiesce.program.Instruction.SleepableSynchronize;
import dev.quiesce.program.Instruction.Store;
import dev.quiesce.program.Instruction.Synchronize;
import dev.quiesce.program.Instruction.TryLock;
import dev.quiesce.program.Instruction.Unlock;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;

/**
 * What shared instructions are as events, after {@code herd-representation.txt} and {@code lock.cat} of the kernel's
 * memory model.
 */
final class SharedSteps {
    private final Walker walker;
    private final Recorder out;

    SharedSteps(Walker walker, Recorder out) {
        this.walker = walker;
        this.out = out;
    }

    void perform(Shared instruction) throws DeadEnd {
        switch (instruction) {
            case Load load -> walker.set(load.destination(),
                out.read(Recorder.tag(load.order()), walker.evaluate(load.address()), false, load.site()));
            case Store store -> out.write(Recorder.tag(store.order()), walker.evaluate(store.address()),
                walker.evaluate(store.value()), store.site());
            case ReadModifyWrite rmw -> modify(rmw);
            case Fence(FenceKind kind, Site site) -> out.fence(fence(kind), site);
            case Lock lock -> {
                refuseShared(lock.kind().shared(), lock.site());
                take(walker.evaluate(lock.address()), lock.site());
            }
            case TryLock lock -> tryLock(lock);
            case Unlock unlock -> {
                refuseShared(unlock.kind().shared(), unlock.site());
                out.write(Tag.UNLOCK, walker.evaluate(unlock.address()), Term.ZERO, unlock.site());
            }
            case IsLocked question -> isLocked(question);
            case ReadLock lock -> out.fence(Tag.RCU_LOCK, lock.site());
            case ReadUnlock unlock -> out.fence(Tag.RCU_UNLOCK, unlock.site());
            case Synchronize synchronize -> out.fence(Tag.SYNC_RCU, synchronize.site());
            case SleepableReadLock lock -> walker.set(lock.destination(),
                out.read(Tag.SRCU_LOCK, walker.evaluate(lock.address()), false, lock.site()));
            case SleepableReadUnlock unlock -> out.write(Tag.SRCU_UNLOCK, walker.evaluate(unlock.address()),
                walker.evaluate(unlock.cookie()), unlock.site());
            case SleepableSynchronize synchronize -> out.fence(Tag.SYNC_SRCU, walker.evaluate(synchronize.address()),
                synchronize.site());
            default -> throw new Unsupported(instruction.getClass().getSimpleName(), instruction.site());
        }
    }

    private static void refuseShared(boolean shared, Site site) {
        if (shared) {
            throw new Unsupported("a lock that several readers can hold", site);
        }
    }

    private static Tag fence(FenceKind kind) {
        return switch (kind) {
            case MB -> Tag.MB;
            case RMB -> Tag.RMB;
            case WMB -> Tag.WMB;
            case BARRIER -> Tag.BARRIER;
            case BEFORE_ATOMIC -> Tag.BEFORE_ATOMIC;
            case AFTER_ATOMIC -> Tag.AFTER_ATOMIC;
            case AFTER_SPINLOCK -> Tag.AFTER_SPINLOCK;
            case AFTER_UNLOCK_LOCK -> Tag.AFTER_UNLOCK_LOCK;
            case AFTER_SRCU_READ_UNLOCK -> Tag.AFTER_SRCU_READ_UNLOCK;
        };
    }

    // ---- read-modify-writes

    private void modify(ReadModifyWrite rmw) throws DeadEnd {
        Tag tag = Recorder.tag(rmw.order());
        Term address = walker.evaluate(rmw.address());
        Term operand = walker.evaluate(rmw.operand());
        Term old = switch (rmw.operation()) {
            case EXCHANGE -> exchanged(tag, address, operand, rmw.site());
            case COMPARE_EXCHANGE, ADD_UNLESS -> conditional(rmw, tag, address, operand);
            case ADD, SUBTRACT, AND, OR, XOR, AND_NOT -> {
                Term read = out.readForWrite(tag, address, true, rmw.site());
                Value stored = updated(rmw.operation(), rmw.type(), read.value(), operand.value());
                // A fetching operation has a data dependency from its read to its write; an exchange has not.
                out.writeAfterRead(tag, address, new Term(stored, Term.union(read.reads(), operand.reads())), true,
                    rmw.site());
                yield read;
            }
        };
        walker.set(rmw.destination(), old);
    }

    private Term exchanged(Tag tag, Term address, Term operand, Site site) {
        Term read = out.readForWrite(tag, address, true, site);
        out.writeAfterRead(tag, address, operand, true, site);
        return read;
    }

    /** An operation that stores only if the value read is, or is not, the expected one. A failure is a read alone. */
    private Term conditional(ReadModifyWrite rmw, Tag tag, Term address, Term operand) throws DeadEnd {
        boolean unless = rmw.operation() == Operation.ADD_UNLESS;
        Term expected = walker.evaluate(rmw.expected());
        boolean stores = walker.choose(2) == 1;
        Term read = stores ? out.readForWrite(tag, address, true, rmw.site()) : out.read(tag, address, true, rmw.site());
        walker.require(Values.binary(BinaryOperator.EQUAL, rmw.type(), read.value(), expected.value()), stores != unless);
        if (stores && unless) {
            Value sum = updated(Operation.ADD, rmw.type(), read.value(), operand.value());
            out.writeAfterRead(tag, address, new Term(sum, Term.union(read.reads(), operand.reads())), true, rmw.site());
        } else if (stores) {
            out.writeAfterRead(tag, address, operand, true, rmw.site());
        }
        return read;
    }

    private static Value updated(Operation operation, ScalarType type, Value old, Value operand) {
        return switch (operation) {
            case ADD, ADD_UNLESS -> Values.binary(BinaryOperator.ADD, type, old, operand);
            case SUBTRACT -> Values.binary(BinaryOperator.SUBTRACT, type, old, operand);
            case AND -> Values.binary(BinaryOperator.AND, type, old, operand);
            case OR -> Values.binary(BinaryOperator.OR, type, old, operand);
            case XOR -> Values.binary(BinaryOperator.XOR, type, old, operand);
            case AND_NOT -> Values.binary(BinaryOperator.AND, type, old,
                Values.unary(dev.quiesce.program.Expression.UnaryOperator.COMPLEMENT, type, operand));
            case EXCHANGE, COMPARE_EXCHANGE -> operand;
        };
    }

    // ---- locks

    private void take(Term address, Site site) {
        out.readForWrite(Tag.LOCK_READ, address, false, site);
        out.writeAfterRead(Tag.LOCK_WRITE, address, Term.constant(1), false, site);
    }

    private void tryLock(TryLock lock) {
        refuseShared(lock.kind().shared(), lock.site());
        Term address = walker.evaluate(lock.address());
        boolean succeeds = walker.choose(2) == 1;
        if (succeeds) {
            take(address, lock.site());
        } else {
            out.read(Tag.LOCK_SEEN_TAKEN, address, false, lock.site());
        }
        walker.set(lock.destination(), Term.constant(succeeds ? 1 : 0));
    }

    private void isLocked(IsLocked question) {
        Term address = walker.evaluate(question.address());
        boolean taken = walker.choose(2) == 1;
        out.read(taken ? Tag.LOCK_SEEN_TAKEN : Tag.LOCK_SEEN_FREE, address, false, question.site());
        walker.set(question.destination(), Term.constant(taken ? 1 : 0));
    }
}
