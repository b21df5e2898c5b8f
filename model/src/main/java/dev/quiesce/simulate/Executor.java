package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.*;
import dev.quiesce.program.Order;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.Machine.Mover;
import dev.quiesce.simulate.SharedState.SystemTable;
import java.util.Arrays;
import java.util.List;

/** What each instruction does, and what kind of move it is. */
final class Executor {
    private final Machine m;
    private final World world;
    private final Runner runner;
    private final Image image;
    final MemoryUnit memory;
    final HeapUnit heap;
    private final StoreUnit stores;

    Executor(Machine machine) {
        m = machine;
        world = machine.world;
        runner = machine.runner;
        image = machine.image;
        memory = new MemoryUnit(machine);
        heap = new HeapUnit(machine);
        stores = machine.stores;
    }

    /** Whether other threads can tell when {@code i} happens, from the current state of the running thread. */
    Mover mover(Instruction i) {
        return stores.mover(i, moverInMemory(i));
    }

    /** The same without a store buffer. */
    private Mover moverInMemory(Instruction i) {
        return switch (i) {
            case Choose c -> Mover.CHOICE;
            case ChooseRange c -> Mover.CHOICE;
            case Enter e -> readerStarts(e) ? Mover.ACQUIRE : Mover.LOCAL;
            case Local l -> Mover.LOCAL;
            case Load l -> access(l.address(), true);
            case LoadBits l -> access(l.address(), true);
            case Store s -> access(s.address(), false);
            case StoreBits s -> access(s.address(), false);
            case ReadModifyWrite r -> access(r.address(), false);
            case Fence f -> Mover.LOCAL;
            case Allocate a -> allocation(a);
            case Free f -> reach(f.address());
            case Lock l -> image.observesLocks ? Mover.NEITHER : Mover.ACQUIRE;
            case TryLock t -> Mover.NEITHER;
            case Unlock u -> image.observesLocks ? Mover.NEITHER : release(u.address());
            case IsLocked l -> Mover.NEITHER;
            case Leave l -> Mover.RELEASE;
            case ReadLock l -> Mover.ACQUIRE;
            case ReadUnlock u -> Mover.RELEASE;
            case Synchronize s -> Mover.NEITHER;
            case SleepableReadLock l -> Mover.ACQUIRE;
            case SleepableReadUnlock u -> release(u.address());
            case SleepableSynchronize s -> Mover.NEITHER;
            case Spawn s -> Mover.NEITHER;
            case Barrier b -> Mover.NEITHER;
            case RegionBegin r -> r.kind() == RegionKind.GHOST ? Mover.LOCAL : Mover.NEITHER;
            case RegionEnd r -> Mover.LOCAL;
            case GhostGet g -> Mover.NEITHER;
            case GhostSet g -> Mover.NEITHER;
            case IsIdle i2 -> Mover.NEITHER;
        };
    }

    /** What memory there is to get again grows while others free, so nothing but its own place will do for some. */
    private Mover allocation(Allocate a) {
        if (heap.mayReuse(a)) {
            return Mover.NEITHER;
        }
        return !image.frees ? Mover.LOCAL : m.lateAllocations ? Mover.LATE : Mover.NEITHER;
    }

    private boolean readerStarts(Enter e) {
        return e.context() == Context.BOTTOM_HALVES && !runner.reader();
    }

    /**
     * Letting go may be as early as the access before it, unless what is let go of can be freed in between: others that
     * see that access may then free the object while the lock in it is held.
     */
    private Mover release(Expression address) {
        long a;
        try {
            a = Evaluator.value(address, runner.top().registers, Site.NONE, m.symmetry);
        } catch (Stop s) {
            return Mover.NEITHER;
        }
        return Address.isAddress(a) && Address.object(a) < image.globalCount ? Mover.RELEASE : Mover.NEITHER;
    }

