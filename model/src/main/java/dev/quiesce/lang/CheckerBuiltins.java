package dev.quiesce.lang;

import dev.quiesce.lang.Builtins.Builtin;
import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the checker is told and asked: choices, assumptions, findings, outcomes, the ghost map. */
final class CheckerBuiltins {
    static final Map<String, Builtin> TABLE = Map.ofEntries(
            Map.entry("__q_region", Builtin.of(1, use -> {
                throw new Refusal(use.call(), "a region begins in the head of a 'for'", "write 'indivisible { … }' or 'ghost { … }'");
            })),
            Map.entry("__q_guard", Builtin.of(1, use -> {
                Expression condition = use.condition(0);
                return use.emit(site -> new Instruction.Guard(condition, site));
            })),
            Map.entry("__q_is_idle", Builtin.of(0, use -> use.truth(Instruction.IsIdle::new))),
            Map.entry("__q_choose", Builtin.atLeast(1, CheckerBuiltins::choose)),
            Map.entry("__q_choose_range", Builtin.of(2, CheckerBuiltins::chooseRange)),
            Map.entry("__q_assume", Builtin.of(1, use -> {
                Expression condition = use.condition(0);
                return use.emit(site -> new Instruction.Assume(condition, site));
            })),
            Map.entry("__q_report", Builtin.of(3, CheckerBuiltins::report)),
            Map.entry("__q_observe", Builtin.of(2, CheckerBuiltins::observe)),
            Map.entry("__q_cover", Builtin.of(1, use -> {
                String name = use.text(0);
                return use.emit(site -> new Instruction.Cover(name, site));
            })),
            Map.entry("__q_print", Builtin.atLeast(1, CheckerBuiltins::print)),
            Map.entry("__q_ghost_get", Builtin.of(2, CheckerBuiltins::ghostGet)),
            Map.entry("__q_ghost_set", Builtin.of(3, CheckerBuiltins::ghostSet)));

    private CheckerBuiltins() {}

    private static Operand choose(Use use) {
        List<Expression> values = new ArrayList<>();
        for (int i = 0; i < use.count(); i++) {
            Value value = use.value(i);
            values.add((value.type().isPointer() ? value : Conversions.cast(use.argument(i), value, CInteger.ULONG)).expression());
        }
        return use.emit(CInteger.ULONG, ScalarType.U64, (register, site) -> new Instruction.Choose(register, values, site));
    }

    private static Operand chooseRange(Use use) {
        Expression low = Conversions.cast(use.argument(0), use.value(0), CInteger.LONG).expression();
        Expression high = Conversions.cast(use.argument(1), use.value(1), CInteger.LONG).expression();
        return use.emit(CInteger.LONG, ScalarType.S64, (register, site) -> new Instruction.ChooseRange(register, low, high, site));
    }

    private static Operand report(Use use) {
        Finding finding = use.choice(0, Finding.values());
        String message = use.text(1);
        Expression object = use.wordOrNull(2);
        return use.emit(site -> new Instruction.Report(finding, message, object, site));
    }

    private static Operand observe(Use use) {
        String name = use.text(0);
        Value value = use.value(1);
        return use.emit(site -> new Instruction.Observe(name, value.expression(), value.held(), site));
    }

    private static Operand print(Use use) {
        String format = use.text(0);
        List<Expression> values = new ArrayList<>();
        for (int i = 1; i < use.count(); i++) {
            values.add(Conversions.promote(use.argument(i), use.value(i)).expression());
        }
        return use.emit(site -> new Instruction.Print(format, values, site));
    }

    private static Operand ghostGet(Use use) {
        Expression table = use.word(0);
        Expression key = use.word(1);
        return use.emit(CInteger.ULONG, ScalarType.U64, (register, site) -> new Instruction.GhostGet(register, table, key, site));
    }

    private static Operand ghostSet(Use use) {
        Expression table = use.word(0);
        Expression key = use.word(1);
        Value value = use.value(2);
        Expression word = value.type().isPointer() ? value.expression()
                : Conversions.cast(use.argument(2), value, CInteger.ULONG).expression();
        return use.emit(site -> new Instruction.GhostSet(table, key, word, site));
    }
}
