package dev.quiesce.stress.emit;

import dev.quiesce.program.Address;
import dev.quiesce.program.Function;
import dev.quiesce.program.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.SourceVersion;

/** The Java names of what a program names, unique and as near to the model's as Java lets them be. */
final class Names {
    /** What the emitted class has, inherits or uses already. */
    private static final Set<String> TAKEN = Set.of("cpu", "C", "Kernel", "Cpu", "Address", "VarHandle", "Layout", "String",
        "Finding", "LockKind", "Context", "SpawnKind", "TEST", "INIT", "EXIT", "NOTHING", "run", "call", "act", "outcome",
        "threads", "end", "wait", "notify", "notifyAll", "clone", "finalize", "getClass", "hashCode", "equals", "toString",
        "BOOL", "S8", "U8", "S16", "U16", "S32", "U32", "S64", "U64", "POINTER", "part", "function", "a");

    private final List<String> globals = new ArrayList<>();
    private final List<String> functions = new ArrayList<>();
    private final Set<String> taken = new HashSet<>(TAKEN);
    private final Set<Integer> usedGlobals = new TreeSet<>();
    private final Set<Integer> usedPointers = new TreeSet<>();

    Names(Program program) {
        program.globals().forEach(g -> globals.add(fresh(g.name(), "global", taken)));
        program.functions().forEach(f -> functions.add(fresh(f.name(), "function", taken)));
    }

    private static String fresh(String wanted, String otherwise, Set<String> taken) {
        String base = identifier(wanted, otherwise);
        String name = base;
        for (int n = 2; !taken.add(name); n++) {
            name = base + "_" + n;
        }
        return name;
    }

    /** {@code wanted} with whatever Java does not allow in a name replaced. */
    static String identifier(String wanted, String otherwise) {
        StringBuilder out = new StringBuilder();
        wanted.codePoints().forEach(c -> out.appendCodePoint(Character.isJavaIdentifierPart(c) ? c : '_'));
        if (out.isEmpty() || !Character.isJavaIdentifierStart(out.charAt(0)) || out.toString().isBlank()) {
            out.insert(0, otherwise);
        }
        return SourceVersion.isName(out) && !out.toString().equals("_") ? out.toString() : out + "_";
    }

    String function(int number) {
        return functions.get(number);
    }

    String global(int number) {
        usedGlobals.add(number);
        return globals.get(number);
    }

    /** The constant that holds the address of a function. */
    String pointer(int number) {
        usedPointers.add(number);
        return functions.get(number) + "_";
    }

    /** Globals whose names have been used, in order. */
    Set<Integer> usedGlobals() {
        return usedGlobals;
    }

    /** Functions whose addresses have been used, in order. */
    Set<Integer> usedPointers() {
        return usedPointers;
    }

    /** A number as Java source: by name if it is an address. */
    String constant(long value, boolean asLong) {
        if (Address.isAddress(value) && Address.object(value) < globals.size()) {
            long offset = Address.offset(value);
            return global(Address.object(value)) + (offset == 0 ? "" : " + " + offset);
        }
        int function = Address.function(value);
        if (function >= 0 && function < functions.size()) {
            return pointer(function);
        }
        boolean wide = asLong || value != (int) value;
        return value + (wide ? "L" : "");
    }

    /** Names for the registers of a function: the variable's, or {@code t} and the number. */
    List<String> registers(Function function) {
        Set<String> local = new HashSet<>(taken);
        List<String> names = new ArrayList<>();
        for (int r = 0; r < function.registers(); r++) {
            String variable = function.registerNames().get(r);
            names.add(fresh(variable.isEmpty() ? "t" + r : variable, "v", local));
        }
        return names;
    }
}
