package dev.quiesce.lang;

import dev.quiesce.lang.Operand.InMemory;
import dev.quiesce.lang.Operand.InRegister;
import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.ObjectType;
import dev.quiesce.program.Site;
import java.util.function.Function;
import org.eclipse.cdt.core.dom.ast.IASTDeclSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTEqualsInitializer;
import org.eclipse.cdt.core.dom.ast.IASTInitializer;
import org.eclipse.cdt.core.dom.ast.IASTInitializerClause;
import org.eclipse.cdt.core.dom.ast.IASTNamedTypeSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTSimpleDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTStatement;
import org.eclipse.cdt.core.dom.ast.IASTTypeIdInitializerExpression;

/** Declarations inside functions. */
final class Declarations {
    private final Body body;

    Declarations(Body body) {
        this.body = body;
    }

    void local(IASTSimpleDeclaration declaration) {
        IASTDeclSpecifier specifier = declaration.getDeclSpecifier();
        if (Flow.isLabels(declaration)) {
            return;
        }
        boolean automatic = isAutoType(specifier);
        CType base = automatic ? null : specify(declaration, specifier);
        for (IASTDeclarator declarator : declaration.getDeclarators()) {
            int from = body.code.position();
            boolean fine = body.unit.problems().guard(declarator,
                    () -> one(specifier, automatic ? inferred(declarator) : base, declarator));
            if (!fine) {
                body.scope().declare(name(declarator), new Symbol.Broken());
            }
            body.code.settle(from, body.unit.sites().of(declarator));
        }
    }

    private CType specify(IASTSimpleDeclaration declaration, IASTDeclSpecifier specifier) {
        try {
            return body.types.specifier(specifier);
        } catch (Refusal refusal) {
            for (IASTDeclarator declarator : declaration.getDeclarators()) {
                body.scope().declare(name(declarator), new Symbol.Broken());
            }
            throw refusal;
        }
    }

    private static String name(IASTDeclarator declarator) {
        IASTDeclarator inner = declarator;
        while (inner.getNestedDeclarator() != null) {
            inner = inner.getNestedDeclarator();
        }
        return inner.getName().toString();
    }

    private static boolean isAutoType(IASTDeclSpecifier specifier) {
        return specifier instanceof IASTNamedTypeSpecifier named && named.getName().toString().equals("__auto_type");
    }

    private CType inferred(IASTDeclarator declarator) {
        if (!(declarator.getInitializer() instanceof IASTEqualsInitializer initializer)) {
            throw new Refusal(declarator, "__auto_type needs an initialiser");
        }
        return body.trial(() -> body.expressions.rvalue(Expressions.expression(initializer.getInitializerClause())).type());
    }

    private void one(IASTDeclSpecifier specifier, CType base, IASTDeclarator declarator) {
        Types.Declared declared = FileScope.declared(body, base, declarator);
        String name = declared.name();
        CType type = declared.type();
        if (name.isEmpty()) {
            throw new Refusal(declarator, "a name is missing");
        }
        if (name.equals(Parsing.STATIC_ASSERT)) {
            return;
        }
        Symbol before = body.scope().here(name);
        if (specifier.getStorageClass() == IASTDeclSpecifier.sc_typedef) {
            Attributes.checkTypedef(specifier, declarator);
            body.scope().declare(name, new Symbol.OfType(type));
        } else if (type instanceof CType.Function || specifier.getStorageClass() == IASTDeclSpecifier.sc_extern) {
            Symbol global = body.unit.fileScope().find(name);
            if (global == null) {
                throw new Refusal(declarator, "'" + name + "' is declared here but not at file scope", "declare it outside of the function");
            }
            body.scope().declare(name, global);
        } else if (before != null) {
            throw new Refusal(declarator, "'" + name + "' is declared twice in this block", "give one of them another name");
        } else if (specifier.getStorageClass() == IASTDeclSpecifier.sc_static) {
            boolean readOnly = FileScope.isConst(specifier, declarator);
            body.scope().declare(name, body.unit.globals().local(body, declared, declarator, readOnly));
        } else {
            variable(declarator, name, type, Attributes.cleanup(specifier, declarator));
        }
    }

