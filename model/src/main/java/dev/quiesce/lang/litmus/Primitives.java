package dev.quiesce.lang.litmus;

import dev.quiesce.lang.Spelling;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Binary;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Instruction.Fence;
import dev.quiesce.program.Instruction.FenceKind;
import dev.quiesce.program.Instruction.IsLocked;
import dev.quiesce.program.Instruction.Load;
import dev.quiesce.program.Instruction.Lock;
import dev.quiesce.program.Instruction.LockKind;
import dev.quiesce.program.Instruction.Operation;
import dev.quiesce.program.Instruction.ReadLock;
import dev.quiesce.program.Instruction.ReadModifyWrite;
import dev.quiesce.program.Instruction.ReadUnlock;
import dev.quiesce.program.Instruction.SleepableReadLock;
import dev.quiesce.program.Instruction.SleepableReadUnlock;
import dev.quiesce.program.Instruction.SleepableSynchronize;
import dev.quiesce.program.Instruction.Store;
import dev.quiesce.program.Instruction.Synchronize;
import dev.quiesce.program.Instruction.TryLock;
import dev.quiesce.program.Instruction.Unlock;
import dev.quiesce.program.Order;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What each macro of the kernel's {@code tools/memory-model/linux-kernel.def} means. The orders follow
 * {@code herd-representation.txt} of the same directory.
 */
final class Primitives {
    static final ScalarType TYPE = ScalarType.S64;

    /** Turns a call into instructions; the result is the value of the call, null if it has none. */
    @FunctionalInterface
    interface Lowering {
        Expression lower(FunctionBuilder out, List<Expression> arguments, Site site);
    }

    /**
     * A primitive.
     *
     * @param arguments a letter an argument: {@code l} for an lvalue such as {@code *x}, whose address is taken, and
     *                  {@code v} for a value, which may be a pointer
     */
    record Primitive(String arguments, Lowering lowering) {}

    private static final Map<String, Order> SUFFIXES =
        Map.of("", Order.FULL, "_relaxed", Order.ONCE, "_acquire", Order.ACQUIRE, "_release", Order.RELEASE);
    private static final Expression ONE = new Constant(1);
    private static final Expression ZERO = new Constant(0);
    private static final Map<String, Primitive> TABLE = new TreeMap<>();

    static {
        accesses();
        fences();
        exchanges();
        arithmetic("add", Operation.ADD, BinaryOperator.ADD);
        arithmetic("sub", Operation.SUBTRACT, BinaryOperator.SUBTRACT);
        step("inc", Operation.ADD, BinaryOperator.ADD);
        step("dec", Operation.SUBTRACT, BinaryOperator.SUBTRACT);
        for (Operation bits : List.of(Operation.AND, Operation.OR, Operation.XOR, Operation.AND_NOT)) {
            String name = bits == Operation.AND_NOT ? "andnot" : bits.name().toLowerCase(java.util.Locale.ROOT);
            noResult("atomic_" + name, bits);
            fetching("atomic_fetch_" + name, bits);
        }
        tests();
        locks();
        readers();
    }

    private Primitives() {}

    /** The primitive of that name, or null. */
    static Primitive find(String name) {
        return TABLE.get(name);
    }

    /** The name that somebody who wrote {@code name} may have meant, or null. */
    static String nearest(String name) {
        return TABLE.keySet().stream()
            .min(Comparator.comparingInt((String known) -> Spelling.distance(known, name)))
            .filter(known -> Spelling.distance(known, name) <= 2)
            .orElse(null);
    }

    private static void accesses() {
        for (String name : List.of("READ_ONCE", "rcu_dereference")) {
            define(name, "l", (out, a, site) -> load(out, a.get(0), Order.ONCE, site));
        }
        define("atomic_read", "v", (out, a, site) -> load(out, a.get(0), Order.ONCE, site));
        for (String name : List.of("smp_load_acquire", "atomic_read_acquire")) {
            define(name, "v", (out, a, site) -> load(out, a.get(0), Order.ACQUIRE, site));
        }
        action("WRITE_ONCE", "lv", (a, site) -> new Store(a.get(0), a.get(1), TYPE, Order.ONCE, site));
        action("atomic_set", "vv", (a, site) -> new Store(a.get(0), a.get(1), TYPE, Order.ONCE, site));
        action("rcu_assign_pointer", "lv", (a, site) -> new Store(a.get(0), a.get(1), TYPE, Order.RELEASE, site));
        for (String name : List.of("smp_store_release", "atomic_set_release")) {
            action(name, "vv", (a, site) -> new Store(a.get(0), a.get(1), TYPE, Order.RELEASE, site));
        }
        define("smp_store_mb", "lv", (out, a, site) -> {
            out.emit(new Store(a.get(0), a.get(1), TYPE, Order.ONCE, site));
            out.emit(new Fence(FenceKind.MB, site));
            return null;
        });
    }

    private static void fences() {
        for (FenceKind kind : FenceKind.values()) {
            String words = kind.name().toLowerCase(java.util.Locale.ROOT);
            String name = switch (kind) {
                case MB, RMB, WMB -> "smp_" + words;
                case BARRIER -> words;
                case BEFORE_ATOMIC, AFTER_ATOMIC, AFTER_SPINLOCK, AFTER_UNLOCK_LOCK, AFTER_SRCU_READ_UNLOCK ->
                    "smp_mb__" + words;
            };
            action(name, "", (a, site) -> new Fence(kind, site));
        }
    }

