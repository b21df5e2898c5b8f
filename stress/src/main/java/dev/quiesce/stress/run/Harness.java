package dev.quiesce.stress.run;

import dev.quiesce.stress.emit.EmittedTest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/** Runs JCStress in a process of its own and reads the results that it leaves. */
final class Harness {
    private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";

    private final Compilation compilation;
    private final Path folder;

    Harness(Compilation compilation, Path folder) {
        this.compilation = compilation;
        this.folder = folder;
    }

    /**
     * What was seen of each test, by the test's full name.
     *
     * @throws IllegalStateException if a test could not be run, with what JCStress said
     */
    Map<String, Tally> run(List<EmittedTest> tests, Effort effort) throws IOException, InterruptedException {
        Path log = folder.resolve("jcstress.log");
        String classPath = compilation.classes().toAbsolutePath() + File.pathSeparator + Compilation.classPath();
        int status = start(folder, classPath, pattern(tests), effort, ProcessBuilder.Redirect.to(log.toFile()));
        Map<String, Tally> seen = results();
        for (EmittedTest test : tests) {
            for (String name : test.tests()) {
                if (!seen.containsKey(name)) {
                    throw new IllegalStateException("JCStress ended with status " + status + " and has no result for " + name
                        + "; see " + log + "\n" + tail(log));
                }
            }
        }
        return seen;
    }

    /** Runs the tests of a package on the class path, with JCStress's own report on stdout; false if one failed. */
    static boolean runSamples(Path folder, String samples, Effort effort) throws IOException, InterruptedException {
        return start(folder, Compilation.classPath(), samples, effort, ProcessBuilder.Redirect.INHERIT) == 0;
    }

    private static int start(Path folder, String classPath, String pattern, Effort effort, ProcessBuilder.Redirect output)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            NATIVE, "-cp", classPath, "org.openjdk.jcstress.Main", "-r", "report", "-t", pattern));
        command.addAll(effort.jcstress());
        command.addAll(List.of(effort.allModes() ? "-jvmArgsPrepend" : "-jvmArgs", NATIVE));
        return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output).start()
            .waitFor();
    }

    private static String pattern(List<EmittedTest> tests) {
        return tests.stream().flatMap(t -> t.tests().stream()).map(n -> "^" + n.replace(".", "\\.") + "$")
            .collect(Collectors.joining("|"));
    }

    private Map<String, Tally> results() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(p -> p.getFileName().toString().startsWith("jcstress-results")).sorted().toList();
        }
        Map<String, Tally> seen = new HashMap<>();
        if (files.isEmpty()) {
            return seen;
        }
        DiskReadCollector reader = new DiskReadCollector(files.getLast().toString(), result -> add(seen, result));
        try {
            reader.dump();
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        } finally {
            reader.close();
        }
        return seen;
    }

    private static void add(Map<String, Tally> seen, TestResult result) {
        if (result.status() != Status.NORMAL) {
            throw new IllegalStateException("JCStress could not run " + result.getName() + ": " + result.status() + " "
                + result.getMessages() + result.getVmErr());
        }
        TreeMap<String, Long> times = new TreeMap<>();
        for (String outcome : result.getStateKeys()) {
            times.put(outcome, result.getCount(outcome));
        }
        seen.merge(result.getName(), new Tally(times), Tally::plus);
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(lines.size() - 20, 0), lines.size()));
    }
}
