package dev.quiesce.lang;

import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.cdt.core.dom.ast.IASTArrayDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTArrayModifier;
import org.eclipse.cdt.core.dom.ast.IASTCompositeTypeSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTDeclSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTElaboratedTypeSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTEnumerationSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTFunctionDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTName;
import org.eclipse.cdt.core.dom.ast.IASTNamedTypeSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTParameterDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTPointer;
import org.eclipse.cdt.core.dom.ast.IASTPointerOperator;
import org.eclipse.cdt.core.dom.ast.IASTSimpleDeclSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTSimpleDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTStandardFunctionDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTTypeId;
import org.eclipse.cdt.core.dom.ast.IASTTypeIdExpression;

/** Specifiers and declarators to types. */
final class Types {
    private static final String NO_FLOAT = "count in integers: the kernel does not use floating point either";

    /** How the refusal of an array begins whose size is -1. */
    static final String NEGATIVE = "an array of -1 ";

    private static final int MOST_ELEMENTS = 1 << 20;

    private final Body body;

    Types(Body body) {
        this.body = body;
    }

    /** What a declarator declares. */
    record Declared(IASTName nameNode, CType type) {
        String name() {
            return new String(nameNode.getSimpleID());
        }
    }

    CType of(IASTTypeId id) {
        return declarator(specifier(id.getDeclSpecifier()), id.getAbstractDeclarator()).type();
    }

    CType specifier(IASTDeclSpecifier specifier) {
        Attributes.check(specifier);
        return switch (specifier) {
            case IASTSimpleDeclSpecifier simple -> simple(simple);
            case IASTNamedTypeSpecifier named -> named(named);
            case IASTElaboratedTypeSpecifier elaborated -> elaborated(elaborated);
            case IASTCompositeTypeSpecifier composite -> new Records(body).define(composite);
            case IASTEnumerationSpecifier enumeration -> new Enumerations(body).define(enumeration);
            default -> throw new Refusal(specifier, "this type is not supported");
        };
    }

    private CType named(IASTNamedTypeSpecifier named) {
        String name = named.getName().toString();
        if (name.startsWith("_Float") || name.startsWith("__float") || name.equals("float128")) {
            throw new Refusal(named, "floating point is not supported", NO_FLOAT);
        }
        if (name.equals("__int128") || name.equals("__int128_t") || name.equals("__uint128_t")) {
            throw new Refusal(named, "integers of 128 bits are not supported", "use the integer types up to 64 bits");
        }
        if (name.equals("va_list") || name.equals("__builtin_va_list")) {
            throw new Refusal(named, CompilerBuiltins.NO_VARIABLE_ARGUMENTS, "write a macro");
        }
        Symbol symbol = body.scope().find(name);
        if (symbol instanceof Symbol.OfType(CType type)) {
            return type;
        }
        if (symbol instanceof Symbol.Broken) {
            throw Refusal.follows(named);
        }
        throw new Refusal(named, "unknown type '" + name + "'", "include the header that defines it, or define it here");
    }

    private CType elaborated(IASTElaboratedTypeSpecifier elaborated) {
        String tag = elaborated.getName().toString();
        CType known = body.scope().findTag(tag);
        if (elaborated.getKind() == IASTElaboratedTypeSpecifier.k_enum) {
            if (!(known instanceof CInteger)) {
                throw new Refusal(elaborated, "unknown 'enum " + tag + "'", "define the enumeration before it is used");
            }
            return known;
        }
        boolean union = elaborated.getKind() == IASTElaboratedTypeSpecifier.k_union;
        if (known == null) {
            known = new CRecord(tag, union);
            body.scope().declareTag(tag, known);
        }
        if (!(known instanceof CRecord record) || record.isUnion() != union) {
            throw new Refusal(elaborated, "'" + tag + "' is declared as another kind of type");
        }
        return known;
    }

    /** A declaration without a type; one that looks like a call is mostly a macro with a slip of the pen in its name. */
    private Refusal typeless(IASTSimpleDeclSpecifier simple) {
        if (simple.getParent() instanceof IASTSimpleDeclaration declaration && declaration.getDeclarators().length == 1
            && declaration.getDeclarators()[0] instanceof IASTFunctionDeclarator call) {
            String name = call.getName().toString();
            return new Refusal(call, "'" + name + "' is no type and no macro", Suggestions.symbol(body.scope(), name));
        }
        return new Refusal(simple, "the type is missing", "write 'int' if that is meant");
    }

    private CType simple(IASTSimpleDeclSpecifier simple) {
        if (simple.isComplex() || simple.isImaginary()) {
            throw new Refusal(simple, "floating point is not supported", NO_FLOAT);
        }
        boolean unsigned = simple.isUnsigned();
        return switch (simple.getType()) {
            case IASTSimpleDeclSpecifier.t_void -> CType.Void.VOID;
            case IASTSimpleDeclSpecifier.t_bool -> CInteger.BOOL;
            case IASTSimpleDeclSpecifier.t_char -> unsigned ? CInteger.UCHAR : simple.isSigned() ? CInteger.SCHAR : CInteger.CHAR;
            case IASTSimpleDeclSpecifier.t_int -> integer(simple);
            case IASTSimpleDeclSpecifier.t_unspecified -> {
                if (unspecified(simple)) {
                    throw typeless(simple);
                }
                yield integer(simple);
            }
            case IASTSimpleDeclSpecifier.t_typeof -> typeOf(simple.getDeclTypeExpression());
            case IASTSimpleDeclSpecifier.t_float, IASTSimpleDeclSpecifier.t_double, IASTSimpleDeclSpecifier.t_float128,
                 IASTSimpleDeclSpecifier.t_decimal32, IASTSimpleDeclSpecifier.t_decimal64, IASTSimpleDeclSpecifier.t_decimal128 ->
                throw new Refusal(simple, "floating point is not supported", NO_FLOAT);
            default -> throw new Refusal(simple, "this type is not supported", "use the integer types up to 64 bits");
        };
    }

