package dev.quiesce.export.litmus;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What walks through one thread have found out, by the names of instructions. */
final class Facts {
    private static final Fact NONE = new Fact();

    /** About one instruction: which ways a branch goes, what is answered or addressed. */
    static final class Fact {
        boolean yes;
        boolean no;
        final Set<Long> values = new TreeSet<>();
    }

    private final Map<String, Fact> facts = new HashMap<>();

    Fact note(String key) {
        return facts.computeIfAbsent(key, k -> new Fact());
    }

    Fact of(String key) {
        return facts.getOrDefault(key, NONE);
    }
}
