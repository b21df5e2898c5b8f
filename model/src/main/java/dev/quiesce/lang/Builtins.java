package dev.quiesce.lang;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.cdt.core.dom.ast.IASTFunctionCallExpression;

/** The operations that are not functions: those of {@code quiesce_builtin.h} and a few of gcc's. */
final class Builtins {
    private static final Map<String, Builtin> TABLE = new HashMap<>();

    static {
        TABLE.putAll(MemoryBuiltins.TABLE);
        TABLE.putAll(BulkBuiltins.TABLE);
        TABLE.putAll(ThreadBuiltins.TABLE);
        TABLE.putAll(CheckerBuiltins.TABLE);
        TABLE.putAll(CompilerBuiltins.TABLE);
    }

    private final Body body;

    Builtins(Body body) {
        this.body = body;
    }

    /** What a use of an operation becomes. */
    interface Lowering {
        Operand lower(Use use);
    }

    /** An operation that takes {@code least} to {@code most} arguments. */
    record Builtin(int least, int most, Lowering lowering) {
        static Builtin of(int arguments, Lowering lowering) {
            return new Builtin(arguments, arguments, lowering);
        }

        static Builtin atLeast(int arguments, Lowering lowering) {
            return new Builtin(arguments, Integer.MAX_VALUE, lowering);
        }
    }

    static boolean isBuiltin(String name) {
        return TABLE.containsKey(name);
    }

    Operand call(IASTFunctionCallExpression call, String name) {
        Builtin builtin = TABLE.get(name);
        Use use = new Use(body, call);
        if (use.count() < builtin.least || use.count() > builtin.most) {
            throw new Refusal(call, "'" + name.replaceFirst("^__q_", "") + "' takes " + builtin.least
                    + (builtin.least == 1 ? " argument, not " : " arguments, not ") + use.count());
        }
        if (body.isStatic() && !CompilerBuiltins.TABLE.containsKey(name)) {
            throw new Refusal(call, "'" + name + "' outside of a function");
        }
        return builtin.lowering.lower(use);
    }
}
