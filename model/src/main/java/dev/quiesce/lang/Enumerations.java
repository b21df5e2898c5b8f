package dev.quiesce.lang;

import dev.quiesce.lang.types.CInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.cdt.core.dom.ast.IASTEnumerationSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTEnumerationSpecifier.IASTEnumerator;

/** Definitions of enumerations, with gcc's choice of the underlying type. */
final class Enumerations {
    private final Body body;

    Enumerations(Body body) {
        this.body = body;
    }

    CInteger define(IASTEnumerationSpecifier specifier) {
        Map<String, Long> values = new LinkedHashMap<>();
        long next = 0;
        for (IASTEnumerator enumerator : specifier.getEnumerators()) {
            String name = enumerator.getName().toString();
            if (enumerator.getValue() != null) {
                next = body.constant(enumerator.getValue()).constant();
            }
            if (body.scope().here(name) != null && !body.inTrial() && body.isFile()) {
                throw new Refusal(enumerator, "'" + name + "' is declared twice");
            }
            values.put(name, next);
            body.scope().declare(name, new Symbol.OfConstant(next, constantType(next)));
            next++;
        }
        boolean negative = values.values().stream().anyMatch(v -> v < 0);
        boolean wide = values.values().stream().anyMatch(v -> v > (negative ? Integer.MAX_VALUE : 0xFFFF_FFFFL) || v < Integer.MIN_VALUE);
        CInteger type = wide ? negative ? CInteger.LONG : CInteger.ULONG : negative ? CInteger.INT : CInteger.UINT;
        values.forEach((name, value) -> {
            if (value != value.intValue()) {
                body.scope().declare(name, new Symbol.OfConstant(value, type));
            }
        });
        String tag = specifier.getName().toString();
        if (!tag.isEmpty()) {
            if (body.scope().tagHere(tag) != null && body.isFile()) {
                throw new Refusal(specifier.getName(), "'" + tag + "' is defined twice");
            }
            body.scope().declareTag(tag, type);
        }
        return type;
    }

    private static CInteger constantType(long value) {
        return value == (int) value ? CInteger.INT : value == (value & 0xFFFF_FFFFL) ? CInteger.UINT : CInteger.LONG;
    }
}
