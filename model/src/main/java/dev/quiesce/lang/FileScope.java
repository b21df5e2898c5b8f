package dev.quiesce.lang;

import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import org.eclipse.cdt.core.dom.ast.IASTASMDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTDeclSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTFunctionDefinition;
import org.eclipse.cdt.core.dom.ast.IASTPointer;
import org.eclipse.cdt.core.dom.ast.IASTPointerOperator;
import org.eclipse.cdt.core.dom.ast.IASTProblemDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTSimpleDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTTranslationUnit;

/** The declarations at file scope: types, variables, functions and scenarios enter the tables of the {@link Unit}. */
final class FileScope {
    private final Unit unit;
    private final Body body;

    FileScope(Unit unit, Body body) {
        this.unit = unit;
        this.body = body;
    }

    void declare(IASTTranslationUnit tree) {
        for (IASTDeclaration declaration : tree.getDeclarations()) {
            unit.problems().guard(declaration, () -> declare(declaration));
        }
    }

    private void declare(IASTDeclaration declaration) {
        switch (declaration) {
            case IASTSimpleDeclaration simple when Types.empty(simple) -> {
                // a stray semicolon
            }
            case IASTSimpleDeclaration simple -> simple(simple);
            case IASTFunctionDefinition definition -> function(definition);
            case IASTProblemDeclaration _ -> throw new Refusal(declaration, "syntax error");
            case IASTASMDeclaration _ -> throw new Refusal(declaration, "inline assembly is not supported",
                    Statements.NO_ASSEMBLY);
            default -> throw new Refusal(declaration, "this declaration is not supported");
        }
    }

    private void simple(IASTSimpleDeclaration declaration) {
        IASTDeclSpecifier specifier = declaration.getDeclSpecifier();
        CType base;
        try {
            base = body.types.specifier(specifier);
        } catch (Refusal refusal) {
            for (IASTDeclarator declarator : declaration.getDeclarators()) {
                breakOff(declarator);
            }
            throw refusal;
        }
        for (IASTDeclarator declarator : declaration.getDeclarators()) {
            if (!unit.problems().guard(declarator, () -> one(specifier, base, declarator))) {
                breakOff(declarator);
            }
        }
    }

    private void breakOff(IASTDeclarator declarator) {
        IASTDeclarator inner = declarator;
        while (inner.getNestedDeclarator() != null) {
            inner = inner.getNestedDeclarator();
        }
        body.scope().declare(inner.getName().toString(), new Symbol.Broken());
    }

    private void one(IASTDeclSpecifier specifier, CType base, IASTDeclarator declarator) {
        Types.Declared declared = declared(body, base, declarator);
        String name = declared.name();
        if (name.isEmpty()) {
            throw new Refusal(declarator, "a name is missing");
        }
        if (name.equals(Parsing.STATIC_ASSERT)) {
            return;
        }
        if (specifier.getStorageClass() == IASTDeclSpecifier.sc_typedef) {
            Attributes.checkTypedef(specifier, declarator);
            body.scope().declare(name, new Symbol.OfType(declared.type()));
        } else if (declared.type() instanceof CType.Function type) {
            prototype(declarator, name, type);
        } else {
            variable(specifier, declarator, declared);
        }
    }

    /** What {@code declarator} declares; if it is the type that {@code _Static_assert} expands to, whether that holds. */
    static Types.Declared declared(Body body, CType base, IASTDeclarator declarator) {
        try {
            return body.types.declarator(base, declarator);
        } catch (Refusal refusal) {
            boolean assertion = declarator.getName() != null && declarator.getName().toString().equals(Parsing.STATIC_ASSERT);
            throw assertion && refusal.getMessage().startsWith(Types.NEGATIVE) ? new Refusal(declarator, "static assertion failed") : refusal;
        }
    }

