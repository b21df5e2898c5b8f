package dev.quiesce.lang;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The definition of a macro, as its text says.
 *
 * @param pastes for each {@code ##}, a part of what it makes: {@code spin_lock} of {@code spin_lock##flavour}; empty if both
 *               sides are parameters, so that it can make anything
 */
record Definition(String name, Set<String> pastes) {
    private static final Pattern HEAD = Pattern.compile("#\\s*define\\s+(\\w+)(?:\\(([^)]*)\\))?");
    private static final Pattern PASTE = Pattern.compile("(\\w*)\\s*##\\s*(\\w*)");

    /** @param line the directive, without comments */
    static Definition of(String line) {
        Matcher head = HEAD.matcher(line);
        if (!head.find()) {
            return new Definition("", Set.of(""));
        }
        if (line.indexOf("##") < 0) {
            return new Definition(head.group(1), Set.of());
        }
        List<String> parameters = head.group(2) == null ? List.of() : List.of(head.group(2).replace("...", "").strip().split("\\s*,\\s*"));
        Set<String> pastes = new HashSet<>();
        Matcher paste = PASTE.matcher(line);
        while (paste.find()) {
            String left = paste.group(1);
            String right = paste.group(2);
            if (right.equals("__VA_ARGS__") && left.isEmpty()) {
                continue;
            }
            boolean fixedLeft = !left.isEmpty() && !parameters.contains(left);
            boolean fixedRight = !right.isEmpty() && !parameters.contains(right);
            pastes.add(fixedLeft ? left : fixedRight ? right : "");
        }
        return new Definition(head.group(1), pastes);
    }

    static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9' || c >= 0x80;
    }
}
