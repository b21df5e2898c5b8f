package dev.quiesce.lang;

import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CType;
import org.eclipse.cdt.core.dom.ast.IASTFunctionDefinition;
import org.eclipse.cdt.core.dom.ast.IASTInitializer;
import org.eclipse.cdt.core.dom.ast.IASTInitializerClause;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/** What an identifier stands for. */
sealed interface Symbol {
    /** A name of a type. */
    record OfType(CType type) implements Symbol {}

    /** A constant of an enumeration. */
    record OfConstant(long value, CInteger type) implements Symbol {}

    /** A local variable in a register. */
    record OfRegister(int register, CType type) implements Symbol {}

    /** A local object; {@code register} holds its address. */
    record OfObject(int register, CType type) implements Symbol {}

    /** A declaration that was refused: what uses it says nothing more. */
    record Broken() implements Symbol {}

    /** A variable with static storage. */
    final class OfGlobal implements Symbol {
        private final String name;
        private CType type;
        private IASTNode declaration;
        private IASTInitializer initializer;
        private IASTInitializerClause clause;
        private boolean defined;
        private boolean readOnly;
        private Body context;

        OfGlobal(String name, CType type, IASTNode declaration) {
            this.name = name;
            this.type = type;
            this.declaration = declaration;
        }

        /** The symbol is defined by {@code declaration}, in a scope that {@code context} knows. */
        void define(CType type, IASTNode declaration, IASTInitializer initializer, boolean readOnly, Body context) {
            this.type = type;
            this.declaration = declaration;
            this.initializer = initializer;
            this.readOnly = readOnly;
            this.context = context;
            this.defined = true;
        }

        /** The symbol is initialised by {@code clause}, which no declarator holds. */
        void initialize(IASTInitializerClause clause) {
            this.clause = clause;
        }

        /** What it is initialised with, or null. */
        IASTInitializerClause clause() {
            return clause != null ? clause : initializer == null ? null : Declarations.clause(initializer);
        }

        String name() {
            return name;
        }

        CType type() {
            return type;
        }

        IASTNode declaration() {
            return declaration;
        }

        IASTInitializer initializer() {
            return initializer;
        }

        boolean defined() {
            return defined;
        }

        boolean readOnly() {
            return readOnly;
        }

        Body context() {
            return context;
        }
    }

    /** A function. */
    final class OfFunction implements Symbol {
        private final String name;
        private CType.Function type;
        private IASTNode declaration;
        private IASTFunctionDefinition definition;

        OfFunction(String name, CType.Function type, IASTNode declaration) {
            this.name = name;
            this.type = type;
            this.declaration = declaration;
        }

        void define(CType.Function type, IASTFunctionDefinition definition) {
            this.type = type;
            this.declaration = definition.getDeclarator();
            this.definition = definition;
        }

        String name() {
            return name;
        }

        CType.Function type() {
            return type;
        }

        IASTNode declaration() {
            return declaration;
        }

        /** The body; null if there is only a prototype. */
        IASTFunctionDefinition definition() {
            return definition;
        }
    }
}
