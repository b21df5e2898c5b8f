package dev.quiesce.lang;

import dev.quiesce.lang.Builtins.Builtin;
import dev.quiesce.lang.FunctionBuilder.Label;
import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Instruction.LockKind;
import dev.quiesce.program.Instruction.Question;
import dev.quiesce.program.Instruction.SpawnKind;
import dev.quiesce.program.ScalarType;
import java.util.Map;

/** Locks, contexts, RCU and the starting of threads. */
final class ThreadBuiltins {
    static final Map<String, Builtin> TABLE = Map.ofEntries(
            Map.entry("__q_lock", Builtin.of(3, ThreadBuiltins::lock)),
            Map.entry("__q_trylock", Builtin.of(3, ThreadBuiltins::tryLock)),
            Map.entry("__q_unlock", Builtin.of(3, ThreadBuiltins::unlock)),
            Map.entry("__q_is_held", Builtin.of(1, use -> {
                Expression lock = use.word(0);
                return use.truth((register, site) -> new Instruction.IsHeld(register, lock, site));
            })),
            Map.entry("__q_is_locked", Builtin.of(1, use -> {
                Expression lock = use.word(0);
                return use.truth((register, site) -> new Instruction.IsLocked(register, lock, site));
            })),
            Map.entry("__q_enter", Builtin.of(1, use -> {
                Context context = use.choice(0, Context.values());
                return use.emit(site -> new Instruction.Enter(context, site));
            })),
            Map.entry("__q_leave", Builtin.of(1, use -> {
                Context context = use.choice(0, Context.values());
                return use.emit(site -> new Instruction.Leave(context, site));
            })),
            Map.entry("__q_might_sleep", Builtin.of(1, use -> {
                String operation = use.text(0);
                return use.emit(site -> new Instruction.MightSleep(operation, site));
            })),
            Map.entry("__q_query", Builtin.of(1, use -> {
                Question question = use.choice(0, Question.values());
                return use.emit(CInteger.ULONG, question == Question.THREAD ? ScalarType.U64 : ScalarType.BOOL,
                        (register, site) -> new Instruction.Query(register, question, site));
            })),
            Map.entry("__q_read_lock", Builtin.of(1, use -> {
                Context flavour = use.choice(0, Context.values());
                return use.emit(site -> new Instruction.ReadLock(flavour, site));
            })),
            Map.entry("__q_read_unlock", Builtin.of(1, use -> {
                Context flavour = use.choice(0, Context.values());
                return use.emit(site -> new Instruction.ReadUnlock(flavour, site));
            })),
            Map.entry("__q_synchronize", Builtin.of(0, use -> use.emit(Instruction.Synchronize::new))),
            Map.entry("__q_srcu_read_lock", Builtin.of(1, use -> {
                Expression domain = use.word(0);
                return use.emit(CInteger.INT, ScalarType.S32,
                        (register, site) -> new Instruction.SleepableReadLock(register, domain, site));
            })),
            Map.entry("__q_srcu_read_unlock", Builtin.of(2, use -> {
                Expression domain = use.word(0);
                Expression cookie = use.word(1);
                return use.emit(site -> new Instruction.SleepableReadUnlock(domain, cookie, site));
            })),
            Map.entry("__q_srcu_synchronize", Builtin.of(1, use -> {
                Expression domain = use.word(0);
                return use.emit(site -> new Instruction.SleepableSynchronize(domain, site));
            })),
            Map.entry("__q_spawn", Builtin.of(4, ThreadBuiltins::spawn)),
            Map.entry("__q_barrier", Builtin.of(1, use -> {
                Expression domain = use.wordOrNull(0);
                return use.emit(site -> new Instruction.Barrier(domain, site));
            })));

    private ThreadBuiltins() {}

    private static Operand lock(Use use) {
        LockKind kind = use.choice(1, LockKind.values());
        Expression lock = LockTypes.address(use, kind);
        Context context = use.choice(2, Context.values());
        return use.emit(site -> new Instruction.Lock(kind, lock, context, site));
    }

    private static Operand tryLock(Use use) {
        LockKind kind = use.choice(1, LockKind.values());
        Expression lock = LockTypes.address(use, kind);
        Context context = use.choice(2, Context.values());
        return use.truth((register, site) -> new Instruction.TryLock(register, kind, lock, context, site));
    }

    private static Operand unlock(Use use) {
        LockKind kind = use.choice(1, LockKind.values());
        Expression lock = LockTypes.address(use, kind);
        Context context = use.choice(2, Context.values());
        return use.emit(site -> new Instruction.Unlock(kind, lock, context, site));
    }

    private static Operand spawn(Use use) {
        Value kind = use.value(0);
        Expression function = use.word(1);
        Expression argument = use.word(2);
        Expression domain = use.wordOrNull(3);
        if (kind.constant() != null) {
            SpawnKind constant = use.choice(0, SpawnKind.values());
            return use.emit(site -> new Instruction.Spawn(constant, function, argument, domain, site));
        }
        FunctionBuilder code = use.body().code;
        Label end = new Label();
        for (SpawnKind each : SpawnKind.values()) {
            Label hit = new Label();
            Label next = new Label();
            Expression same = Conversions.compare(BinaryOperator.EQUAL, ScalarType.U32, kind.expression(),
                    new Expression.Constant(each.ordinal())).expression();
            code.branch(use.call(), same, hit, next);
            code.place(hit);
            use.emit(site -> new Instruction.Spawn(each, function, argument, domain, site));
            code.jump(use.call(), end);
            code.place(next);
        }
        code.place(end);
        return Operand.Nothing.NOTHING;
    }
}
