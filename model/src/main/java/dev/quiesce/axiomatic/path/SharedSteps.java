package dev.quiesce.axiomatic.path;

import dev.quiesce.axiomatic.path.Walker.DeadEnd;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Expression.UnaryOperator;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction.Allocate;
import dev.quiesce.program.Instruction.Barrier;
import dev.quiesce.program.Instruction.Fence;
import dev.quiesce.program.Instruction.FenceKind;
import dev.quiesce.program.Instruction.Free;
import dev.quiesce.program.Instruction.GhostGet;
import dev.quiesce.program.Instruction.GhostSet;
import dev.quiesce.program.Instruction.IsIdle;
import dev.quiesce.program.Instruction.IsLocked;
import dev.quiesce.program.Instruction.Leave;
import dev.quiesce.program.Instruction.Load;
import dev.quiesce.program.Instruction.LoadBits;
import dev.quiesce.program.Instruction.Lock;
import dev.quiesce.program.Instruction.Operation;
import dev.quiesce.program.Instruction.ReadLock;
import dev.quiesce.program.Instruction.ReadModifyWrite;
import dev.quiesce.program.Instruction.ReadUnlock;
import dev.quiesce.program.Instruction.RegionBegin;
import dev.quiesce.program.Instruction.RegionEnd;
import dev.quiesce.program.Instruction.Shared;
import dev.quiesce.program.Instruction.SleepableReadLock;
import dev.quiesce.program.Instruction.SleepableReadUnlock;
import dev.quiesce.program.Instruction.SleepableSynchronize;
import dev.quiesce.program.Instruction.Spawn;
import dev.quiesce.program.Instruction.Store;
import dev.quiesce.program.Instruction.StoreBits;
import dev.quiesce.program.Instruction.Synchronize;
import dev.quiesce.program.Instruction.TryLock;
import dev.quiesce.program.Instruction.Unlock;
import dev.quiesce.program.Order;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;

/**
 * What shared instructions are as events, after {@code herd-representation.txt} and {@code lock.cat} of the kernel's
 * memory model.
 */
final class SharedSteps {
    private final Walker walker;
    private final Sink out;
    private final Memory memory;
    private final HeapSteps heap;
    private final Regions regions;
    private final LockSteps locks;

    SharedSteps(Walker walker, Memory memory) {
        this.walker = walker;
        this.out = walker.out;
        this.memory = memory;
        this.heap = new HeapSteps(walker, memory);
        this.regions = new Regions(walker, memory);
        this.locks = new LockSteps(walker, memory);
    }

    void perform(Shared instruction) throws DeadEnd {
        switch (instruction) {
            case Load load -> load(load, false);
            case Store store -> store(store);
            case LoadBits(int destination, var address, ScalarType type, long mask, Order order, boolean copied, Site site) ->
                load(new Load(destination, address, type, order, copied, site), true);
            case StoreBits(var address, var value, ScalarType type, long mask, Order order, boolean copied, Site site) ->
                store(new Store(address, value, type, order, copied, site));
            case ReadModifyWrite rmw -> modify(rmw);
            case Fence(FenceKind kind, Site site) -> out.fence(fence(kind), site);
            case Lock lock -> locks.lock(lock);
            case TryLock lock -> locks.tryLock(lock);
            case Unlock unlock -> locks.unlock(unlock);
            case IsLocked question -> locks.isLocked(question);
            case ReadLock lock -> {
                walker.contexts.beginSection(lock.flavour());
                out.fence(Tag.RCU_LOCK, lock.site());
            }
            case ReadUnlock unlock -> {
                if (!walker.contexts.endSection(unlock.flavour()) && walker.setting.lifecycle) {
                    walker.fail(Finding.LOCK_MISUSE, "leaves an RCU read-side section that it is not in", null,
                        unlock.site());
                }
                out.fence(Tag.RCU_UNLOCK, unlock.site());
            }
            case Synchronize synchronize -> synchronize(synchronize);
            case SleepableReadLock lock -> {
                Term address = place(lock.address(), 4, false, lock.site());
                walker.contexts.beginDomain(address.value());
                walker.set(lock.destination(), out.read(Tag.SRCU_LOCK, address, 8, false, lock.site()));
            }
            case SleepableReadUnlock unlock -> {
                Term address = place(unlock.address(), 4, true, unlock.site());
                walker.contexts.endDomain(address.value());
                out.write(Tag.SRCU_UNLOCK, address, 8, walker.evaluate(unlock.cookie()), unlock.site());
            }
            case SleepableSynchronize synchronize -> {
                Term address = place(synchronize.address(), 4, false, synchronize.site());
                walker.mayWait(new Ending.ForReaders(), synchronize.site());
                out.fence(Tag.SYNC_SRCU, address, synchronize.site());
            }
            case Leave leave -> {
                if (!walker.contexts.leave(leave.context())) {
                    walker.fail(Finding.LOCK_MISUSE, "enables what it has not disabled", null, leave.site());
                }
                walker.enabled(leave.context(), leave.site());
            }
            case Allocate allocate -> heap.allocate(allocate);
            case Free free -> heap.free(free);
            case Spawn spawn -> heap.spawn(spawn);
            case Barrier barrier -> heap.barrier(barrier);
            case RegionBegin begin -> regions.begin(begin);
            case RegionEnd end -> regions.end(end.site());
            case GhostGet get -> regions.get(get);
            case GhostSet set -> regions.set(set);
            case IsIdle idle -> throw walker.refuse("a question whether others can move", idle.site());
        }
    }

