package dev.quiesce.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A source file of ours: its package, and the packages of ours that it names, in imports or in full.
 *
 * @param name for messages
 * @param home the package it is in
 * @param uses the other packages of ours that it names
 */
public record SourceFile(String name, String home, Set<String> uses) {
    private static final Pattern PACKAGE = Pattern.compile("\\bpackage\\s+([\\w.]+)\\s*;");
    /** By convention a part of a package name is in lower case, and the first one that is not is a type. */
    private static final Pattern USE = Pattern.compile("(?<![\\w.])dev\\.quiesce(?:\\.[a-z][a-z0-9_]*+(?![A-Z]))*+");

    public SourceFile {
        uses = Set.copyOf(uses);
    }

    /** Reads the text of one file. */
    public static SourceFile parse(String name, String text) {
        String code = JavaText.code(text);
        String home = PACKAGE.matcher(code).results().findFirst().map(found -> found.group(1)).orElse("");
        Set<String> uses = new TreeSet<>(USE.matcher(code).results().map(MatchResult::group).toList());
        uses.remove(home);
        return new SourceFile(name, home, uses);
    }

    /** Reads every source file below a folder. */
    static List<SourceFile> below(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(file -> parse(folder.relativize(file).toString(), read(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
