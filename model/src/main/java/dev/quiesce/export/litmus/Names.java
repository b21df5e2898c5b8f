package dev.quiesce.export.litmus;

import dev.quiesce.program.Address;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names of locations: those of the model, made of letters and digits, each once. */
final class Names {
    private static final Set<String> TAKEN = Set.of("int", "long", "short", "char", "unsigned", "signed", "void", "bool", "volatile",
        "const", "struct", "union", "enum", "if", "else", "while", "do", "for", "return", "switch", "goto", "break", "continue",
        "exists", "forall", "filter", "locations", "final", "not", "and", "or", "true", "false", "with", "failed", "u8", "u16", "u32",
        "u64", "s8", "s16", "s32", "s64");

    private final Cells cells;
    private final Pointers pointers;
    private final Map<Long, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    Names(Cells cells, Pointers pointers) {
        this.cells = cells;
        this.pointers = pointers;
    }

    /** The name of the location at an address. */
    String location(long address) {
        return names.computeIfAbsent(address, a -> unique(spelled(a), taken));
    }

    /** What a pointer is called that holds that. */
    String pointer(long value) {
        return location(pointers.location(value));
    }

    /** The location that stands for what a pointer holds. */
    long pointed(long value) {
        return pointers.location(value);
    }

    private String spelled(long address) {
        Cells.Thing thing = cells.thing(address);
        long offset = Address.offset(address);
        String path = thing.type() == null ? offset == 0 ? "" : "_" + offset : thing.type().pathAt(offset);
        boolean lock = cells.at(address) != null && cells.at(address).use != Cell.Use.DATA;
        return thing.name() + path.replaceAll(lock ? "\\.\\w+$" : "(\\.(counter|refs))+$", "");
    }

    /** {@code wanted}, made a name that is not in {@code others} and that means nothing to herd7, and put into it. */
    static String unique(String wanted, Set<String> others) {
        String plain = wanted.replaceAll("\\W+", "_").replaceAll("^_+|_+$", "");
        String name = plain.isEmpty() || !Character.isLetter(plain.charAt(0)) ? "v" + plain : plain;
        if (TAKEN.contains(name) || name.endsWith("_t") || name.matches("P\\d+")) {
            name += "_";
        }
        String candidate = name;
        for (int n = 2; !others.add(candidate); n++) {
            candidate = name + "_" + n;
        }
        return candidate;
    }
}
