package dev.quiesce.lang;

import dev.quiesce.lang.Operand.InMemory;
import dev.quiesce.lang.Operand.Nothing;
import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.ObjectType;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.cdt.core.dom.ast.IASTDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTFunctionCallExpression;
import org.eclipse.cdt.core.dom.ast.IASTIdExpression;
import org.eclipse.cdt.core.dom.ast.IASTInitializerClause;

/**
 * Calls. A struct argument is passed as the address of a copy of its own; a struct result is stored where a hidden first
 * argument points.
 */
final class Calls {
    private final Body body;

    Calls(Body body) {
        this.body = body;
    }

    Operand call(IASTFunctionCallExpression call) {
        IASTExpression callee = SideEffects.unwrap(call.getFunctionNameExpression());
        if (callee instanceof IASTIdExpression id) {
            String name = id.getName().toString();
            if (Builtins.isBuiltin(name)) {
                return body.builtins.call(call, name);
            }
            Symbol symbol = body.scope().find(name);
            if (symbol instanceof Symbol.OfFunction function) {
                return direct(call, function);
            }
            if (symbol == null) {
                throw new Refusal(call, "function '" + name + "' is not declared", Suggestions.symbol(body.scope(), name));
            }
        }
        Value target = body.expressions.value(callee);
        if (!(target.type() instanceof CType.Pointer(CType.Function type))) {
            throw new Refusal(callee, "this is called but has type '" + target.type() + "'");
        }
        Value kept = arguments(call).isEmpty() ? target : body.operators.keep(callee, target, call);
        return call(call, kept.expression(), type, "the function");
    }

    /** Has {@code function} called with the address of {@code object}, which {@code declarator} declares, where its scope is left. */
    void cleanUp(IASTDeclarator declarator, String function, InMemory object) {
        if (!(body.scope().find(function) instanceof Symbol.OfFunction cleaner)) {
            throw new Refusal(declarator, "function '" + function + "' is not declared", Suggestions.symbol(body.scope(), function));
        }
        if (cleaner.type().parameters().size() != 1 || cleaner.type().result() instanceof CRecord) {
            throw new Refusal(declarator, "'" + function + "' cannot clean up: it must take one argument, a pointer to the variable");
        }
        Expression address = body.inTrial() ? new Expression.Constant(0) : body.unit.functions().address(declarator, cleaner);
        int result = cleaner.type().result().isVoid() ? -1 : body.code.register("");
        body.flow.cleanUp(declarator, left -> {
            Site site = body.unit.sites().leaving(left, declarator.getParent());
            body.code.emit(left, _ -> new Instruction.Call(result, address, List.of(object.address()), site));
        });
    }

    private Operand direct(IASTFunctionCallExpression call, Symbol.OfFunction function) {
        ObjectType suggested = body.unit.allocations().suggestion(body, call, function);
        Expression address = body.inTrial() ? new Expression.Constant(0)
                : body.unit.functions().address(call, function, suggested);
        return call(call, address, function.type(), "'" + function.name() + "'");
    }

    private Operand call(IASTFunctionCallExpression call, Expression callee, CType.Function type, String name) {
        List<IASTInitializerClause> given = arguments(call);
        int expected = type.parameters().size();
        if (!type.open() && (type.variadic() ? given.size() < expected : given.size() != expected)) {
            throw new Refusal(call, name + " takes " + count(expected) + ", not " + given.size());
        }
        List<Expression> arguments = new ArrayList<>();
        InMemory result = null;
        if (type.result() instanceof CRecord record) {
            body.sizeOf(call, record);
            result = body.declarations.object(call, record, "");
            arguments.add(result.address());
        }
        for (int i = 0; i < given.size(); i++) {
            if (type.variadic() && i >= expected) {
                // The callee cannot get at it: va_arg() is not supported.
                body.expressions.effect(Expressions.expression(given.get(i)));
                continue;
            }
            CType parameter = type.open() ? null : type.parameters().get(i);
            arguments.add(keep(given, i, argument(given.get(i), parameter)));
        }
        if (result != null || type.result().isVoid()) {
            body.code.emit(call, site -> new Instruction.Call(-1, callee, arguments, site));
            return result == null ? Nothing.NOTHING : result;
        }
        int register = body.code.register("");
        body.code.emit(call, site -> new Instruction.Call(register, callee, arguments, site));
        return new Value(new Register(register), type.result());
    }

    private Expression argument(IASTInitializerClause clause, CType parameter) {
        IASTExpression expression = Expressions.expression(clause);
        if (parameter instanceof CRecord record) {
            InMemory copy = body.declarations.object(expression, record, "");
            body.assignments.copy(expression, copy, body.assignments.struct(expression, record));
            return copy.address();
        }
        if (parameter instanceof CType.Pointer(CType target) && target instanceof CRecord && body.typeOf(expression) == target) {
            throw new Refusal(expression, "a pointer is needed here, not a '" + target + "' itself", "write '&' before it");
        }
        Value value = body.expressions.value(expression);
        if (parameter == null) {
            return Conversions.promote(expression, value).expression();
        }
        return Conversions.assign(expression, value, parameter).expression();
    }

    /** Argument {@code i}, saved from what evaluating the later ones does. */
    private Expression keep(List<IASTInitializerClause> given, int i, Expression argument) {
        Value value = new Value(argument, CInteger.ULONG);
        for (IASTInitializerClause later : given.subList(i + 1, given.size())) {
            if (later instanceof IASTExpression expression) {
                value = body.operators.keep(Expressions.expression(given.get(i)), value, expression);
            }
        }
        return value.expression();
    }

    static List<IASTInitializerClause> arguments(IASTFunctionCallExpression call) {
        return List.of(call.getArguments());
    }

    private static String count(int arguments) {
        return arguments == 0 ? "no arguments" : arguments == 1 ? "1 argument" : arguments + " arguments";
    }
}
