package dev.quiesce.export.litmus;

import dev.quiesce.export.litmus.Trial.Role;
import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.AllocationFlag;
import dev.quiesce.program.Instruction.LockKind;
import dev.quiesce.program.Instruction.ReadModifyWrite;
import dev.quiesce.program.Order;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import java.util.HashMap;
import java.util.Map;

/** The steps of a walk that others can see. */
final class Visible {
    private final Trial trial;
    private final Map<String, Integer> allocations = new HashMap<>();

    Visible(Trial trial) {
        this.trial = trial;
    }

    void perform(Instruction.Shared instruction, String key) {
        switch (instruction) {
            case Instruction.Load(int to, Expression address, ScalarType type, Order order, boolean copied, Site site) ->
                trial.set(to, load(trial.value(address), type, order, key));
            case Instruction.Store(Expression address, Expression value, ScalarType type, Order order, boolean copied, Site site) ->
                store(trial.value(address), trial.value(value), type, order, key);
            case Instruction.LoadBits(int to, Expression address, ScalarType type, long mask, Order order,
                                      boolean copied, Site site) -> {
                refuseBits();
                trial.set(to, load(trial.value(address), type, order, key));
            }
            case Instruction.StoreBits(Expression address, Expression value, ScalarType type, long mask, Order order,
                                       boolean copied, Site site) -> {
                refuseBits();
                store(trial.value(address), trial.value(value), type, order, key);
            }
            case ReadModifyWrite r -> modify(r, key);
            case Instruction.Fence f -> { }
            case Instruction.Allocate a -> allocate(a, key);
            case Instruction.Free f -> {
                if (trial.role != Role.EXIT && trial.value(f.address()) != 0) {
                    throw new Refused(Site.NONE, "memory that is freed: a litmus test knows no lives of objects",
                        "let this mark the object with 'WRITE_ONCE(p->dead, 1)', and assert that who uses it does not see that");
                }
            }
            case Instruction.Lock l -> lock(l, key);
            case Instruction.TryLock l -> {
                long lock = lockAt(l.address(), l.kind(), key);
                boolean taken = trial.role.alone() ? !trial.custody.holdsLock(lock) : trial.choices.of(2) == 1;
                if (taken) {
                    trial.custody.take(lock, l.kind(), l.context());
                }
                trial.set(l.destination(), taken ? 1L : 0L);
            }
            case Instruction.Unlock u -> {
                long lock = lockAt(u.address(), u.kind(), key);
                if (!trial.setting.litmus) {
                    trial.custody.give(lock, u.kind(), u.context());
                }
            }
            case Instruction.IsLocked i -> {
                long lock = lockAt(i.address(), LockKind.SPIN, key);
                boolean held = trial.role.alone() ? trial.custody.holdsLock(lock) : trial.choices.of(2) == 1;
                trial.set(i.destination(), held ? 1L : 0L);
            }
            case Instruction.Leave l -> trial.custody.enable(l.context());
            case Instruction.ReadLock r -> trial.custody.beginSection(r.flavour());
            case Instruction.ReadUnlock r -> {
                if (!trial.setting.litmus) {
                    trial.custody.endSection(r.flavour());
                }
            }
            case Instruction.Synchronize s -> awaitReaders(0, trial.custody.inSection());
            case Instruction.SleepableReadLock s -> {
                trial.custody.enterDomain(domain(s.address(), key));
                trial.set(s.destination(), 0L);
            }
            case Instruction.SleepableReadUnlock s -> {
                trial.value(s.cookie());
                long domain = domain(s.address(), key);
                if (!trial.setting.litmus) {
                    trial.custody.leaveDomain(domain);
                }
            }
            case Instruction.SleepableSynchronize s -> {
                long domain = domain(s.address(), key);
                awaitReaders(domain, trial.custody.holds(domain));
            }
            case Instruction.Spawn s -> throw new Refused(Site.NONE, "something that is started, queued or called back later",
                "name what it runs among the threads of the scenario");
            // Nothing is ever queued, so there is nothing to wait for.
            case Instruction.Barrier b -> { }
            case Instruction.RegionBegin r -> begin(r);
            case Instruction.RegionEnd r -> { }
            case Instruction.GhostSet g -> {
                if (trial.role == Role.THREAD) {
                    throw hidden();
                }
            }
            case Instruction.GhostGet g -> throw hidden();
            case Instruction.IsIdle i -> throw hidden();
        }
    }

    private static Refused hidden() {
        return new Refused(Site.NONE, "state that the headers keep outside of memory", "use locks, atomics and RCU only");
    }

    private void refuseBits() {
        if (trial.role == Role.THREAD) {
            throw new Refused(Site.NONE, "a bit-field", "make it an int");
        }
    }

    private void begin(Instruction.RegionBegin region) {
        if (trial.role.alone()) {
            return;
        }
        throw switch (region.kind()) {
            case INDIVISIBLE -> new Refused(Site.NONE, "an indivisible block", "put a lock around it, and around what it excludes");
            case GHOST -> new Refused(Site.NONE, "a ghost block", "assert it in exit, of what the threads leave in variables");
            case AWAIT -> new Refused(Site.NONE, "a wait for a condition", "test the condition once, with 'if'");
            case LOOK -> hidden();
        };
    }

    // ---- memory