    /**
     * A load from what does not change while threads run is as local as one from what nobody else can reach, and so is an
     * access to what nobody else accesses.
     */
    private Mover access(Expression address, boolean reads) {
        Mover mover = reach(address);
        if (mover != Mover.NEITHER || !m.ownWords && !(reads && m.constants) || world.phase != SharedState.Phase.THREADS) {
            return mover;
        }
        long a;
        try {
            a = Evaluator.value(address, runner.top().registers, Site.NONE, m.symmetry);
        } catch (Stop s) {
            return Mover.NEITHER;
        }
        if (!Address.isAddress(a) || Address.offset(a) < 0) {
            return Mover.NEITHER;
        }
        int id = Address.object(a);
        HeapObject o = id < image.globalCount ? null : world.object(id);
        long size = id < image.globalCount ? image.program.globals().get(id).size() : o == null ? 0 : o.size;
        if (Address.offset(a) >= size
            || !(reads && m.constants && world.guesses.constant(o, a)) && !(world.guesses.own(o, a))) {
            return Mover.NEITHER;
        }
        m.tookForConstant(a);
        return Mover.LOCAL;
    }

    /** An object that only this thread can reach, or that nobody can change, is no business of others. */
    private Mover reach(Expression address) {
        long a;
        try {
            a = Evaluator.value(address, runner.top().registers, Site.NONE, m.symmetry);
        } catch (Stop s) {
            return Mover.NEITHER;
        }
        if (!Address.isAddress(a)) {
            return a == 0 ? Mover.LOCAL : Mover.NEITHER;
        }
        int id = Address.object(a);
        if (id < image.globalCount) {
            return image.program.globals().get(id).readOnly() ? Mover.LOCAL : Mover.NEITHER;
        }
        HeapObject o = world.object(id);
        return o != null && o.live() && m.privateMemory && o.owner == runner.slot + 1 ? Mover.LOCAL : Mover.NEITHER;
    }

    private long value(Expression e, Site site) {
        return Evaluator.value(e, runner.top().registers, site, m.symmetry);
    }

    private void assign(int destination, long value) {
        if (destination >= 0) {
            runner.top().registers[destination] = value;
        }
    }

    private void next() {
        runner.top().pc++;
    }

