package dev.quiesce.lang;

import java.util.Map;
import org.eclipse.cdt.core.dom.ast.IASTAttribute;
import org.eclipse.cdt.core.dom.ast.IASTAttributeOwner;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/** GNU attributes: two that change a layout, some that change what the code does and are refused, the rest ignored. */
final class Attributes {
    private static final Map<String, String> REFUSED = Map.of(
            "cleanup", "write the call on every way out of the block",
            "alias", "define the function under both names",
            "mode", "use a type of that width",
            "vector_size", "use an array",
            "constructor", "call it from the scenario's init",
            "destructor", "call it from the scenario's exit",
            "transparent_union", "use an ordinary union",
            "scalar_storage_order", "swap the bytes where they are used");

    private Attributes() {}

    /** Refuses what cannot be ignored. */
    static void check(IASTAttributeOwner owner) {
        for (IASTAttribute attribute : owner.getAttributes()) {
            String hint = REFUSED.get(name(attribute));
            if (hint != null) {
                throw new Refusal(owner, "attribute '" + name(attribute) + "' is not supported", hint);
            }
        }
    }

    static boolean packed(IASTAttributeOwner owner) {
        return find(owner, "packed") != null;
    }

    /** The bytes that an {@code aligned} attribute asks for; 0 if there is none. */
    static int aligned(IASTAttributeOwner owner) {
        IASTAttribute attribute = find(owner, "aligned");
        if (attribute == null) {
            return 0;
        }
        if (attribute.getArgumentClause() == null) {
            return 16;
        }
        String argument = text(attribute.getArgumentClause());
        String digits = argument.replaceAll("[()\\s]", "");
        if (!digits.matches("\\d{1,4}") || Integer.bitCount(Integer.parseInt(digits)) != 1) {
            throw new Refusal(owner, "this alignment is not supported", "write aligned(8), aligned(64), …");
        }
        return Integer.parseInt(digits);
    }

    /** What stands in the brackets of the attribute {@code name}; null if there is none. */
    static String argument(IASTAttributeOwner owner, String name) {
        IASTAttribute attribute = find(owner, name);
        return attribute == null || attribute.getArgumentClause() == null ? null : text(attribute.getArgumentClause());
    }

    private static String text(IASTNode argument) {
        StringBuilder text = new StringBuilder();
        if (argument instanceof org.eclipse.cdt.core.dom.ast.IASTTokenList list) {
            for (IASTNode token : list.getTokens()) {
                text.append(text(token));
            }
        } else if (argument instanceof org.eclipse.cdt.core.dom.ast.IASTToken token) {
            text.append(token.getTokenCharImage());
        }
        return text.toString();
    }

    private static IASTAttribute find(IASTAttributeOwner owner, String name) {
        for (IASTAttribute attribute : owner.getAttributes()) {
            if (name(attribute).equals(name)) {
                return attribute;
            }
        }
        return null;
    }

    private static String name(IASTAttribute attribute) {
        return new String(attribute.getName()).replaceAll("^__|__$", "");
    }
}
