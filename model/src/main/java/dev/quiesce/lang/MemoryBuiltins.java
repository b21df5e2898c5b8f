package dev.quiesce.lang;

import dev.quiesce.lang.Builtins.Builtin;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CType;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.FenceKind;
import dev.quiesce.program.Instruction.Operation;
import dev.quiesce.program.ObjectType;
import dev.quiesce.program.Order;
import dev.quiesce.program.ScalarType;
import java.util.Map;

/** Marked accesses, fences and the heap. */
final class MemoryBuiltins {
    static final Map<String, Builtin> TABLE = Map.ofEntries(
            Map.entry("__q_load", Builtin.of(2, MemoryBuiltins::load)),
            Map.entry("__q_store", Builtin.of(3, MemoryBuiltins::store)),
            Map.entry("__q_rmw", Builtin.of(5, MemoryBuiltins::readModifyWrite)),
            Map.entry("__q_fence", Builtin.of(1, MemoryBuiltins::fence)),
            Map.entry("__q_racy_begin", Builtin.of(0, use -> {
                use.body().beginRacy();
                return Operand.Nothing.NOTHING;
            })),
            Map.entry("__q_racy_end", Builtin.of(0, use -> {
                use.body().endRacy();
                return Operand.Nothing.NOTHING;
            })),
            Map.entry("__q_alloc", Builtin.of(3, MemoryBuiltins::allocate)),
            Map.entry("__q_free", Builtin.of(2, MemoryBuiltins::free)));

    private MemoryBuiltins() {}

    private static Operand load(Use use) {
        Operand.InMemory from = use.scalar(0);
        Order order = use.choice(1, Order.values());
        ScalarType type = Operand.scalar(from.type());
        return use.emit(CInteger.ULONG, type, (register, site) -> new Instruction.Load(register, from.address(), type, order, site));
    }

    private static Operand store(Use use) {
        Operand.InMemory to = use.scalar(0);
        Expression value = Use.narrow(use.argument(1), use.value(1), to.type());
        Order order = use.choice(2, Order.values());
        ScalarType type = Operand.scalar(to.type());
        return use.emit(site -> new Instruction.Store(to.address(), value, type, order, site));
    }

    private static Operand readModifyWrite(Use use) {
        Operand.InMemory place = use.scalar(0);
        CType type = place.type();
        ScalarType scalar = Operand.scalar(type);
        Operation operation = use.choice(1, Operation.values());
        Expression operand = Use.narrow(use.argument(2), use.value(2), type);
        boolean conditional = operation == Operation.COMPARE_EXCHANGE || operation == Operation.ADD_UNLESS;
        Expression expected = conditional ? Use.narrow(use.argument(3), use.value(3), type) : null;
        Order order = use.choice(4, Order.values());
        return use.emit(CInteger.ULONG, scalar, (register, site) -> new Instruction.ReadModifyWrite(
                order == Order.NORETURN ? -1 : register, place.address(), scalar, operation, operand, expected, order, site));
    }

    private static Operand fence(Use use) {
        FenceKind kind = use.choice(0, FenceKind.values());
        return use.emit(site -> new Instruction.Fence(kind, site));
    }

    private static Operand allocate(Use use) {
        ObjectType type = use.body().unit.allocations().type(use.body(), use.call());
        Expression size = Conversions.cast(use.call(), use.value(0), CInteger.ULONG).expression();
        Expression cache = use.wordOrNull(1);
        Expression flags = use.word(2);
        return use.emit(CType.Void.VOID.pointer(), ScalarType.POINTER,
                (register, site) -> new Instruction.Allocate(register, size, cache, flags, type, site));
    }

    private static Operand free(Use use) {
        Expression object = use.word(0);
        Expression cache = use.wordOrNull(1);
        return use.emit(site -> new Instruction.Free(object, cache, site));
    }
}