    /** True for a semicolon where a declaration may stand: it declares nothing. */
    static boolean empty(IASTSimpleDeclaration declaration) {
        return declaration.getDeclarators().length == 0
                && declaration.getDeclSpecifier() instanceof IASTSimpleDeclSpecifier simple
                && simple.getType() == IASTSimpleDeclSpecifier.t_unspecified && unspecified(simple);
    }

    private static boolean unspecified(IASTSimpleDeclSpecifier simple) {
        return !simple.isLong() && !simple.isLongLong() && !simple.isShort() && !simple.isSigned() && !simple.isUnsigned();
    }

    private static CInteger integer(IASTSimpleDeclSpecifier simple) {
        CInteger signed = simple.isShort() ? CInteger.SHORT : simple.isLongLong() ? CInteger.LLONG
                : simple.isLong() ? CInteger.LONG : CInteger.INT;
        return simple.isUnsigned() ? signed.unsigned() : signed;
    }

    private CType typeOf(IASTExpression expression) {
        return expression instanceof IASTTypeIdExpression type ? of(type.getTypeId()) : body.typeOf(expression);
    }

    /** What {@code declarator} makes of {@code base}. */
    Declared declarator(CType base, IASTDeclarator declarator) {
        return declarator(base, declarator, false);
    }

    /** For a {@code parameter} the size of an array, which may be another parameter, says nothing. */
    private Declared declarator(CType base, IASTDeclarator declarator, boolean parameter) {
        Attributes.check(declarator);
        CType type = base;
        for (IASTPointerOperator operator : declarator.getPointerOperators()) {
            if (!(operator instanceof IASTPointer)) {
                throw new Refusal(operator, "this is not C");
            }
            type = type.pointer();
        }
        if (declarator instanceof IASTArrayDeclarator array) {
            IASTArrayModifier[] modifiers = array.getArrayModifiers();
            for (int i = modifiers.length - 1; i >= 0; i--) {
                boolean ignored = parameter && i == 0 && declarator.getNestedDeclarator() == null;
                type = ignored ? new CType.Array(type, -1) : array(type, modifiers[i]);
            }
        } else if (declarator instanceof IASTFunctionDeclarator function) {
            type = function(type, function);
        }
        IASTDeclarator nested = declarator.getNestedDeclarator();
        return nested == null ? new Declared(declarator.getName(), type) : declarator(type, nested, parameter);
    }

    private CType array(CType element, IASTArrayModifier modifier) {
        body.sizeOf(modifier, element);
        if (element instanceof CType.Function || element.isVoid()) {
            throw new Refusal(modifier, "an array of '" + element + "' is not possible");
        }
        IASTExpression size = modifier.getConstantExpression();
        if (size == null) {
            return new CType.Array(element, -1);
        }
        Operand.Value count = body.constantOrNull(size);
        if (count == null) {
            throw new Refusal(size, "variable-length arrays are not supported",
                    "give the array a constant size, or allocate it with kmalloc_array()");
        }
        if (count.constant() < 0 || count.constant() > MOST_ELEMENTS) {
            throw new Refusal(size, "an array of " + count.constant() + " elements is not possible here",
                    "a model needs as many as its threads use; " + MOST_ELEMENTS + " is the most");
        }
        return new CType.Array(element, count.constant());
    }

    private CType function(CType result, IASTFunctionDeclarator declarator) {
        if (!(declarator instanceof IASTStandardFunctionDeclarator function)) {
            throw new Refusal(declarator, "old-style parameters are not supported", "write the types inside the parentheses");
        }
        if (result instanceof CType.Array || result instanceof CType.Function) {
            throw new Refusal(declarator, "a function cannot return '" + result + "'");
        }
        List<CType> parameters = new ArrayList<>();
        for (IASTParameterDeclaration parameter : function.getParameters()) {
            CType type = parameter(parameter).type();
            if (type.isVoid() && function.getParameters().length == 1) {
                return new CType.Function(result, List.of(), false, false);
            }
            parameters.add(type);
        }
        boolean open = parameters.isEmpty() && !function.takesVarArgs();
        return new CType.Function(result, parameters, function.takesVarArgs(), open);
    }

    /** A parameter; arrays and functions become pointers. */
    Declared parameter(IASTParameterDeclaration parameter) {
        Declared declared = declarator(specifier(parameter.getDeclSpecifier()), parameter.getDeclarator(), true);
        return new Declared(declared.nameNode(), switch (declared.type()) {
            case CType.Array array -> array.element().pointer();
            case CType.Function function -> function.pointer();
            default -> declared.type();
        });
    }
}
