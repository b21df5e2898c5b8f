package dev.quiesce.export.litmus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The registers of a process: one for each register of each function in its unfolded text, with the name that it had there. */
final class Homes {
    /** Says whether an assertion has failed. */
    static final int FAILED = 0;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    Homes() {
        number("failed", "failed");
    }

    private int number(String key, String name) {
        return numbers.computeIfAbsent(key, k -> {
            names.add(name);
            return names.size() - 1;
        });
    }

    int of(Activation<?> activation, int register) {
        return number(activation.path + "#" + register, activation.function.registerNames().get(register));
    }

    /** For an object on the stack. */
    int of(long address) {
        return number("@" + address, "");
    }

    /** For a value that is observed. */
    int observed(String name) {
        return number("observe " + name, name);
    }

    int count() {
        return names.size();
    }

    /** A register that takes the place of another takes its name, if it has none. */
    void inherit(int register, int from) {
        if (names.get(register).isEmpty()) {
            names.set(register, names.get(from));
        }
    }

    /** What it was called; empty if it had no name. */
    String name(int register) {
        return names.get(register);
    }
}
