package dev.quiesce.lang;

import java.util.Map;
import org.eclipse.cdt.core.dom.ast.IASTAttribute;
import org.eclipse.cdt.core.dom.ast.IASTAttributeOwner;
import org.eclipse.cdt.core.dom.ast.IASTCompositeTypeSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/** GNU attributes: two that change a layout, some that change what the code does and are refused, the rest ignored. */
final class Attributes {
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("alias", "define the function under both names"),
            Map.entry("mode", "use a type of that width"),
            Map.entry("vector_size", "use an array"),
            Map.entry("constructor", "call it from the scenario's init"),
            Map.entry("destructor", "call it from the scenario's exit"),
            Map.entry("transparent_union", "use an ordinary union"),
            Map.entry("scalar_storage_order", "swap the bytes where they are used"),
            Map.entry("ms_struct", "use the layout that gcc gives a struct on x86-64"),
            Map.entry("q_thread_local", "use DEFINE_PER_CPU(), or a local variable"),
            Map.entry("q_atomic", "use atomic_t, or READ_ONCE() and the like"));
    private static final Map<String, String> WORDS = Map.of("q_thread_local", "a variable for each thread", "q_atomic", "_Atomic");

    private Attributes() {}

    /** Refuses what cannot be ignored. */
    static void check(IASTAttributeOwner owner) {
        for (IASTAttribute attribute : owner.getAttributes()) {
            String hint = REFUSED.get(name(attribute));
            if (hint != null) {
                String what = WORDS.getOrDefault(name(attribute), "attribute '" + name(attribute) + "'");
                throw new Refusal(owner, what + " is not supported", hint);
            }
        }
    }

    /** Refuses an alignment where it would belong to a type that another name stands for as well. */
    static void checkTypedef(IASTAttributeOwner specifier, IASTAttributeOwner declarator) {
        boolean onDefinition = specifier instanceof IASTCompositeTypeSpecifier;
        if (find(declarator, "aligned") != null || find(declarator, "packed") != null
                || !onDefinition && find(specifier, "aligned") != null) {
            throw new Refusal(declarator, "a typedef with a layout of its own is not supported", "put the attribute on the struct or its member");
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

    /** The function that a variable is handed to where its scope is left; null if there is none. */
    static String cleanup(IASTAttributeOwner specifier, IASTAttributeOwner declarator) {
        String function = argument(declarator, "cleanup");
        return function != null ? function : argument(specifier, "cleanup");
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
