package dev.quiesce.lang;

import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import dev.quiesce.lang.types.Layout;
import dev.quiesce.lang.types.Layout.Declared;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.cdt.core.dom.ast.IASTCompositeTypeSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTFieldDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTSimpleDeclaration;

/** Definitions of structs and unions. */
final class Records {
    private final Body body;
    private final Set<String> names = new HashSet<>();

    Records(Body body) {
        this.body = body;
    }

    CRecord define(IASTCompositeTypeSpecifier specifier) {
        CRecord already = body.unit.defined(specifier);
        if (already != null && !body.isFile()) {
            redeclare(already);
            return already;
        }
        CRecord record = declare(specifier);
        body.unit.define(specifier, record);
        try {
            complete(specifier, record);
        } catch (Refusal refusal) {
            record.spoil();
            throw refusal;
        }
        return record;
    }

    private void complete(IASTCompositeTypeSpecifier specifier, CRecord record) {
        List<Declared> members = new ArrayList<>();
        for (IASTDeclaration member : specifier.getMembers()) {
            if (!(member instanceof IASTSimpleDeclaration declaration)) {
                throw new Refusal(member, "this is no member declaration");
            }
            if (!Types.empty(declaration)) {
                add(declaration, members);
            }
        }
        checkFlexible(specifier, record, members);
        try {
            Layout.complete(record, members, Attributes.packed(specifier), Attributes.aligned(specifier));
        } catch (IllegalArgumentException e) {
            throw new Refusal(specifier, e.getMessage() + " is not supported", "put the attribute on the struct");
        }
    }

    /** A definition inside a function is met again when the function is lowered again: it stays the same type. */
    private void redeclare(CRecord record) {
        if (!record.tag().isEmpty()) {
            body.scope().declareTag(record.tag(), record);
        }
    }

    private CRecord declare(IASTCompositeTypeSpecifier specifier) {
        String tag = specifier.getName().toString();
        boolean union = specifier.getKey() == IASTCompositeTypeSpecifier.k_union;
        if (tag.isEmpty()) {
            return new CRecord("", union);
        }
        CType known = body.scope().tagHere(tag);
        if (known instanceof CRecord record && record.isUnion() == union && !record.isComplete()) {
            return record;
        }
        if (known != null) {
            throw new Refusal(specifier.getName(), "'" + tag + "' is defined twice");
        }
        CRecord record = new CRecord(tag, union);
        body.scope().declareTag(tag, record);
        return record;
    }

    private void add(IASTSimpleDeclaration declaration, List<Declared> members) {
        CType base = body.types.specifier(declaration.getDeclSpecifier());
        if (declaration.getDeclarators().length == 0) {
            if (base instanceof CRecord record && record.isComplete() && record.tag().isEmpty()) {
                noteNames(declaration, record);
                members.add(new Declared("", record, -1, 0, false));
            }
            return;
        }
        for (IASTDeclarator declarator : declaration.getDeclarators()) {
            Types.Declared declared = body.types.declarator(base, declarator);
            if (declared.type() instanceof CType.Function || declared.type().isVoid()) {
                throw new Refusal(declarator, "a member cannot have type '" + declared.type() + "'");
            }
            if (!(declared.type() instanceof CType.Array array && array.count() < 0)) {
                body.sizeOf(declarator, declared.type());
            }
            note(declarator, declared.name());
            int align = Math.max(Attributes.aligned(declarator), Attributes.aligned(declaration.getDeclSpecifier()));
            boolean tight = Attributes.packed(declarator);
            members.add(new Declared(declared.name(), declared.type(), width(declarator, declared.type()), align, tight));
        }
    }

    private int width(IASTDeclarator declarator, CType type) {
        if (!(declarator instanceof IASTFieldDeclarator field) || field.getBitFieldSize() == null) {
            return -1;
        }
        long width = body.constant(field.getBitFieldSize()).constant();
        int most = type == CInteger.BOOL ? 1 : (int) type.size() * 8;
        if (!(type instanceof CInteger) || width < 0 || width > most) {
            throw new Refusal(declarator, "a bit-field of type '" + type + "' cannot be " + width + " bits wide");
        }
        return (int) width;
    }

    private void note(IASTDeclarator declarator, String name) {
        if (!name.isEmpty() && !names.add(name)) {
            throw new Refusal(declarator, "member '" + name + "' is declared twice");
        }
    }

    private void noteNames(IASTSimpleDeclaration declaration, CRecord record) {
        for (CRecord.Field field : record.fields()) {
            if (!field.name().isEmpty() && !names.add(field.name())) {
                throw new Refusal(declaration, "member '" + field.name() + "' is declared twice");
            }
        }
    }

    private void checkFlexible(IASTCompositeTypeSpecifier specifier, CRecord record, List<Declared> members) {
        for (int i = 0; i < members.size(); i++) {
            boolean last = i == members.size() - 1 || record.isUnion();
            if (members.get(i).type() instanceof CType.Array array && array.count() < 0 && !last) {
                throw new Refusal(specifier.getMembers()[i], "an array without a size must be the last member");
            }
        }
    }
}
