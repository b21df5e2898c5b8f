package dev.quiesce.lang.litmus;

import java.util.Set;

/** The words that a C type is made of in a litmus test. Types do not matter to the model; they are read and dropped. */
final class TypeWords {
    static final Set<String> TAGS = Set.of("struct", "union", "enum");
    private static final Set<String> WORDS = Set.of("int", "long", "short", "char", "unsigned", "signed", "void", "bool",
        "_Bool", "volatile", "const", "__rcu", "u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64");

    private TypeWords() {}

    static boolean startsType(String word) {
        return WORDS.contains(word) || TAGS.contains(word) || word.endsWith("_t");
    }
}
