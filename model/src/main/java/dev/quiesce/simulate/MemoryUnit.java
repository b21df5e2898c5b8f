package dev.quiesce.simulate;

import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction.ReadModifyWrite;
import dev.quiesce.program.Order;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;

/** Loads, stores and atomic operations of the running thread. */
final class MemoryUnit {
    private final Machine m;
    private final World world;
    private final Runner runner;

    MemoryUnit(Machine machine) {
        m = machine;
        world = machine.world;
        runner = machine.runner;
    }

    HeapObject check(long address, int bytes, boolean write, Site site) {
        return world.check(address, bytes, write, runner.reader(), site);
    }

    private boolean visible(HeapObject o) {
        return o == null || o.owner == 0;
    }

    /** @param copied no value is a value too, so that {@link Frame#UNDEFINED} stands for it */
    long load(long address, ScalarType type, long wanted, Order order, boolean copied, Site site) {
        if (!copied) {
            return load(address, type, wanted, order, site);
        }
        HeapObject o = check(address, type.bytes(), false, site);
        boolean isThere = (m.stores.withoutValue(o, address, type, visible(o)) & wanted) != wanted;
        long value = load(address, type, isThere ? wanted : 0, order, site);
        return isThere ? value : Frame.UNDEFINED;
    }

    long load(long address, ScalarType type, long wanted, Order order, Site site) {
        HeapObject o = check(address, type.bytes(), false, site);
        if (visible(o)) {
            m.footprint.add(address, type.bytes(), false, order == Order.PLAIN, site);
        }
        long value = visible(o) ? m.stores.load(o, address, type, wanted, site)
            : world.load(o, address, type, wanted, site);
        if (m.recorder != null) {
            m.recorder.loaded(runner.slot, address, type, value);
        }
        return value;
    }

    void store(long address, ScalarType type, long value, long defines, Order order, Site site) {
        HeapObject o = check(address, type.bytes(), true, site);
        if (order == Order.PLAIN && value == 0 && Locks.isHeld(world, o, address, type)) {
            throw new Stop.Failed(Finding.LOCK_MISUSE, "initialises a lock that is held", address, site);
        }
        if (visible(o)) {
            m.footprint.add(address, type.bytes(), true, order == Order.PLAIN, site);
            world.publish(value);
            if (m.stores.store(o, address, type, value, defines, site)) {
                return;
            }
        }
        long before = m.recorder == null ? 0 : world.load(o, address, type, 0, site);
        world.store(o, address, type, value, defines);
        m.changes++;
        if (m.recorder != null) {
            m.recorder.stored(runner.slot, address, type, before, type.wrap(value));
        }
    }

    /** The bits of {@code mask} hold no value any more, as register {@code from} does not; those of a global always do. */
    void forget(long address, ScalarType type, long mask, Order order, int from, Site site) {
        HeapObject o = check(address, type.bytes(), true, site);
        if (o == null) {
            throw new Stop.Unset(from, site);
        }
        if (order == Order.PLAIN && Locks.isHeld(world, o, address, type)) {
            throw new Stop.Failed(Finding.LOCK_MISUSE, "initialises a lock that is held", address, site);
        }
        if (visible(o)) {
            m.footprint.add(address, type.bytes(), true, order == Order.PLAIN, site);
            if (m.stores.forget(o, address, type, mask, site)) {
                return;
            }
        }
        long before = m.recorder == null ? 0 : world.load(o, address, type, 0, site);
        world.forget(o, address, type, mask);
        m.changes++;
        if (m.recorder != null) {
            m.recorder.stored(runner.slot, address, type, before, 0);
        }
    }

    /** A store leaves the store buffer. */
    void write(StoreBuffer.Write w) {
        HeapObject o = world.check(w.address(), w.type().bytes(), true, w.reader(), w.site());
        long before = m.recorder == null ? 0 : world.load(o, w.address(), w.type(), 0, w.site());
        if (w.forgets()) {
            world.forget(o, w.address(), w.type(), w.defines());
        } else {
            world.store(o, w.address(), w.type(), w.value(), w.defines());
        }
        if (m.recorder != null) {
            m.recorder.stored(runner.slot, w.address(), w.type(), before, w.type().wrap(w.value()));
        }
    }

    /** The value read. */
    long modify(ReadModifyWrite r, long address, long operand, long expected) {
        ScalarType type = r.type();
        HeapObject o = check(address, type.bytes(), true, r.site());
        long old = m.stores.loadLocked(o, address, type, r.site());
        if (type.bytes() < Long.BYTES) {
            m.symmetry.integer(operand);
            m.symmetry.integer(expected);
        }
        boolean writes = switch (r.operation()) {
            case COMPARE_EXCHANGE -> old == type.wrap(expected);
            case ADD_UNLESS -> old != type.wrap(expected);
            case EXCHANGE, ADD, SUBTRACT, AND, OR, XOR, AND_NOT -> true;
        };
        if (visible(o)) {
            m.footprint.add(address, type.bytes(), writes, false, r.site());
        }
        if (m.recorder != null) {
            m.recorder.loaded(runner.slot, address, type, old);
        }
        if (!writes) {
            return old;
        }
        long value = switch (r.operation()) {
            case EXCHANGE, COMPARE_EXCHANGE -> operand;
            case ADD, ADD_UNLESS -> computed(BinaryOperator.ADD, old, operand, r);
            case SUBTRACT -> computed(BinaryOperator.SUBTRACT, old, operand, r);
            case AND -> computed(BinaryOperator.AND, old, operand, r);
            case OR -> computed(BinaryOperator.OR, old, operand, r);
            case XOR -> computed(BinaryOperator.XOR, old, operand, r);
            case AND_NOT -> {
                m.symmetry.integer(operand);
                yield computed(BinaryOperator.AND, old, ~operand, r);
            }
        };
        if (visible(o)) {
            world.publish(value);
        }
        m.stores.storeLocked(o, address, type, value, r.site());
        m.changes++;
        if (m.recorder != null) {
            m.recorder.stored(runner.slot, address, type, old, type.wrap(value));
        }
        return old;
    }

    private long computed(BinaryOperator operator, long old, long operand, ReadModifyWrite r) {
        long value = Evaluator.binary(operator, ScalarType.U64, old, operand, r.site());
        m.symmetry.computed(operator, ScalarType.U64, old, operand, value, r.site());
        return value;
    }
}