    private Symbol.OfFunction prototype(IASTDeclarator declarator, String name, CType.Function type) {
        Symbol known = body.scope().here(name);
        if (known instanceof Symbol.OfFunction function) {
            if (!Conversions.pointsAlike(function.type(), type)) {
                throw new Refusal(declarator, "'" + name + "' was declared with another type: " + function.type().declare(name));
            }
            return function;
        }
        if (known != null && !(known instanceof Symbol.Broken)) {
            throw new Refusal(declarator, "'" + name + "' is declared as something else already");
        }
        Symbol.OfFunction function = new Symbol.OfFunction(name, type, declarator);
        body.scope().declare(name, function);
        return function;
    }

    private void function(IASTFunctionDefinition definition) {
        try {
            CType base = body.types.specifier(definition.getDeclSpecifier());
            Types.Declared declared = body.types.declarator(base, outermost(definition.getDeclarator()));
            if (!(declared.type() instanceof CType.Function type)) {
                throw new Refusal(definition.getDeclarator(), "this is no function");
            }
            if (type.open()) {
                type = new CType.Function(type.result(), type.parameters(), false, false);
            }
            Symbol.OfFunction function = prototype(definition.getDeclarator(), declared.name(), type);
            if (function.definition() != null) {
                throw new Refusal(definition.getDeclarator(), "'" + declared.name() + "' is defined twice");
            }
            function.define(type, definition);
            unit.functions().defined(function);
        } catch (Refusal refusal) {
            if (body.scope().here(definition.getDeclarator().getName().toString()) == null) {
                breakOff(definition.getDeclarator());
            }
            throw refusal;
        }
    }

    /** The whole of which {@code declarator} is the inmost part: of {@code int (*f(void))(int)} that part is {@code f(void)}. */
    private static IASTDeclarator outermost(IASTDeclarator declarator) {
        return declarator.getParent() instanceof IASTDeclarator outer ? outermost(outer) : declarator;
    }

    private void variable(IASTDeclSpecifier specifier, IASTDeclarator declarator, Types.Declared declared) {
        String name = declared.name();
        if (declared.type().isVoid()) {
            throw new Refusal(declarator, "'" + name + "' cannot have type 'void'");
        }
        Symbol known = body.scope().here(name);
        if (known instanceof Symbol.Broken) {
            throw Refusal.follows(declarator);
        }
        if (known != null && !(known instanceof Symbol.OfGlobal)) {
            throw new Refusal(declarator, "'" + name + "' is declared as something else already");
        }
        Symbol.OfGlobal global = (Symbol.OfGlobal) known;
        if (global == null) {
            global = new Symbol.OfGlobal(name, declared.type(), declarator);
            body.scope().declare(name, global);
        } else if (!Conversions.pointsAlike(global.type(), declared.type())) {
            throw new Refusal(declarator, "'" + name + "' was declared with another type: " + global.type().declare(name));
        }
        boolean external = specifier.getStorageClass() == IASTDeclSpecifier.sc_extern && declarator.getInitializer() == null;
        if (external) {
            return;
        }
        if (global.defined() && global.initializer() != null) {
            if (declarator.getInitializer() != null) {
                throw new Refusal(declarator, "'" + name + "' is defined twice");
            }
            return;
        }
        CType type = Initializers.complete(body, declared.type(), declarator.getInitializer());
        boolean first = !global.defined();
        global.define(type, declarator, declarator.getInitializer(), isConst(specifier, declarator), body);
        if (type instanceof CRecord record && record.tag().equals("scenario")) {
            if (first) {
                unit.scenarios().add(global);
            }
        } else if (first) {
            unit.globals().defined(global);
        }
    }

    /** True if the object itself is const, whatever it may point to. */
    static boolean isConst(IASTDeclSpecifier specifier, IASTDeclarator declarator) {
        IASTDeclarator inner = declarator;
        while (inner.getNestedDeclarator() != null) {
            inner = inner.getNestedDeclarator();
        }
        for (IASTDeclarator at = inner; ; at = (IASTDeclarator) at.getParent()) {
            IASTPointerOperator[] operators = at.getPointerOperators();
            if (operators.length > 0) {
                return operators[operators.length - 1] instanceof IASTPointer pointer && pointer.isConst();
            }
            if (at == declarator) {
                return specifier.isConst();
            }
        }
    }
}
