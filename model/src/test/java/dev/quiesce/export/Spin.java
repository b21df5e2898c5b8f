package dev.quiesce.export;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SPIN, if this machine has it and a C compiler. */
public final class Spin {
    private static final Pattern WRONG = Pattern.compile("(?m)^quiesce: ([^,]*), ");
    private static final Pattern SIZE = Pattern.compile("-DVECTORSZ=\\d+");
    private static final Pattern OUTCOME = Pattern.compile("(?m)^outcome: ?(.*)$");
    private static final String DEADLOCK = "deadlock";

    private Spin() {}

    /** What SPIN says of a model: what is wrong, in the words of the export, or {@code holds}, or why it cannot say. */
    record Verdict(String words, boolean decided) {}

    /**
     * All that SPIN finds in a model.
     *
     * @param findings what is wrong, in the words of the export
     * @param outcomes what is observed in runs that end, each as {@code name=value name=value} in order of names
     * @param complete false if it could not look at everything
     */
    public record All(Set<String> findings, Set<String> outcomes, boolean complete) {}

    /** Whether this machine has what it takes. */
    public static boolean isThere() {
        return Stream.of("spin", "gcc").allMatch(name -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name))));
    }

    /**
     * Runs SPIN on {@code model} in {@code folder}, with the options that the model asks for, up to the first error.
     *
     * @param optimize the C compiler's option for it: what compiles faster runs slower
     * @param seconds  each of the steps may take
     */
    static Verdict run(String model, Path folder, String optimize, int seconds) throws IOException, InterruptedException {
        build(model, folder, optimize, seconds);
        String said = search(folder, seconds);
        Matcher wrong = WRONG.matcher(said);
        if (said.contains("assertion violated") && wrong.find()) {
            return new Verdict(wrong.group(1), true);
        }
        if (said.contains("invalid end state (")) {
            return new Verdict(DEADLOCK, true);
        }
        boolean complete = isComplete(said) && said.contains("errors: 0");
        return complete ? new Verdict("holds", true) : new Verdict(said.lines().limit(3).toList().toString(), false);
    }

    /** Runs SPIN on {@code model} in {@code folder} as {@link #run} does, and goes on after errors. */
    public static All all(String model, Path folder, int seconds) throws IOException, InterruptedException {
        build("#define OUTCOMES\n" + model, folder, "-O0", seconds);
        String said = search(folder, seconds, "-c0");
        Set<String> findings = WRONG.matcher(said).results().map(wrong -> wrong.group(1)).collect(Collectors.toCollection(TreeSet::new));
        if (said.contains("invalid end state (")) {
            findings.add(DEADLOCK);
        }
        Set<String> outcomes = OUTCOME.matcher(said).results().map(outcome -> sorted(outcome.group(1)))
            .collect(Collectors.toCollection(TreeSet::new));
        return new All(findings, outcomes, isComplete(said));
    }

    /** {@code outcome} in order of names. */
    public static String sorted(String outcome) {
        return Arrays.stream(outcome.split(" ")).sorted().collect(Collectors.joining(" "));
    }

    private static void build(String model, Path folder, String optimize, int seconds) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("model.pml"), model);
        Files.deleteIfExists(folder.resolve("pan"));
        Matcher size = SIZE.matcher(model);
        if (!size.find()) {
            throw new IOException("the model does not say how large its states are");
        }
        execute(folder, seconds, List.of("spin", "-a", "model.pml"));
        execute(folder, seconds, List.of("gcc", optimize, "-w", "-DSAFETY", "-DNOREDUCE", "-DMEMLIM=1200", size.group(), "-o", "pan", "pan.c"));
    }

    private static String search(Path folder, int seconds, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("./pan", "-m200000", "-w20", "-n"));
        command.addAll(List.of(options));
        return execute(folder, seconds, command);
    }

    private static boolean isComplete(String said) {
        return said.contains("errors: ") && !said.contains("max search depth") && !said.contains("out of memory") && !said.contains("memory limit")
            && !said.contains("too small");
    }

    /** What a command says; an exit code other than 0 is an error unless it is that of the search, which may find something. */
    private static String execute(Path folder, int seconds, List<String> command) throws IOException, InterruptedException {
        boolean searches = command.getFirst().equals("./pan");
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            if (!searches) {
                throw new IOException("time is up for " + command);
            }
            return "time is up";
        }
        String said = Files.readString(log, StandardCharsets.UTF_8);
        if (process.exitValue() != 0 && !searches) {
            throw new IOException(command + ": " + said);
        }
        return said;
    }
}