    void execute(Instruction i) {
        switch (i) {
            case Assign a -> assign(a.destination(), value(a.value(), a.site()));
            case Undefine u -> assign(u.destination(), Frame.UNDEFINED);
            case Jump j -> {
                runner.top().pc = j.target();
                return;
            }
            case Branch b -> {
                runner.top().pc = value(b.condition(), b.site()) != 0 ? b.ifTrue() : b.ifFalse();
                return;
            }
            case Call c -> {
                call(c);
                return;
            }
            case Return r -> {
                doReturn(r);
                return;
            }
            case Automatic a -> assign(a.destination(), heap.automatic(a));
            case CheckIndex c -> checkIndex(c);
            case Load l -> assign(l.destination(),
                memory.load(value(l.address(), l.site()), l.type(), Bits.mask(l.type()), l.order(), l.site()));
            case LoadBits l -> assign(l.destination(),
                memory.load(value(l.address(), l.site()), l.type(), l.mask(), l.order(), l.site()));
            case Store s -> memory.store(value(s.address(), s.site()), s.type(), value(s.value(), s.site()),
                Bits.mask(s.type()), s.order(), s.site());
            case StoreBits s -> memory.store(value(s.address(), s.site()), s.type(), value(s.value(), s.site()),
                s.mask(), s.order(), s.site());
            case ReadModifyWrite r -> assign(r.destination(), memory.modify(r, value(r.address(), r.site()),
                value(r.operand(), r.site()), r.expected() == null ? 0 : value(r.expected(), r.site())));
            case Fence f -> {
                if (StoreUnit.isFull(f.kind())) {
                    stores.drain();
                }
            }
            case Allocate a -> assign(a.destination(), heap.allocate(a, value(a.size(), a.site()),
                a.cache() == null ? 0 : value(a.cache(), a.site()), value(a.flags(), a.site())));
            case Free f -> heap.free(value(f.address(), f.site()), f.cache() == null ? 0 : value(f.cache(), f.site()),
                f.site());
            case Lock l -> lock(l.kind(), value(l.address(), l.site()), l.context(), l.site());
            case TryLock t -> {
                if (stores.holds() && stores.mustDrain(t)) {
                    stores.drain();
                }
                assign(t.destination(), tryLock(t.kind(), value(t.address(), t.site()), t.context(), t.site()));
            }
            case Unlock u -> unlock(u.kind(), value(u.address(), u.site()), u.context(), u.site());
            case IsHeld h -> assign(h.destination(), Locks.holds(runner, value(h.address(), h.site())) ? 1 : 0);
            case IsLocked l -> assign(l.destination(),
                memory.load(value(l.address(), l.site()), ScalarType.S32, -1L >>> 32, Order.ONCE, l.site()) != 0
                    ? 1 : 0);
            case Enter e -> reader(() -> runner.enter(e.context(), e.site()));
            case Leave l -> reader(() -> runner.leave(l.context(), l.site()));
            case MightSleep s -> mightSleep(s.operation(), s.site());
            case Query q -> assign(q.destination(), answer(q.question()));
            case ReadLock l -> reader(() -> runner.readLock(l.flavour(), l.site()));
            case ReadUnlock u -> reader(() -> runner.readUnlock(u.flavour(), u.site()));
            case Synchronize s -> {
                if (runner.reader()) {
                    throw new Stop.Failed(Finding.RCU_MISUSE, "waits for a grace period inside an RCU read-side section",
                        0, s.site());
                }
                stores.drain();
                waitFor(Readers.RCU);
                return;
            }
            case SleepableReadLock l -> srcuLock(l);
            case SleepableReadUnlock u -> srcuUnlock(value(u.address(), u.site()), u.site());
            case SleepableSynchronize s -> {
                srcuSynchronize(value(s.address(), s.site()), s.site());
                return;
            }
            case Spawn s -> spawn(s);
            case Barrier b -> {
                waitFor(Readers.callbacksOf(b.domain() == null ? 0 : value(b.domain(), b.site())));
                return;
            }
            case RegionBegin r -> region(r);
            case RegionEnd r -> {
                if (--m.regionDepth == 0 && !m.ghost) {
                    stores.endBlock(r.site());
                }
                m.ghost &= m.regionDepth > 0;
            }
            case Guard g -> {
                if (value(g.condition(), g.site()) == 0) {
                    throw Stop.Blocked.INSTANCE;
                }
            }
            case Choose c -> assign(c.destination(),
                value(c.values().get(chosen(c.values().size())), c.site()));
            case ChooseRange c -> assign(c.destination(), range(c));
            case Assume a -> {
                if (value(a.condition(), a.site()) == 0) {
                    throw Stop.Discarded.INSTANCE;
                }
            }
            case Report r -> throw new Stop.Failed(r.finding(), r.message(),
                r.object() == null ? 0 : value(r.object(), r.site()), r.site());
            case Observe o -> observe(o);
            case Cover c -> m.cover(image.coverNames.indexOf(c.name()));
            case Print p -> print(p);
            case GhostGet g -> {
                stores.usesTable();
                assign(g.destination(), world.ghost(value(g.table(), g.site()), value(g.key(), g.site())));
            }
            case GhostSet g -> ghostSet(g);
            case IsIdle q -> assign(q.destination(), m.idle() ? 1 : 0);
        }
        next();
    }

    // ---- control

    private void call(Call c) {
        long target = value(c.callee(), c.site());
        int function = Address.function(target);
        if (function < 0 || function >= image.code.length) {
            throw target == 0 ? new Stop.Failed(Finding.NULL_DEREF, "call through a null pointer", 0, c.site())
                : World.notAnAddress(target, c.site());
        }
        int parameters = image.function(function).parameters();
        if (parameters > c.arguments().size()) {
            throw new Stop.Failed(Finding.WILD_ACCESS, "call of " + image.function(function).name() + " with "
                + c.arguments().size() + " of " + parameters + " arguments", 0, c.site());
        }
        long[] registers = new long[image.function(function).registers()];
        for (int a = 0; a < parameters; a++) {
            registers[a] = value(c.arguments().get(a), c.site());
        }
        runner.push(function, registers, c.site());
    }

