package dev.quiesce.mutation;

import static java.util.function.Predicate.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of mutants that survive, each with the reason. A reason stands in a line that begins with {@code =}, the mutants
 * below it: {@code FILE VARIANT[,VARIANT...] FUNCTION: CHANGE: LINE}. Lines that begin with {@code !} name the files that were
 * looked at: {@code ! FOLDER/: NAME...}.
 */
final class Survivors {
    private final Map<String, Set<String>> byFile = new TreeMap<>();

    private final Set<String> judged = new TreeSet<>();

    private Survivors() {}

    /** @throws IllegalArgumentException if a mutant stands under no reason, or twice, or its file is not among those judged */
    static Survivors read(Path table) throws IOException {
        Survivors all = new Survivors();
        String reason = "";
        for (String line : Files.readAllLines(table).stream().filter(not(String::isBlank)).toList()) {
            if (line.startsWith("=")) {
                reason = line.substring(1).strip();
            } else if (line.startsWith("!")) {
                String[] names = line.substring(1).strip().split(":? ");
                Stream.of(names).skip(1).forEach(name -> all.judged.add(names[0] + name + ".c"));
            } else if (!line.startsWith("#")) {
                all.add(line.strip(), reason);
            }
        }
        return all;
    }

    private void add(String line, String reason) {
        String[] parts = line.split(" ", 3);
        if (!judged.contains(parts[0])) {
            throw new IllegalArgumentException("not judged: " + parts[0]);
        }
        if (reason.isEmpty() || parts.length < 3) {
            throw new IllegalArgumentException("no reason, or not 'FILE VARIANTS MUTANT': " + line);
        }
        for (String variant : parts[1].split(",")) {
            String key = parts[0] + " " + variant + " " + parts[2];
            if (!byFile.computeIfAbsent(parts[0], f -> new TreeSet<>()).add(key)) {
                throw new IllegalArgumentException("twice: " + key);
            }
        }
    }

    /** Those of {@code file}, in order, one in a line. */
    String of(String file) {
        return lines(byFile.getOrDefault(file, Set.of()));
    }

    /** The files whose mutants have been looked at. */
    Set<String> judged() {
        return judged;
    }

    /** {@code keys} in order, one in a line. */
    static String lines(Set<String> keys) {
        return keys.stream().sorted().collect(Collectors.joining("\n"));
    }
}