    private static void exchanges() {
        SUFFIXES.forEach((suffix, order) -> {
            for (String prefix : List.of("", "atomic_")) {
                define(prefix + "xchg" + suffix, "vv", (out, a, site) ->
                    modify(out, Operation.EXCHANGE, a.get(0), a.get(1), null, order, site));
                define(prefix + "cmpxchg" + suffix, "vvv", (out, a, site) ->
                    modify(out, Operation.COMPARE_EXCHANGE, a.get(0), a.get(2), a.get(1), order, site));
            }
        });
        define("atomic_add_unless", "vvv", (out, a, site) -> out.keep(new Binary(BinaryOperator.NOT_EQUAL,
            TYPE, modify(out, Operation.ADD_UNLESS, a.get(0), a.get(1), a.get(2), Order.FULL, site), a.get(2)), site));
    }

    private static void arithmetic(String name, Operation operation, BinaryOperator operator) {
        noResult("atomic_" + name, operation);
        fetching("atomic_fetch_" + name, operation);
        SUFFIXES.forEach((suffix, order) -> define("atomic_" + name + "_return" + suffix, "vv",
            (out, a, site) -> updated(out, operation, operator, a.get(1), a.get(0), order, site)));
    }

    private static void step(String name, Operation operation, BinaryOperator operator) {
        define("atomic_" + name, "v", (out, a, site) -> {
            out.emit(new ReadModifyWrite(-1, a.get(0), TYPE, operation, ONE, null, Order.NORETURN, site));
            return null;
        });
        SUFFIXES.forEach((suffix, order) -> {
            define("atomic_fetch_" + name + suffix, "v",
                (out, a, site) -> modify(out, operation, a.get(0), ONE, null, order, site));
            define("atomic_" + name + "_return" + suffix, "v",
                (out, a, site) -> updated(out, operation, operator, a.get(0), ONE, order, site));
        });
        define("atomic_" + name + "_and_test", "v", (out, a, site) ->
            isZero(updated(out, operation, operator, a.get(0), ONE, Order.FULL, site)));
    }

    private static void noResult(String name, Operation operation) {
        action(name, "vv", (a, site) ->
            new ReadModifyWrite(-1, a.get(1), TYPE, operation, a.get(0), null, Order.NORETURN, site));
    }

    private static void fetching(String name, Operation operation) {
        SUFFIXES.forEach((suffix, order) -> define(name + suffix, "vv",
            (out, a, site) -> modify(out, operation, a.get(1), a.get(0), null, order, site)));
    }

    private static void tests() {
        define("atomic_sub_and_test", "vv", (out, a, site) ->
            isZero(updated(out, Operation.SUBTRACT, BinaryOperator.SUBTRACT, a.get(1), a.get(0), Order.FULL, site)));
        SUFFIXES.forEach((suffix, order) -> define("atomic_add_negative" + suffix, "vv", (out, a, site) ->
            new Binary(BinaryOperator.LESS, TYPE,
                updated(out, Operation.ADD, BinaryOperator.ADD, a.get(1), a.get(0), order, site), ZERO)));
    }

    private static void locks() {
        action("spin_lock", "v", (a, site) -> new Lock(LockKind.SPIN, a.get(0), Context.NONE, site));
        action("spin_unlock", "v", (a, site) -> new Unlock(LockKind.SPIN, a.get(0), Context.NONE, site));
        define("spin_trylock", "v", (out, a, site) -> result(out, register ->
            new TryLock(register, LockKind.SPIN, a.get(0), Context.NONE, site)));
        define("spin_is_locked", "v", (out, a, site) -> result(out, register ->
            new IsLocked(register, a.get(0), site)));
    }

    private static void readers() {
        action("rcu_read_lock", "", (a, site) -> new ReadLock(Context.NONE, site));
        action("rcu_read_unlock", "", (a, site) -> new ReadUnlock(Context.NONE, site));
        for (String name : List.of("synchronize_rcu", "synchronize_rcu_expedited")) {
            action(name, "", (a, site) -> new Synchronize(site));
        }
        for (String name : List.of("srcu_read_lock", "srcu_down_read")) {
            define(name, "v", (out, a, site) -> result(out, register ->
                new SleepableReadLock(register, a.get(0), site)));
        }
        for (String name : List.of("srcu_read_unlock", "srcu_up_read")) {
            action(name, "vv", (a, site) -> new SleepableReadUnlock(a.get(0), a.get(1), site));
        }
        for (String name : List.of("synchronize_srcu", "synchronize_srcu_expedited")) {
            action(name, "v", (a, site) -> new SleepableSynchronize(a.get(0), site));
        }
    }

    private static Expression load(FunctionBuilder out, Expression address, Order order, Site site) {
        return result(out, register -> new Load(register, address, TYPE, order, site));
    }

    private static Expression modify(FunctionBuilder out, Operation operation, Expression address, Expression operand,
                                     Expression expected, Order order, Site site) {
        return result(out, register ->
            new ReadModifyWrite(register, address, TYPE, operation, operand, expected, order, site));
    }

    /** The value that a read-modify-write stored: computed again from the value it read. */
    private static Expression updated(FunctionBuilder out, Operation operation, BinaryOperator operator,
                                      Expression address, Expression operand, Order order, Site site) {
        Expression old = modify(out, operation, address, operand, null, order, site);
        return out.keep(new Binary(operator, TYPE, old, operand), site);
    }

    private static Expression isZero(Expression value) {
        return new Binary(BinaryOperator.EQUAL, TYPE, value, ZERO);
    }

    private static Expression result(FunctionBuilder out, Function<Integer, Instruction> instruction) {
        int register = out.temporary();
        out.emit(instruction.apply(register));
        return new Register(register);
    }

    private static void action(String name, String arguments, BiFunction<List<Expression>, Site, Instruction> make) {
        define(name, arguments, (out, a, site) -> {
            out.emit(make.apply(a, site));
            return null;
        });
    }

    private static void define(String name, String arguments, Lowering lowering) {
        TABLE.put(name, new Primitive(arguments, lowering));
    }
}