    private long load(long address, ScalarType type, Order order, String key) {
        if (trial.setting.cells.isOnStack(address)) {
            Long local = trial.locals.get(address);
            if (local == null) {
                throw new Refused(Site.NONE, "a local variable may be read before it is assigned", "initialise it");
            }
            return Exact.cast(type, local);
        }
        refuseRacy(order);
        trial.facts.note(key).values.add(address);
        return Exact.cast(type, trial.ground.load(address, type));
    }

    private void store(long address, long value, ScalarType type, Order order, String key) {
        long stored = Exact.cast(type, value);
        if (trial.setting.cells.isOnStack(address)) {
            trial.locals.put(address, stored);
            return;
        }
        if (trial.setting.cells.isOnStack(value)) {
            throw new Refused(Site.NONE, "the address of a local variable that is given away", "make the variable a global one");
        }
        refuseRacy(order);
        trial.facts.note(key).values.add(address);
        trial.ground.store(address, type, stored);
    }

    private void refuseRacy(Order order) {
        if (order == Order.RACY && !trial.role.alone()) {
            throw new Refused(Site.NONE, "an access in data_race(): herd7 would count the race", "use READ_ONCE() or WRITE_ONCE()");
        }
    }

    private void modify(ReadModifyWrite r, String key) {
        long address = trial.value(r.address());
        long operand = Exact.cast(r.type(), trial.value(r.operand()));
        long old = load(address, r.type(), r.order(), key);
        if (trial.setting.cells.isOnStack(address)) {
            throw new Refused(Site.NONE, "an atomic operation on a local variable", "use a plain one");
        }
        if (!trial.role.alone()) {
            boolean exchanges = r.operation() == Instruction.Operation.EXCHANGE
                || r.operation() == Instruction.Operation.COMPARE_EXCHANGE;
            trial.setting.cells.data(address, r.type()).atomic |= !exchanges;
        }
        boolean same = r.expected() != null && old == Exact.cast(r.type(), trial.value(r.expected()));
        switch (r.operation()) {
            case EXCHANGE -> store(address, operand, r.type(), r.order(), key);
            case COMPARE_EXCHANGE -> {
                if (same) {
                    store(address, operand, r.type(), r.order(), key);
                }
            }
            case ADD_UNLESS -> {
                if (!same) {
                    store(address, numbers(old, operand, old + operand), r.type(), r.order(), key);
                }
            }
            case ADD -> store(address, numbers(old, operand, old + operand), r.type(), r.order(), key);
            case SUBTRACT -> store(address, numbers(old, operand, old - operand), r.type(), r.order(), key);
            case AND -> store(address, numbers(old, operand, old & operand), r.type(), r.order(), key);
            case OR -> store(address, numbers(old, operand, old | operand), r.type(), r.order(), key);
            case XOR -> store(address, numbers(old, operand, old ^ operand), r.type(), r.order(), key);
            case AND_NOT -> store(address, numbers(old, operand, old & ~operand), r.type(), r.order(), key);
        }
        trial.set(r.destination(), old);
    }

    private static long numbers(long a, long b, long result) {
        if (Exact.isPointer(a) || Exact.isPointer(b)) {
            throw new Refused(Site.NONE, "arithmetic on a pointer", "compare pointers with == only, and keep flags beside them");
        }
        return result;
    }

    private void allocate(Instruction.Allocate a, String key) {
        if (AllocationFlag.TYPESAFE.in(trial.value(a.flags()))) {
            throw new Refused(Site.NONE, "a cache whose objects may be read after they are freed", "use kzalloc()");
        }
        int nth = allocations.merge(key, 1, Integer::sum);
        String name = a.type() == null ? "object" : a.type().name().replaceFirst("^(struct|union) ", "");
        trial.set(a.destination(), trial.setting.cells.make(new Cells.Thing(name, a.type(), trial.value(a.size()), -1),
            "heap", trial.role, trial.thread, key, nth));
    }

    // ---- locks and readers

    private long lockAt(Expression expression, LockKind kind, String key) {
        if (kind != LockKind.SPIN && kind != LockKind.MUTEX) {
            throw new Refused(Site.NONE, "a lock that several readers can hold: herd7 knows spin locks only", "use a spin lock");
        }
        long address = trial.value(expression);
        refuseOnStack(address);
        if (!trial.role.alone()) {
            trial.setting.cells.special(address, Cell.Use.LOCK);
        }
        trial.facts.note(key).values.add(address);
        return address;
    }

    private void lock(Instruction.Lock l, String key) {
        long lock = lockAt(l.address(), l.kind(), key);
        if (!trial.setting.litmus) {
            if (trial.custody.holdsLock(lock)) {
                throw new Refused(Site.NONE, "takes a lock that it may hold already: herd7 would drop the execution without a word",
                    "repair that first: 'quiesce check' shows it");
            }
            trial.custody.awaits(lock);
        }
        trial.custody.take(lock, l.kind(), l.context());
    }

    private long domain(Expression expression, String key) {
        long address = trial.value(expression);
        refuseOnStack(address);
        if (!trial.role.alone()) {
            trial.setting.cells.special(address, Cell.Use.DOMAIN);
        }
        trial.facts.note(key).values.add(address);
        return address;
    }

    private void refuseOnStack(long address) {
        if (trial.setting.cells.isOnStack(address)) {
            throw new Refused(Site.NONE, "a lock on the stack", "make it a global one");
        }
    }

    private void awaitReaders(long readers, boolean own) {
        if (trial.setting.litmus) {
            return;
        }
        if (own) {
            throw new Refused(Site.NONE, "waits for a grace period inside of a read-side section", "repair that first: 'quiesce check' shows it");
        }
        trial.custody.awaits(readers);
    }
}
