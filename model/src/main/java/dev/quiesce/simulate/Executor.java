package dev.quiesce.simulate;

import dev.quiesce.program.Expression;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.*;
import dev.quiesce.program.Order;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.SharedState.SystemTable;
import java.util.List;

/** What each instruction does: by one of the units, or here if nobody else can tell or only the checker is told. */
final class Executor {
    private final Machine m;
    private final World world;
    private final Runner runner;
    private final Image image;
    final MemoryUnit memory;
    final HeapUnit heap;
    final CallUnit calls;
    private final RcuUnit rcu;
    private final LockUnit locks;
    private final StoreUnit stores;

    Executor(Machine machine) {
        m = machine;
        world = machine.world;
        runner = machine.runner;
        image = machine.image;
        stores = machine.stores;
        memory = new MemoryUnit(machine);
        heap = new HeapUnit(machine);
        calls = new CallUnit(machine, heap);
        rcu = new RcuUnit(machine, memory);
        locks = new LockUnit(machine, memory, rcu);
    }

    void execute(Instruction i) {
        switch (i) {
            case Assign a -> runner.assign(a.destination(), m.value(a.value(), a.site()));
            case Undefine u -> runner.assign(u.destination(), Frame.UNDEFINED);
            case Jump j -> {
                runner.top().pc = j.target();
                return;
            }
            case Branch b -> {
                runner.top().pc = m.value(b.condition(), b.site()) != 0 ? b.ifTrue() : b.ifFalse();
                return;
            }
            case Call c -> {
                calls.call(c);
                return;
            }
            case Return r -> {
                calls.leave(r);
                return;
            }
            case Automatic a -> runner.assign(a.destination(), heap.automatic(a));
            case Expire e -> heap.expire(e);
            case CheckIndex c -> checkIndex(c);
            case Load l -> runner.assign(l.destination(),
                memory.load(m.value(l.address(), l.site()), l.type(), Bits.mask(l.type()), l.order(), l.copied(), l.site()));
            case LoadBits l -> runner.assign(l.destination(),
                memory.load(m.value(l.address(), l.site()), l.type(), l.mask(), l.order(), l.copied(), l.site()));
            case Store s -> store(s.address(), s.value(), s.type(), Bits.mask(s.type()), s.order(), s.copied(), s.site());
            case StoreBits s -> store(s.address(), s.value(), s.type(), s.mask(), s.order(), s.copied(), s.site());
            case ReadModifyWrite r -> runner.assign(r.destination(), memory.modify(r, m.value(r.address(), r.site()),
                m.value(r.operand(), r.site()), r.expected() == null ? 0 : m.value(r.expected(), r.site())));
            case Fence f -> {
                if (StoreUnit.isFull(f.kind())) {
                    stores.drain();
                }
            }
            case Allocate a -> runner.assign(a.destination(), heap.allocate(a, m.value(a.size(), a.site()),
                a.cache() == null ? 0 : m.value(a.cache(), a.site()), m.value(a.flags(), a.site())));
            case Free f -> heap.free(m.value(f.address(), f.site()), f.cache() == null ? 0 : m.value(f.cache(), f.site()),
                f.site());
            case Lock l -> {
                if (!locks.lock(l, m.value(l.address(), l.site()))) {
                    return;
                }
            }
            case TryLock t -> runner.assign(t.destination(), locks.tryLock(t, m.value(t.address(), t.site())) ? 1 : 0);
            case Unlock u -> locks.unlock(u, m.value(u.address(), u.site()));
            case IsHeld h -> runner.assign(h.destination(), isHeld(m.value(h.address(), h.site())) ? 1 : 0);
            case IsLocked l -> runner.assign(l.destination(), locks.isLocked(l, m.value(l.address(), l.site())) ? 1 : 0);
            case Enter e -> rcu.disable(e.context(), e.site());
            case Leave l -> rcu.enable(l.context(), l.site());
            case MightSleep s -> mightSleep(s.operation(), s.site());
            case Query q -> runner.assign(q.destination(), answer(q.question()));
            case ReadLock l -> rcu.readLock(l);
            case ReadUnlock u -> rcu.readUnlock(u);
            case Synchronize s -> {
                if (!rcu.synchronize(s)) {
                    return;
                }
            }
            case SleepableReadLock l -> runner.assign(l.destination(), rcu.readLock(m.value(l.address(), l.site()), l.site()));
            case SleepableReadUnlock u ->
                rcu.readUnlock(m.value(u.address(), u.site()), m.value(u.cookie(), u.site()), u.site());
            case SleepableSynchronize s -> {
                if (!rcu.synchronize(m.value(s.address(), s.site()), s.site())) {
                    return;
                }
            }
            case Spawn s -> calls.spawn(s);
            case Barrier b -> {
                if (!rcu.waitFor(Readers.callbacksOf(b.domain() == null ? 0 : m.value(b.domain(), b.site())))) {
                    return;
                }
            }
            case RegionBegin r -> beginRegion(r);
            case RegionEnd r -> endRegion(r);
            case Guard g -> {
                if (m.value(g.condition(), g.site()) == 0) {
                    throw Stop.Blocked.INSTANCE;
                }
            }
            case Choose c -> chosen(c.destination(), m.value(c.values().get(m.choices.choose(c.values().size())), c.site()));
            case ChooseRange c -> chosen(c.destination(), range(c));
            case Assume a -> {
                if (m.value(a.condition(), a.site()) == 0) {
                    throw Stop.Discarded.INSTANCE;
                }
            }
            case Report r -> throw new Stop.Failed(r.finding(), r.message(),
                r.object() == null ? 0 : m.value(r.object(), r.site()), r.site());
            case Observe o -> observe(o);
            case Cover c -> m.cover(image.coverNames.indexOf(c.name()));
            case Print p -> print(p);
            case GhostGet g -> {
                stores.usesTable();
                runner.assign(g.destination(), world.ghost(m.value(g.table(), g.site()), m.value(g.key(), g.site())));
            }
            case GhostSet g -> ghostSet(g);
            case IsIdle q -> runner.assign(q.destination(), m.idle() ? 1 : 0);
        }
        runner.top().pc++;
    }