    /** The number of events that came before the region that the thread is in. */
    Regions regions() {
        return regions;
    }

    int regionStart() {
        return regions.start();
    }

    /** Leaves the regions that the thread is in without having entered them. */
    void leaveRegions(Site site) {
        regions.release(site);
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

    /** The address of an access, once it is known that there can be one. */
    private Term place(dev.quiesce.program.Expression address, int bytes, boolean write, Site site) {
        Term term = walker.evaluate(address);
        walker.access(memory, term, bytes, write, site);
        return term;
    }

    // ---- loads and stores

    /** @param unset whether what was never stored to may be read, as the neighbours of a bit-field may */
    private void load(Load load, boolean unset) {
        Term address = walker.evaluate(load.address());
        int bytes = load.type().bytes();
        if (walker.locals.has(address.value())) {
            walker.set(load.destination(), load.copied() && !unset && heap.isUnset(address, load.type(), load.site()) ? null
                : heap.loadLocal(address, load.type(), unset, load.site()));
            return;
        }
        walker.access(memory, address, bytes, false, load.site());
        if (unset) {
            walker.excuseNext();
        }
        Term value = out.read(regions.tag(Sink.tag(load.order())), address, bytes, false, load.site());
        regions.hasRead(address);
        if (value.value().equals(new Value.Known(Memory.UNSET))) {
            if (!unset && load.copied()) {
                walker.set(load.destination(), null);
                return;
            }
            if (!unset) {
                walker.fail(Finding.UNINIT_READ, "", address.value(), load.site());
            }
            value = Term.ZERO;
        }
        walker.set(load.destination(), Walker.wrapped(load.type(), value));
    }

    private void store(Store store) {
        Term address = walker.evaluate(store.address());
        if (store.copied() && store.value() instanceof Register(int from) && walker.frame.registers[from] == null) {
            forget(address, store);
            return;
        }
        Term value = Walker.wrapped(store.type(), walker.evaluate(store.value()));
        if (walker.locals.has(address.value())) {
            heap.storeLocal(address, value, store.type(), store.site());
            return;
        }
        walker.access(memory, address, store.type().bytes(), true, store.site());
        if (walker.setting.lifecycle && store.order() == Order.PLAIN && value.value().equals(Values.ZERO)
            && walker.contexts.locks().contains(address.value())) {
            walker.fail(Finding.LOCK_MISUSE, "initialises a lock that is held", address.value(), store.site());
        }
        heap.refuseEscape(value, store.site());
        out.write(regions.tag(Sink.tag(store.order())), address, store.type().bytes(), value, store.site());
        regions.hasWritten(address);
    }

    /** Copies that there is no value. */
    private void forget(Term address, Store store) {
        if (walker.locals.has(address.value())) {
            heap.forgetLocal(address, store.type(), store.site());
        } else if (walker.alone) {
            walker.access(memory, address, store.type().bytes(), true, store.site());
            out.write(Sink.tag(store.order()), address, store.type().bytes(), Term.constant(Memory.UNSET), store.site());
        } else {
            throw walker.refuse("a struct that is copied to where others may look before all of it has a value", store.site());
        }
    }

    // ---- read-modify-writes

    private void modify(ReadModifyWrite rmw) throws DeadEnd {
        Tag tag = regions.tag(Sink.tag(rmw.order()));
        Term address = place(rmw.address(), rmw.type().bytes(), true, rmw.site());
        Term operand = Walker.wrapped(rmw.type(), walker.evaluate(rmw.operand()));
        Term old = switch (rmw.operation()) {
            case EXCHANGE -> exchanged(tag, address, operand, rmw);
            case COMPARE_EXCHANGE, ADD_UNLESS -> conditional(rmw, tag, address, operand);
            case ADD, SUBTRACT, AND, OR, XOR, AND_NOT -> {
                Term read = readForWrite(tag, address, rmw);
                Value stored = updated(rmw.operation(), rmw.type(), read.value(), operand.value());
                // A fetching operation has a data dependency from its read to its write; an exchange has not.
                out.writeAfterRead(tag, address, rmw.type().bytes(),
                    new Term(stored, Term.union(read.reads(), operand.reads())), true, rmw.site());
                yield read;
            }
        };
        walker.set(rmw.destination(), old);
    }

    private Term readForWrite(Tag tag, Term address, ReadModifyWrite rmw) {
        return Walker.wrapped(rmw.type(), out.readForWrite(tag, address, rmw.type().bytes(), true, rmw.site()));
    }

    private Term exchanged(Tag tag, Term address, Term operand, ReadModifyWrite rmw) {
        Term read = readForWrite(tag, address, rmw);
        heap.refuseEscape(operand, rmw.site());
        out.writeAfterRead(tag, address, rmw.type().bytes(), operand, true, rmw.site());
        return read;
    }

    /** An operation that stores only if the value read is, or is not, the expected one. A failure is a read alone. */
    private Term conditional(ReadModifyWrite rmw, Tag tag, Term address, Term operand) throws DeadEnd {
        boolean unless = rmw.operation() == Operation.ADD_UNLESS;
        Term expected = Walker.wrapped(rmw.type(), walker.evaluate(rmw.expected()));
        boolean stores = walker.choose(2) == 1;
        Term read = stores ? readForWrite(tag, address, rmw)
            : Walker.wrapped(rmw.type(), out.read(tag, address, rmw.type().bytes(), true, rmw.site()));
        walker.condition.require(Values.binary(BinaryOperator.EQUAL, rmw.type(), read.value(), expected.value()), stores != unless);
        if (stores && unless) {
            Value sum = updated(Operation.ADD, rmw.type(), read.value(), operand.value());
            out.writeAfterRead(tag, address, rmw.type().bytes(),
                new Term(sum, Term.union(read.reads(), operand.reads())), true, rmw.site());
        } else if (stores) {
            heap.refuseEscape(operand, rmw.site());
            out.writeAfterRead(tag, address, rmw.type().bytes(), operand, true, rmw.site());
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
                Values.unary(UnaryOperator.COMPLEMENT, type, operand));
            case EXCHANGE, COMPARE_EXCHANGE -> operand;
        };
    }

    private void synchronize(Synchronize synchronize) {
        if (walker.setting.lifecycle && walker.contexts.inRcuSection()) {
            walker.fail(Finding.RCU_MISUSE, "waits for a grace period inside an RCU read-side section", null,
                synchronize.site());
        }
        walker.mayWait(new Ending.ForReaders(), synchronize.site());
        out.fence(Tag.SYNC_RCU, synchronize.site());
    }
}
