package dev.quiesce.simulate;

import dev.quiesce.program.Instruction.ReadModifyWrite;
import dev.quiesce.program.Order;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;

/** Loads, stores and atomic operations of the running thread, under sequential consistency. */
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

    long load(long address, ScalarType type, long wanted, Order order, Site site) {
        HeapObject o = check(address, type.bytes(), false, site);
        if (visible(o)) {
            m.access(address, type.bytes(), false, order == Order.PLAIN, site);
        }
        long value = world.load(o, address, type, wanted, site);
        if (m.recorder != null) {
            m.recorder.loaded(runner.slot, address, type, value);
        }
        return value;
    }

    void store(long address, ScalarType type, long value, long defines, Order order, Site site) {
        HeapObject o = check(address, type.bytes(), true, site);
        if (visible(o)) {
            m.access(address, type.bytes(), true, order == Order.PLAIN, site);
            world.publish(value);
        }
        long before = m.recorder == null ? 0 : world.load(o, address, type, 0, site);
        world.store(o, address, type, value, defines);
        m.stores++;
        if (m.recorder != null) {
            m.recorder.stored(runner.slot, address, type, before, type.wrap(value));
        }
    }

    /** The value read. */
    long modify(ReadModifyWrite r, long address, long operand, long expected) {
        ScalarType type = r.type();
        long all = Bits.mask(type);
        HeapObject o = check(address, type.bytes(), true, r.site());
        long old = world.load(o, address, type, all, r.site());
        boolean writes = switch (r.operation()) {
            case COMPARE_EXCHANGE -> old == type.wrap(expected);
            case ADD_UNLESS -> old != type.wrap(expected);
            case EXCHANGE, ADD, SUBTRACT, AND, OR, XOR, AND_NOT -> true;
        };
        if (visible(o)) {
            m.access(address, type.bytes(), writes, false, r.site());
        }
        if (m.recorder != null) {
            m.recorder.loaded(runner.slot, address, type, old);
        }
        if (!writes) {
            return old;
        }
        long value = switch (r.operation()) {
            case EXCHANGE, COMPARE_EXCHANGE -> operand;
            case ADD, ADD_UNLESS -> old + operand;
            case SUBTRACT -> old - operand;
            case AND -> old & operand;
            case OR -> old | operand;
            case XOR -> old ^ operand;
            case AND_NOT -> old & ~operand;
        };
        if (visible(o)) {
            world.publish(value);
        }
        world.store(o, address, type, value, all);
        m.stores++;
        if (m.recorder != null) {
            m.recorder.stored(runner.slot, address, type, old, type.wrap(value));
        }
        return old;
    }
}