    private void store(Expression to, Expression value, ScalarType type, long defines, Order order, boolean copied, Site site) {
        long address = m.value(to, site);
        if (copied && value instanceof Expression.Register(int from) && runner.top().registers[from] == Frame.UNDEFINED) {
            memory.forget(address, type, defines, order, from, site);
        } else {
            memory.store(address, type, m.value(value, site), defines, order, site);
        }
    }

    // ---- rules of C and of the kernel

    private void checkIndex(CheckIndex c) {
        long index = m.value(c.index(), c.site());
        if (index < 0 || index >= c.count()) {
            throw new Stop.Failed(Finding.WILD_ACCESS,
                "index " + index + " of " + c.array() + ", which has " + c.count() + " elements", 0, c.site());
        }
    }

    private void mightSleep(String operation, Site site) {
        String why = runner.atomicBecause();
        if (!why.isEmpty()) {
            boolean grace = operation.startsWith("synchronize_") || operation.startsWith("rcu_barrier");
            if (grace && runner.inExplicitSection()) {
                throw new Stop.Failed(Finding.RCU_MISUSE, operation + " inside an RCU read-side section", 0, site);
            }
            throw new Stop.Failed(Finding.SLEEP_IN_ATOMIC, operation + " may sleep, " + why, 0, site);
        }
    }

    private boolean isHeld(long address) {
        return Locks.holds(runner, address) || rcu.timesIn(address) > 0;
    }

    private long answer(Question question) {
        return switch (question) {
            case IN_SOFTIRQ -> runner.softirq() || runner.isDisabled(Context.BOTTOM_HALVES) ? 1 : 0;
            case IN_RCU_SECTION -> runner.reader() ? 1 : 0;
            case BOTTOM_HALVES_DISABLED -> runner.isDisabled(Context.BOTTOM_HALVES) ? 1 : 0;
            case IRQS_DISABLED -> runner.isDisabled(Context.INTERRUPTS) ? 1 : 0;
            case MUST_NOT_SLEEP -> runner.atomicBecause().isEmpty() ? 0 : 1;
            case THREAD -> {
                m.symmetry.identity(runner.slot);
                yield runner.slot + 1;
            }
        };
    }

    // ---- indivisible blocks

    private void beginRegion(RegionBegin r) {
        if (m.regionDepth++ == 0) {
            m.ghost = r.kind() == RegionKind.GHOST;
            stores.beginBlock(r.kind());
        }
    }

    private void endRegion(RegionEnd r) {
        if (--m.regionDepth == 0 && !m.ghost) {
            stores.endBlock(r.site());
        }
        m.ghost &= m.regionDepth > 0;
    }

    private void ghostSet(GhostSet g) {
        long value = m.value(g.value(), g.site());
        stores.usesTable();
        world.publish(value);
        world.setGhost(m.value(g.table(), g.site()), m.value(g.key(), g.site()), value);
        m.changes++;
    }

    // ---- what the checker is told

    private void chosen(int destination, long value) {
        if (m.recorder != null) {
            m.recorder.chose(runner.slot, value);
        }
        runner.assign(destination, value);
    }

    private long range(ChooseRange c) {
        long low = m.value(c.low(), c.site());
        long high = m.value(c.high(), c.site());
        m.symmetry.integer(low);
        m.symmetry.integer(high);
        if (high < low) {
            throw new Stop.Failed(Finding.ASSERTION, "choose_range(" + low + ", " + high + "): there is nothing in this range",
                0, c.site());
        }
        if (high - low > 65535) {
            throw new Stop.Failed(Finding.ASSERTION, "choose_range over more than 65536 values", 0, c.site());
        }
        return low + m.choices.choose((int) (high - low + 1));
    }

    private void observe(Observe o) {
        long name = image.observedNames.indexOf(o.name());
        long value = m.value(o.value(), o.site());
        m.symmetry.integer(value);
        world.set(SystemTable.OBSERVED, name * 2, value);
        world.set(SystemTable.OBSERVED, name * 2 + 1, 1);
    }

    private void print(Print p) {
        long[] values = new long[p.arguments().size()];
        List<Expression> arguments = p.arguments();
        for (int n = 0; n < values.length; n++) {
            values[n] = m.value(arguments.get(n), p.site());
        }
        if (m.recorder != null) {
            m.recorder.note(runner.slot, Printf.format(image, world, p.format(), values));
        }
    }
}
