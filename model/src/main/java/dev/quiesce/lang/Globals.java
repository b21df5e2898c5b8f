package dev.quiesce.lang;

import dev.quiesce.lang.Operand.InMemory;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CType;
import dev.quiesce.program.Address;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.ObjectType;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.cdt.core.dom.ast.IASTDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTInitializerClause;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/** Objects with static storage: variables, local statics, string literals, compound literals at file scope. */
final class Globals {
    private final Unit unit;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Symbol.OfGlobal, Integer> numbers = new IdentityHashMap<>();
    private final Map<String, Integer> strings = new HashMap<>();
    private final Map<IASTNode, Symbol.OfGlobal> local = new IdentityHashMap<>();
    private int finished;

    Globals(Unit unit) {
        this.unit = unit;
    }

    /** An object that has its number; a string if {@code bytes} is not null, else what {@code symbol} says. */
    private static final class Entry {
        final Symbol.OfGlobal symbol;
        final byte[] bytes;
        GlobalObject object;

        Entry(Symbol.OfGlobal symbol, byte[] bytes) {
            this.symbol = symbol;
            this.bytes = bytes;
        }
    }

    /** A variable of the user's is there whether it is used or not, so that objects are numbered as in the file. */
    void defined(Symbol.OfGlobal global) {
        if (unit.sites().isUsers(global.declaration())) {
            number(global);
        }
    }

    private int number(Symbol.OfGlobal global) {
        return numbers.computeIfAbsent(global, symbol -> {
            entries.add(new Entry(symbol, null));
            return entries.size() - 1;
        });
    }

    InMemory place(IASTNode node, Symbol.OfGlobal global) {
        if (!global.defined()) {
            throw new Refusal(node, "'" + global.name() + "' is declared but not defined", "define it without 'extern'");
        }
        if (unit.scenarios().contains(global)) {
            throw new Refusal(node, "the scenario '" + global.name() + "' is no variable of the model");
        }
        return new InMemory(new Constant(Address.of(number(global), 0)), global.type());
    }

    InMemory string(IASTNode node, byte[] bytes) {
        String key = new String(bytes, StandardCharsets.ISO_8859_1);
        int number = strings.computeIfAbsent(key, _ -> {
            entries.add(new Entry(null, bytes));
            return entries.size() - 1;
        });
        return new InMemory(new Constant(Address.of(number, 0)), new CType.Array(CInteger.CHAR, bytes.length));
    }

    /** The text of the string literal at {@code address}; null if there is none. */
    String textAt(long address) {
        if (!Address.isAddress(address) || Address.offset(address) != 0 || Address.object(address) >= entries.size()) {
            return null;
        }
        byte[] bytes = entries.get(Address.object(address)).bytes;
        return bytes == null ? null : new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8);
    }

    /** The static local that {@code declarator} declares. */
    Symbol.OfGlobal local(Body body, Types.Declared declared, IASTDeclarator declarator, boolean readOnly) {
        return local.computeIfAbsent(declarator, _ -> {
            CType type = Initializers.complete(body, declared.type(), declarator.getInitializer());
            Symbol.OfGlobal global = new Symbol.OfGlobal(body.name + "." + declared.name(), type, declarator);
            global.define(type, declarator, declarator.getInitializer(), readOnly, Body.constants(unit, body.scope(), body.name));
            return global;
        });
    }

    /** A compound literal at file scope. */
    InMemory literal(Body body, IASTNode node, CType type, IASTInitializerClause initializer) {
        Symbol.OfGlobal global = local.computeIfAbsent(node, _ -> {
            Symbol.OfGlobal literal = new Symbol.OfGlobal("(" + type + ")", type, node);
            literal.define(type, node, null, false, body);
            literal.initialize(initializer);
            return literal;
        });
        return place(node, global);
    }

    /** Evaluates the initialisers that have not been yet; they may add further objects and functions. */
    void finish() {
        while (finished < entries.size()) {
            Entry entry = entries.get(finished);
            if (entry.bytes != null) {
                entry.object = text(entry.bytes);
            } else {
                unit.problems().guard(entry.symbol.declaration(), () -> entry.object = object(entry.symbol));
            }
            finished++;
        }
    }

    boolean isFinished() {
        return finished == entries.size();
    }

    List<GlobalObject> all() {
        return entries.stream().map(e -> e.object).toList();
    }

    private GlobalObject object(Symbol.OfGlobal symbol) {
        IASTInitializerClause clause = symbol.clause();
        CType type = symbol.type();
        long size = symbol.context().sizeOf(symbol.declaration(), type);
        StaticImage image = new StaticImage();
        if (clause != null) {
            symbol.context().initializers.constants(type, clause, image);
            size = Math.max(size, image.end());
        }
        Site site = unit.sites().of(symbol.declaration());
        PerCpu layout = PerCpu.of(symbol.declaration());
        return new GlobalObject(symbol.name(), unit.objectTypes().of(type), layout.size(symbol.declaration(), size),
                layout.contents(image.initializers()), symbol.readOnly(), site);
    }

    private static GlobalObject text(byte[] bytes) {
        List<GlobalObject.Initializer> initializers = new ArrayList<>();
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                initializers.add(new GlobalObject.Initializer(i, ScalarType.S8, bytes[i]));
            }
        }
        ObjectType type = new ObjectType.ArrayObject(new ObjectType.ScalarObject(ScalarType.S8, "char"), bytes.length);
        String name = "\"" + new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8) + "\"";
        return new GlobalObject(name, type, bytes.length, initializers, true, Site.NONE);
    }
}
