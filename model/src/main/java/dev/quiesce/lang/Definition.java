package dev.quiesce.lang;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The definition of a macro, as its text says.
 *
 * @param pastes for each {@code ##}, what the names look like that it makes, with a star for what is not known:
 *               {@code spin_lock*} of {@code spin_lock##flavour}, a star alone if both sides are parameters
 */
record Definition(String name, Set<String> pastes) {
    private static final Pattern HEAD = Pattern.compile("#\\s*define\\s+(\\w+)(?:\\(([^)]*)\\))?");
    private static final Pattern PASTE = Pattern.compile("\\w*(?:\\s*##\\s*\\w*)+");

    /** @param line the directive, without comments */
    static Definition of(String line) {
        if (line.indexOf("##") < 0) {
            String name = name(line);
            return new Definition(name, name.isEmpty() ? Set.of("*") : Set.of());
        }
        Matcher head = HEAD.matcher(line);
        if (!head.find()) {
            return new Definition("", Set.of("*"));
        }
        List<String> parameters = new ArrayList<>(List.of("__VA_ARGS__"));
        if (head.group(2) != null) {
            parameters.addAll(List.of(head.group(2).replace("...", "").strip().split("\\s*,\\s*")));
        }
        Set<String> pastes = new HashSet<>();
        Matcher paste = PASTE.matcher(line);
        while (paste.find()) {
            String[] sides = paste.group().split("##", -1);
            boolean makesName = sides.length > 2 || !sides[0].isBlank() && !sides[1].isBlank();
            if (makesName) {
                pastes.add(Arrays.stream(sides).map(String::strip)
                        .map(side -> side.isEmpty() || parameters.contains(side) ? "*" : side).collect(Collectors.joining())
                        .replaceAll("\\*+", "*"));
            }
        }
        return new Definition(head.group(1), pastes);
    }

    /** The name that {@code line} defines; empty if that cannot be told. Most headers are lines like this. */
    private static String name(String line) {
        int from = afterSpace(line, 1);
        if (!line.startsWith("define", from)) {
            return "";
        }
        int start = afterSpace(line, from + "define".length());
        int end = start;
        while (end < line.length() && isWord(line.charAt(end))) {
            end++;
        }
        return start == from + "define".length() ? "" : line.substring(start, end);
    }

    private static int afterSpace(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    /** True if {@code paste}, one of {@link #pastes}, may make {@code name}. */
    static boolean mayMake(String paste, String name) {
        String[] parts = paste.split("\\*", -1);
        if (parts.length == 1) {
            return name.equals(paste);
        }
        String first = parts[0];
        String last = parts[parts.length - 1];
        int at = first.length();
        boolean fits = name.startsWith(first) && name.endsWith(last) && name.length() >= first.length() + last.length();
        for (int i = 1; fits && i < parts.length - 1; i++) {
            at = name.indexOf(parts[i], at);
            fits = at >= 0;
            at += parts[i].length();
        }
        return fits;
    }

    static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9' || c >= 0x80;
    }
}
