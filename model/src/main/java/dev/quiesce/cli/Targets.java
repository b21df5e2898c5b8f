package dev.quiesce.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From what a user names to the models that are meant: files, folders, bundled models and groups of them. */
final class Targets {
    private static final Pattern ENDING = Pattern.compile("\\.(c|litmus)$");
    private final Library library;

    Targets(Library library) {
        this.library = library;
    }

    /** The targets that {@code arguments} name, each once; every bundled model but the litmus tests if there is no argument. */
    List<Target> find(List<String> arguments) {
        if (arguments.isEmpty()) {
            return library.bundled().stream().map(Target::bundled).filter(target -> !target.isLitmus()).toList();
        }
        Map<String, Target> found = new LinkedHashMap<>();
        arguments.forEach(argument -> find(argument).forEach(target -> found.putIfAbsent(target.origin(), target)));
        return List.copyOf(found.values());
    }

    /** What {@code argument} names, at least one target. */
    List<Target> find(String argument) {
        if (argument.isEmpty()) {
            throw new UsageException("the name of a model is empty; '.' is the current folder");
        }
        Path path = Path.of(argument);
        if (Files.isDirectory(path)) {
            return below(path);
        }
        if (Files.exists(path)) {
            return List.of(Target.of(path));
        }
        List<Target> bundled = bundled(argument);
        if (bundled.isEmpty()) {
            throw new UsageException(unknown(argument));
        }
        return bundled;
    }

    /** The one model that {@code argument} names. */
    Target one(String argument) {
        List<Target> found = find(argument);
        if (found.size() != 1) {
            throw new UsageException("'" + argument + "' is " + found.size() + " models: "
                + found.stream().map(Target::name).collect(Collectors.joining(", ")) + "; name one");
        }
        return found.getFirst();
    }

    /** The bundled models called {@code name}: with or without folder and ending, or all of a folder. */
    List<Target> bundled(String name) {
        String wanted = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        return library.bundled().stream()
            .filter(model -> model.equals(wanted) || stem(model).equals(wanted) || base(model).equals(wanted)
                || stem(base(model)).equals(wanted) || model.startsWith(wanted + "/"))
            .map(Target::bundled).toList();
    }

    static String stem(String name) {
        return ENDING.matcher(name).replaceFirst("");
    }

    private static String base(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static List<Target> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Target> found = files.filter(Files::isRegularFile)
                .filter(file -> file.toString().endsWith(".c") || file.toString().endsWith(".litmus"))
                .sorted().map(Target::of).toList();
            if (found.isEmpty()) {
                throw new UsageException("no .c or .litmus file below '" + folder + "'");
            }
            return found;
        } catch (IOException e) {
            throw new UsageException("cannot read folder '" + folder + "': " + IoTrouble.why(e));
        } catch (UncheckedIOException e) {
            throw new UsageException("cannot read below '" + folder + "': " + IoTrouble.why(e.getCause()));
        }
    }

    private String unknown(String name) {
        List<String> names = new ArrayList<>(library.bundled().stream().map(Targets::stem).toList());
        List<String> candidates = new ArrayList<>(names);
        names.forEach(model -> candidates.add(base(model)));
        return "'" + name + "' is no file, no folder and no bundled model" + Suggestions.question(name, candidates)
            + "\n'quiesce models' lists those that are bundled, and 'quiesce new NAME' writes one to start from";
    }
}
