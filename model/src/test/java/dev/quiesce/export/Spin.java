package dev.quiesce.export;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SPIN, if this machine has it and a C compiler. */
final class Spin {
    private static final Pattern WRONG = Pattern.compile("(?m)^quiesce: ([^,]*), ");
    private static final Pattern SIZE = Pattern.compile("-DVECTORSZ=\\d+");

    private Spin() {}

    /** What SPIN says of a model: what is wrong, in the words of the export, or {@code holds}, or why it cannot say. */
    record Verdict(String words, boolean decided) {}

    static boolean isThere() {
        return List.of("spin", "gcc").stream().allMatch(name -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name))));
    }

    /**
     * Runs SPIN on {@code model} in {@code folder}, with the options that the model asks for.
     *
     * @param optimize the C compiler's option for it: what compiles faster runs slower
     * @param seconds  each of the steps may take
     */
    static Verdict run(String model, Path folder, String optimize, int seconds) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("model.pml"), model);
        Files.deleteIfExists(folder.resolve("pan"));
        Matcher size = SIZE.matcher(model);
        size.find();
        execute(folder, seconds, "spin", "-a", "model.pml");
        execute(folder, seconds, "gcc", optimize, "-w", "-DSAFETY", "-DNOREDUCE", "-DMEMLIM=1200", size.group(), "-o", "pan", "pan.c");
        String said = execute(folder, seconds, "./pan", "-m200000", "-w20", "-n");
        return verdict(said);
    }

    private static Verdict verdict(String said) {
        Matcher wrong = WRONG.matcher(said);
        if (said.contains("assertion violated") && wrong.find()) {
            return new Verdict(wrong.group(1), true);
        }
        if (said.contains("invalid end state (")) {
            return new Verdict("deadlock", true);
        }
        boolean complete = said.contains("errors: 0") && !said.contains("max search depth") && !said.contains("not completed")
            && !said.contains("out of memory") && !said.contains("memory limit");
        return complete ? new Verdict("holds", true) : new Verdict(said.lines().limit(3).toList().toString(), false);
    }

    private static String execute(Path folder, int seconds, String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(command));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(all).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            if (!command[0].equals("./pan")) {
                throw new IOException("time is up for " + command[0]);
            }
            return "time is up";
        }
        String said = Files.readString(log, StandardCharsets.UTF_8);
        if (process.exitValue() != 0 && !command[0].equals("./pan")) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }
}