    private void doReturn(Return r) {
        long result = r.value() == null ? 0 : value(r.value(), r.site());
        Frame leaving = runner.top();
        m.rememberSite(r.site());
        runner.pop();
        heap.leave(leaving, result);
        if (!runner.finished()) {
            Frame caller = runner.top();
            int destination = Flow.destination(image.code[caller.function][caller.pc]);
            assign(destination, result);
            caller.pc++;
        }
    }

    private void checkIndex(CheckIndex c) {
        long index = value(c.index(), c.site());
        if (index < 0 || index >= c.count()) {
            throw new Stop.Failed(Finding.WILD_ACCESS,
                "index " + index + " of " + c.array() + ", which has " + c.count() + " elements", 0, c.site());
        }
    }

    private void region(RegionBegin r) {
        if (m.regionDepth++ == 0) {
            m.ghost = r.kind() == RegionKind.GHOST;
            stores.beginBlock();
        }
    }

    // ---- locks and contexts

    private void lock(LockKind kind, long address, Context context, Site site) {
        stores.drain();
        if (context == Context.BOTTOM_HALVES) {
            reader(() -> runner.enter(context, site));
        } else {
            runner.enter(context, site);
        }
        HeapObject o = memory.check(address, 4, true, site);
        if (!Locks.take(world, runner, o, address, kind, context, true, site)) {
            throw Stop.Blocked.INSTANCE;
        }
        m.access(address, 0, !kind.shared(), false, site);
        m.changes++;
    }

    private long tryLock(LockKind kind, long address, Context context, Site site) {
        HeapObject o = memory.check(address, 4, true, site);
        if (!Locks.take(world, runner, o, address, kind, context, false, site)) {
            return 0;
        }
        reader(() -> runner.enter(context, site));
        m.access(address, 0, !kind.shared(), false, site);
        m.changes++;
        return 1;
    }

    private void unlock(LockKind kind, long address, Context context, Site site) {
        HeapObject o = memory.check(address, 4, true, site);
        Locks.give(runner, address, kind, context, site);
        if (stores.delays(kind)) {
            stores.push(new StoreBuffer.Unlock(kind, address, site));
        } else {
            stores.drain();
            Locks.free(world, o, address, kind, site);
        }
        reader(() -> runner.leave(context, site));
        m.changes++;
    }

    /** Runs what may begin or end the thread's being an RCU reader, and keeps the table of readers. */
    private void reader(Runnable change) {
        boolean before = runner.reader();
        change.run();
        boolean after = runner.reader();
        if (!before && after) {
            Readers.enter(world, Readers.RCU, runner.slot);
        } else if (before && !after) {
            leave(Readers.RCU);
        }
    }