    private void variable(IASTDeclarator declarator, String name, CType given, String cleanup) {
        if (given.isVoid()) {
            throw new Refusal(declarator, "'" + name + "' cannot have type 'void'");
        }
        IASTInitializer initializer = declarator.getInitializer();
        CType type = Initializers.complete(body, given, initializer);
        body.sizeOf(declarator, type);
        if (type.isScalar() && !body.addressed.whole().contains(name) && cleanup == null) {
            int register = body.code.register(name);
            body.scope().declare(name, new Symbol.OfRegister(register, type));
            if (isSkipped(declarator)) {
                body.code.emitFirst(declarator, site -> new Instruction.Undefine(register, site));
            }
            if (initializer == null) {
                body.code.emit(declarator, site -> new Instruction.Undefine(register, site));
            } else {
                Value value = Conversions.assign(declarator, scalar(initializer), type);
                body.places.store(declarator, new InRegister(register, type), value);
            }
            return;
        }
        InMemory object = object(declarator, type, name, isSkipped(declarator), body.addressed.mayBePointedAt(name, type));
        body.scope().declare(name, new Symbol.OfObject(((Register) object.address()).index(), type));
        if (initializer != null) {
            body.initializers.store(declarator, object, clause(initializer));
        }
        if (cleanup != null) {
            body.calls.cleanUp(declarator, cleanup, object);
        }
    }

    private Value scalar(IASTInitializer initializer) {
        IASTInitializerClause clause = clause(initializer);
        if (clause instanceof org.eclipse.cdt.core.dom.ast.IASTInitializerList list && list.getClauses().length == 1) {
            clause = list.getClauses()[0];
        }
        return body.expressions.value(clause);
    }

    static IASTInitializerClause clause(IASTInitializer initializer) {
        if (initializer instanceof IASTEqualsInitializer equals) {
            return equals.getInitializerClause();
        }
        throw new Refusal(initializer, "this initialiser is not C");
    }

    /** A new automatic object, which lives as long as the activation of the function. */
    InMemory object(IASTNode node, CType type, String name) {
        return object(node, type, name, false, false);
    }

    /** The object of a compound literal. */
    InMemory literal(IASTTypeIdInitializerExpression literal, CType type) {
        return object(literal, type, "(" + type + ")", false, Addressed.mayBePointedAt(literal, type));
    }

    private boolean isSkipped(IASTNode declarator) {
        IASTNode at = declarator;
        while (at != null && !(at instanceof IASTStatement)) {
            at = at.getParent();
        }
        return body.skipped.contains(at);
    }

    /**
     * The object is made, or made anew, where it is declared.
     *
     * @param early  it exists from the start of the function on
     * @param mortal it dies where its block is left: whether an object does that nobody points at, nobody can tell
     */
    private InMemory object(IASTNode node, CType type, String name, boolean early, boolean mortal) {
        int register = body.code.register(name.isEmpty() ? "" : "&" + name);
        int slot = body.code.slot();
        ObjectType layout = body.unit.objectTypes().of(type);
        Function<Site, Instruction> make = site -> new Instruction.Automatic(register, slot, layout, name, site);
        body.code.emit(node, make);
        if (early) {
            body.code.emitFirst(node, make);
        }
        if (mortal) {
            body.flow.dies(new Pending.Mortal(register, slot, early ? make : null));
        }
        return new InMemory(new Register(register), type);
    }

    /** Takes the parameters over into the scope; those whose address is taken move into objects. */
    void parameter(IASTNode node, String name, CType type, int register) {
        if (type instanceof CRecord) {
            body.scope().declare(name, new Symbol.OfObject(register, type));
        } else if (body.addressed.whole().contains(name)) {
            InMemory object = object(node, type, name);
            body.places.store(node, object, new Value(new Register(register), type));
            body.scope().declare(name, new Symbol.OfObject(((Register) object.address()).index(), type));
        } else {
            body.scope().declare(name, new Symbol.OfRegister(register, type));
        }
    }
}
