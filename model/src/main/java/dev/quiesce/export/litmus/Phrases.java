package dev.quiesce.export.litmus;

import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Site;
import java.util.List;
import java.util.Set;

/** Writes the steps that others can see. */
final class Phrases {
    private final Composer composer;

    Phrases(Composer composer) {
        this.composer = composer;
    }

    void perform(Moment moment, Instruction.Shared instruction, String key, Set<Long> targets, List<Statement> text) {
        switch (instruction) {
            case Instruction.Load l -> load(moment, l, targets, text);
            case Instruction.Store s -> store(moment, s, targets, text);
            case Instruction.ReadModifyWrite r -> access(moment, Math.max(r.destination(), -1), Forms.modify(r), r.address(),
                r.expected() == null ? List.of(r.operand()) : List.of(r.operand(), r.expected()), targets, r.site(), text);
            case Instruction.Fence f -> plain(Forms.fence(f), text);
            case Instruction.Allocate a -> {
                int nth = moment.allocations.merge(key, 1, Integer::sum);
                Cells.Thing known = new Cells.Thing("", a.type(), 0, -1);
                composer.set(moment, a.destination(), new Constant(
                    composer.setting.cells.make(known, "heap", Trial.Role.THREAD, composer.thread, key, nth)), text);
            }
            case Instruction.Free f -> { }
            case Instruction.Lock l -> {
                section(l.context(), "rcu_read_lock()", text);
                access(moment, -1, "spin_lock(&)", l.address(), List.of(), targets, l.site(), text);
            }
            case Instruction.TryLock l -> {
                if (l.context() == Context.BOTTOM_HALVES) {
                    throw new Refused(Site.NONE, "a lock that is tried with bottom halves off", "use spin_trylock()");
                }
                access(moment, l.destination(), "spin_trylock(&)", l.address(), List.of(), targets, l.site(), text);
            }
            case Instruction.Unlock u -> {
                access(moment, -1, "spin_unlock(&)", u.address(), List.of(), targets, u.site(), text);
                section(u.context(), "rcu_read_unlock()", text);
            }
            case Instruction.IsLocked i ->
                access(moment, i.destination(), "spin_is_locked(&)", i.address(), List.of(), targets, i.site(), text);
            case Instruction.Leave l -> section(l.context(), "rcu_read_unlock()", text);
            case Instruction.ReadLock r -> plain("rcu_read_lock()", text);
            case Instruction.ReadUnlock r -> plain("rcu_read_unlock()", text);
            case Instruction.Synchronize s -> plain("synchronize_rcu()", text);
            case Instruction.SleepableReadLock s ->
                access(moment, s.destination(), "srcu_read_lock(&)", s.address(), List.of(), targets, s.site(), text);
            case Instruction.SleepableReadUnlock s ->
                access(moment, -1, "srcu_read_unlock(&, 0)", s.address(), List.of(s.cookie()), targets, s.site(), text);
            case Instruction.SleepableSynchronize s ->
                access(moment, -1, "synchronize_srcu(&)", s.address(), List.of(), targets, s.site(), text);
            case Instruction.Barrier b -> { }
            case Instruction.LoadBits l -> throw Composer.refusedBefore();
            case Instruction.StoreBits s -> throw Composer.refusedBefore();
            case Instruction.Spawn s -> throw Composer.refusedBefore();
            case Instruction.RegionBegin r -> throw Composer.refusedBefore();
            case Instruction.RegionEnd r -> throw Composer.refusedBefore();
            case Instruction.GhostGet g -> throw Composer.refusedBefore();
            case Instruction.GhostSet g -> throw Composer.refusedBefore();
            case Instruction.IsIdle i -> throw Composer.refusedBefore();
        }
    }

    /** What has neither location nor value. */
    void plain(String form, List<Statement> text) {
        composer.put(new Statement.Access(-1, form, null, List.of(), Set.of(), Site.NONE), text);
    }

    /** Bottom halves that are off are a read-side section of RCU; the other contexts order nothing. */
    void section(Context context, String form, List<Statement> text) {
        if (context == Context.BOTTOM_HALVES && !composer.setting.litmus) {
            plain(form, text);
        }
    }

    private void load(Moment moment, Instruction.Load l, Set<Long> targets, List<Statement> text) {
        Expression address = composer.known(moment, l.address());
        if (address instanceof Constant(long place)) {
            if (composer.setting.cells.isOnStack(place)) {
                composer.set(moment, l.destination(), moment.locals.get(place), text);
                return;
            }
            Cell cell = composer.setting.cells.at(place);
            if (!composer.setting.litmus && cell.writers.isEmpty()) {
                composer.set(moment, l.destination(), new Constant(cell.initial), text);
                return;
            }
        }
        boolean pointer = l.site().text().contains("rcu_dereference") && holdPointers(targets);
        access(moment, l.destination(), Forms.load(l.order(), pointer), l.address(), List.of(), targets, l.site(), text);
    }

    private void store(Moment moment, Instruction.Store s, Set<Long> targets, List<Statement> text) {
        Expression value = composer.known(moment, s.value());
        if (composer.known(moment, s.address()) instanceof Constant(long place) && composer.setting.cells.isOnStack(place)) {
            moment.locals.put(place, composer.settled(composer.homes.of(place), value, text));
            return;
        }
        access(moment, -1, Forms.store(s.order(), holdPointers(targets)), s.address(), List.of(s.value()), targets, s.site(), text);
    }

    private boolean holdPointers(Set<Long> targets) {
        return targets.stream().allMatch(target -> composer.setting.cells.at(target).holdsPointers());
    }

    /** @param register of the running function, for the value; -1 if nobody wants it */
    private void access(Moment moment, int register, String form, Expression address, List<Expression> operands, Set<Long> targets,
                        Site site, List<Statement> text) {
        int home = register < 0 ? -1 : composer.homes.of(moment.top(), register);
        List<Expression> values = operands.stream().map(operand -> composer.known(moment, operand)).toList();
        composer.put(new Statement.Access(home, form, composer.known(moment, address), values, targets, site), text);
        if (register >= 0) {
            moment.top().registers[register] = new Register(home);
        }
    }
}