    /** A read-side section has ended; what was done in it is to be seen first. */
    private void leave(long domain) {
        if (stores.holds()) {
            stores.push(new StoreBuffer.Leave(domain, m.current().site()));
        } else {
            Readers.leave(world, domain, runner.slot);
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

    // ---- RCU

    /** Begins a grace period of {@code domain}; the thread waits in it unless it is over at once. */
    private void waitFor(long domain) {
        Readers.begin(world, domain, runner.slot);
        if (Readers.over(world, runner.slot)) {
            Readers.end(world, runner.slot);
            next();
        } else if (m.regionDepth > 0) {
            throw Stop.Blocked.INSTANCE;
        } else {
            runner.wait = ThreadState.Wait.GRACE_PERIOD;
            m.rest();
        }
    }

    private void srcuLock(SleepableReadLock l) {
        long domain = value(l.address(), l.site());
        memory.check(domain, 1, false, l.site());
        boolean inside = Arrays.stream(runner.domains).anyMatch(d -> d == domain);
        runner.domains = Arrays.copyOf(runner.domains, runner.domains.length + 1);
        runner.domains[runner.domains.length - 1] = domain;
        if (!inside) {
            Readers.enter(world, domain, runner.slot);
        }
        assign(l.destination(), 0);
    }

    private void srcuUnlock(long domain, Site site) {
        memory.check(domain, 1, false, site);
        int at = -1;
        int count = 0;
        for (int i = 0; i < runner.domains.length; i++) {
            if (runner.domains[i] == domain) {
                at = i;
                count++;
            }
        }
        if (at < 0) {
            throw new Stop.Failed(Finding.LOCK_MISUSE, "leaves an SRCU read-side section that it is not in", domain,
                site);
        }
        long[] rest = new long[runner.domains.length - 1];
        System.arraycopy(runner.domains, 0, rest, 0, at);
        System.arraycopy(runner.domains, at + 1, rest, at, rest.length - at);
        runner.domains = rest;
        if (count == 1) {
            leave(domain);
        }
    }

    private void srcuSynchronize(long domain, Site site) {
        memory.check(domain, 1, false, site);
        for (long d : runner.domains) {
            if (d == domain) {
                throw new Stop.Failed(Finding.RCU_MISUSE, "synchronize_srcu inside a section of the same domain",
                    domain, site);
            }
        }
        stores.drain();
        waitFor(domain);
    }

    private void spawn(Spawn s) {
        long target = value(s.function(), s.site());
        int function = Address.function(target);
        if (function < 0 || function >= image.code.length) {
            throw target == 0 ? new Stop.Failed(Finding.NULL_DEREF, "null function to be started", 0, s.site())
                : World.notAnAddress(target, s.site());
        }
        long argument = value(s.argument(), s.site());
        world.publish(argument);
        long domain = s.kind() == SpawnKind.SLEEPABLE_CALLBACK ? value(s.domain(), s.site()) : Readers.RCU;
        if (stores.holds()) {
            stores.push(new StoreBuffer.Start(s.kind(), function, argument, domain, s.site()));
        } else {
            start(s.kind(), function, argument, domain);
        }
    }

    /** Starts a thread; {@code domain} is what a callback waits for. */
    void start(SpawnKind kind, int function, long argument, long domain) {
        int slot = m.course.add(Course.thread(image, kind.ordinal(), function, new long[] {argument}));
        if (kind == SpawnKind.CALLBACK || kind == SpawnKind.SLEEPABLE_CALLBACK) {
            Readers.begin(world, domain, slot);
            Readers.enter(world, Readers.callbacksOf(domain), slot);
        }
        if (m.recorder != null) {
            m.recorder.started(slot, runner.slot, function, argument, kind);
        }
    }

    // ---- what the checker is told

    private int chosen(int alternatives) {
        return m.choices.choose(alternatives);
    }

    private long range(ChooseRange c) {
        long low = value(c.low(), c.site());
        long high = value(c.high(), c.site());
        m.symmetry.integer(low);
        m.symmetry.integer(high);
        if (high < low) {
            throw Stop.Discarded.INSTANCE;
        }
        if (high - low > 65535) {
            throw new Stop.Failed(Finding.ASSERTION, "choose_range over more than 65536 values", 0, c.site());
        }
        return low + chosen((int) (high - low + 1));
    }

    private void observe(Observe o) {
        long name = image.observedNames.indexOf(o.name());
        long value = value(o.value(), o.site());
        m.symmetry.integer(value);
        world.set(SystemTable.OBSERVED, name * 2, value);
        world.set(SystemTable.OBSERVED, name * 2 + 1, 1);
    }

    private void print(Print p) {
        long[] values = new long[p.arguments().size()];
        List<Expression> arguments = p.arguments();
        for (int n = 0; n < values.length; n++) {
            values[n] = value(arguments.get(n), p.site());
        }
        if (m.recorder != null) {
            m.recorder.note(runner.slot, Printf.format(image, world, p.format(), values));
        }
    }

    private void ghostSet(GhostSet g) {
        long value = value(g.value(), g.site());
        stores.usesTable();
        world.publish(value);
        world.setGhost(value(g.table(), g.site()), value(g.key(), g.site()), value);
        m.changes++;
    }
}
