package dev.quiesce.lang;

import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A scope: identifiers, and the tags of structs, unions and enumerations, which have a name space of their own. */
final class Scope {
    private final Scope outer;
    private final Map<String, Symbol> symbols = new HashMap<>();
    private final Map<String, CType> tags = new HashMap<>();

    Scope(Scope outer) {
        this.outer = outer;
    }

    Scope outer() {
        return outer;
    }

    boolean isFile() {
        return outer == null;
    }

    void declare(String name, Symbol symbol) {
        symbols.put(name, symbol);
    }

    void declareTag(String tag, CType type) {
        tags.put(tag, type);
    }

    /** The symbol that this scope itself declares, or null. */
    Symbol here(String name) {
        return symbols.get(name);
    }

    CType tagHere(String tag) {
        return tags.get(tag);
    }

    /** The innermost declaration, or null. */
    Symbol find(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Symbol symbol = scope.symbols.get(name);
            if (symbol != null) {
                return symbol;
            }
        }
        return null;
    }

    /** Every name that can be used here. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Scope scope = this; scope != null; scope = scope.outer) {
            names.addAll(scope.symbols.keySet());
        }
        return names;
    }

    /** The tags of all types that are defined here, and not only declared. */
    Set<String> completeTags() {
        Set<String> complete = new TreeSet<>();
        for (Scope scope = this; scope != null; scope = scope.outer) {
            scope.tags.forEach((tag, type) -> {
                if (!(type instanceof CRecord record) || record.isComplete()) {
                    complete.add(tag);
                }
            });
        }
        return complete;
    }

    CType findTag(String tag) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            CType type = scope.tags.get(tag);
            if (type != null) {
                return type;
            }
        }
        return null;
    }
}
