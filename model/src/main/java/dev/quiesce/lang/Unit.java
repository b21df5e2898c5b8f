package dev.quiesce.lang;

import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.ObjectTypes;
import java.util.IdentityHashMap;
import java.util.Map;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/** A unit is one variant of a file while it is read: its file scope and the tables of what the program will hold. */
final class Unit {
    private final Problems problems;
    private final Sites sites;
    private final Scope fileScope = new Scope(null);
    private final ObjectTypes objectTypes = new ObjectTypes();
    private final Globals globals = new Globals(this);
    private final Functions functions = new Functions(this);
    private final Allocations allocations = new Allocations(this);
    private final Scenarios scenarios = new Scenarios(this);
    private final Map<IASTNode, CRecord> records = new IdentityHashMap<>();

    Unit(Problems problems, Sites sites) {
        this.problems = problems;
        this.sites = sites;
    }

    Problems problems() {
        return problems;
    }

    Sites sites() {
        return sites;
    }

    Scope fileScope() {
        return fileScope;
    }

    ObjectTypes objectTypes() {
        return objectTypes;
    }

    Globals globals() {
        return globals;
    }

    Functions functions() {
        return functions;
    }

    Allocations allocations() {
        return allocations;
    }

    Scenarios scenarios() {
        return scenarios;
    }

    /** The type that the specifier at {@code node} has defined; null if it has not been met. */
    CRecord defined(IASTNode node) {
        return records.get(node);
    }

    void define(IASTNode node, CRecord record) {
        records.put(node, record);
    }
}
