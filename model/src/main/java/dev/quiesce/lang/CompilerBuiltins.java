package dev.quiesce.lang;

import dev.quiesce.lang.Builtins.Builtin;
import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CType;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction;
import java.util.Map;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTTypeIdExpression;

/** Those of gcc's built-in functions that the kernel's headers live on. */
final class CompilerBuiltins {
    static final String NO_VARIABLE_ARGUMENTS = "functions with variable arguments are not supported";

    static final Map<String, Builtin> TABLE = Map.ofEntries(
            Map.entry("__builtin_expect", Builtin.of(2, use -> {
                Value value = use.value(0);
                body(use).trial(() -> use.value(1));
                return Conversions.cast(use.argument(0), value, CInteger.LONG);
            })),
            Map.entry("__builtin_constant_p", Builtin.of(1, use ->
                    Value.of(body(use).constantOrNull(use.argument(0)) == null ? 0 : 1, CInteger.INT))),
            Map.entry("__builtin_choose_expr", Builtin.of(3, use ->
                    body(use).expressions.lower(use.argument(use.constant(0) != 0 ? 1 : 2)))),
            Map.entry("__q_types_compatible", Builtin.of(2, use -> {
                CType left = ((CType.Pointer) body(use).typeOf(use.argument(0))).target();
                CType right = ((CType.Pointer) body(use).typeOf(use.argument(1))).target();
                return Value.of(left.sameAs(right) ? 1 : 0, CInteger.INT);
            })),
            Map.entry(KernelParser.GENERIC, Builtin.atLeast(3, use -> body(use).expressions.lower(chosen(use)))),
            Map.entry("__q_va_arg", Builtin.of(2, use -> {
                throw new Refusal(use.call(), NO_VARIABLE_ARGUMENTS, "write a macro");
            })),
            Map.entry("__builtin_unreachable", Builtin.of(0, use -> use.emit(site ->
                    new Instruction.Report(Finding.ASSERTION, "__builtin_unreachable()", null, site)))),
            Map.entry("__builtin_trap", Builtin.of(0, use -> use.emit(site ->
                    new Instruction.Report(Finding.ASSERTION, "__builtin_trap()", null, site)))));

    private CompilerBuiltins() {}

    /** The expression that {@code _Generic} associates with the type of the first. */
    private static IASTExpression chosen(Use use) {
        CType type = body(use).sample(use.argument(0)).type();
        IASTExpression other = null;
        for (int i = 1; i + 1 < use.count(); i += 2) {
            if (!(use.argument(i) instanceof IASTTypeIdExpression given)) {
                other = use.argument(i + 1);
            } else if (body(use).types.of(given.getTypeId()).sameAs(type)) {
                return use.argument(i + 1);
            }
        }
        if (other == null) {
            throw new Refusal(use.argument(0), "this has type '" + type + "', which _Generic does not list", "add 'default: …'");
        }
        return other;
    }

    private static Body body(Use use) {
        return use.body();
    }
}
