package dev.quiesce.lang;

import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Function;
import dev.quiesce.program.ObjectType;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.cdt.core.dom.ast.IASTFunctionDefinition;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTParameterDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTStandardFunctionDeclarator;

/** Functions: numbered when something first refers to them, lowered when everything before them has been. */
final class Functions {
    private final Unit unit;
    private final Map<Instance, Integer> numbers = new LinkedHashMap<>();
    private final List<Instance> instances = new ArrayList<>();
    private final List<Function> lowered = new ArrayList<>();
    private final List<Symbol.OfFunction> users = new ArrayList<>();

    Functions(Unit unit) {
        this.unit = unit;
    }

    /** A function, once for each type that its callers make it allocate. */
    private record Instance(Symbol.OfFunction symbol, ObjectType suggested) {}

    /** {@code function} has a body. */
    void defined(Symbol.OfFunction function) {
        if (unit.sites().isUsers(function.definition())) {
            users.add(function);
        }
    }

    Expression address(IASTNode node, Symbol.OfFunction function) {
        return address(node, function, null);
    }

    Expression address(IASTNode node, Symbol.OfFunction function, ObjectType suggested) {
        return new Constant(Address.ofFunction(number(node, function, suggested)));
    }

    private int number(IASTNode node, Symbol.OfFunction function, ObjectType suggested) {
        if (function.definition() == null) {
            throw new Refusal(node, "'" + function.name() + "' is declared but has no body", "define it in the model");
        }
        return numbers.computeIfAbsent(new Instance(function, suggested), instance -> {
            instances.add(instance);
            return instances.size() - 1;
        });
    }

    /** The function with this number. */
    Symbol.OfFunction symbol(int number) {
        return instances.get(number).symbol;
    }

    /** Lowers what has been referred to, and what that refers to. */
    void finish() {
        while (lowered.size() < instances.size()) {
            lowered.add(lower(instances.get(lowered.size())));
        }
    }

    boolean isFinished() {
        return lowered.size() == instances.size();
    }

    List<Function> all() {
        return List.copyOf(lowered);
    }

    /** Lowers the user's other functions for what is wrong with them. */
    void checkUnused() {
        Set<Symbol.OfFunction> used = new HashSet<>();
        instances.forEach(i -> used.add(i.symbol));
        users.stream().filter(u -> !used.contains(u)).forEach(u -> lower(new Instance(u, null)));
    }

    private Function lower(Instance instance) {
        IASTFunctionDefinition definition = instance.symbol.definition();
        Site site = unit.sites().of(definition.getDeclarator());
        Function[] made = new Function[1];
        int before = unit.problems().count();
        unit.problems().guard(definition, () -> made[0] = lower(instance, definition, site, before));
        return made[0] != null ? made[0] : new Function(instance.symbol.name(), 0, 0, List.of(), List.of(), site);
    }

    private Function lower(Instance instance, IASTFunctionDefinition definition, Site site, int before) {
        CType.Function type = instance.symbol.type();
        Body body = new Body(unit, unit.fileScope(), instance.symbol.name());
        body.suggested = instance.suggested;
        body.addressed = Addressed.in(definition.getBody());
        body.skipped = Skipped.in(definition.getBody());
        body.result = type.result();
        int parameters = type.parameters().size();
        body.inScope(() -> {
            parameters(body, definition);
            body.flow.labels(definition.getBody());
            body.code.withPrologue(definition, () -> body.statements.function(definition));
        });
        if (unit.problems().count() > before) {
            return null;
        }
        return body.code.finish(instance.symbol.name(), parameters + (body.resultAddress >= 0 ? 1 : 0), site);
    }

    private static void parameters(Body body, IASTFunctionDefinition definition) {
        if (body.result instanceof CRecord record) {
            body.sizeOf(definition, record);
            body.resultAddress = body.code.register("&return");
        }
        IASTParameterDeclaration[] declarations = ((IASTStandardFunctionDeclarator) definition.getDeclarator()).getParameters();
        List<Types.Declared> declared = new ArrayList<>();
        for (IASTParameterDeclaration declaration : declarations) {
            Types.Declared parameter = body.types.parameter(declaration);
            if (!parameter.type().isVoid()) {
                declared.add(parameter);
                body.code.register(parameter.name());
            }
        }
        int first = body.resultAddress >= 0 ? 1 : 0;
        for (int i = 0; i < declared.size(); i++) {
            Types.Declared parameter = declared.get(i);
            if (!parameter.name().isEmpty()) {
                body.declarations.parameter(definition.getDeclarator(), parameter.name(), parameter.type(), first + i);
            }
        }
    }
}
