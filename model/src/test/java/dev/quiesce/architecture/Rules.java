package dev.quiesce.architecture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The rules of the building: every file is in a room, rooms use only what they may, and no two packages need each other. */
final class Rules {
    private Rules() {}

    /** One sentence for each breach, in a stable order. */
    static List<String> breaches(Collection<SourceFile> files) {
        return Stream.of(homeless(files), upwards(files), cycles(files))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> homeless(Collection<SourceFile> files) {
        return files.stream()
                .filter(file -> Room.of(file.home()).isEmpty())
                .map(file -> "%s is in no room: give its package a place in Room".formatted(file.name()))
                .toList();
    }

    private static List<String> upwards(Collection<SourceFile> files) {
        List<String> found = new ArrayList<>();
        for (SourceFile file : files) {
            Room.of(file.home()).ifPresent(room -> file.uses().stream()
                    .sorted()
                    .filter(used -> !Room.of(used).map(room::mayUse).orElse(false))
                    .map(used -> "%s: %s must not use %s".formatted(file.name(), room, used))
                    .forEach(found::add));
        }
        return found;
    }

    private static List<String> cycles(Collection<SourceFile> files) {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (SourceFile file : files) {
            uses.computeIfAbsent(file.home(), home -> new TreeSet<>()).addAll(file.uses());
        }
        Map<String, Set<String>> reach = new TreeMap<>();
        uses.keySet().forEach(start -> reach.put(start, reachable(start, uses)));
        return reach.keySet().stream()
                .filter(one -> reach.get(one).contains(one))
                .map(one -> reach.get(one).stream()
                        .filter(other -> reach.getOrDefault(other, Set.of()).contains(one))
                        .toList())
                .distinct()
                .map(knot -> "these packages need each other: " + String.join(", ", knot))
                .toList();
    }

    private static Set<String> reachable(String start, Map<String, Set<String>> uses) {
        Set<String> seen = new TreeSet<>();
        List<String> next = new ArrayList<>(uses.get(start));
        while (!next.isEmpty()) {
            String one = next.removeLast();
            if (seen.add(one)) {
                next.addAll(uses.getOrDefault(one, Set.of()));
            }
        }
        return seen;
    }
}
