package dev.quiesce.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A workbench is a folder with a {@code quiesce} in it, where the commands of a document can be run. */
final class Workbench {
    private static final Pattern PROMPT = Pattern.compile("^\\$ (.*)$", Pattern.MULTILINE);
    private final Path folder;

    /** A command's output and exit code. */
    record Ran(int code, String out) {}

    Workbench(Path folder) throws IOException {
        this.folder = folder;
        Path launcher = folder.resolve("quiesce");
        Files.writeString(launcher, "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
            + "' -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path") + "' dev.quiesce.cli.Main \"$@\"\n");
        if (!launcher.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + launcher + " executable");
        }
    }

    void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    /** Runs one command line of a shell. */
    Ran run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out);
    }

    /** The content of a run block as it should be: each command with what it prints now; the code of the last one. */
    Ran runAll(String content) throws IOException, InterruptedException {
        StringBuilder out = new StringBuilder();
        int code = 0;
        for (String command : PROMPT.matcher(content).results().map(result -> result.group(1)).toList()) {
            Ran ran = run(command);
            out.append("$ ").append(command).append('\n').append(ran.out());
            code = ran.code();
        }
        return new Ran(code, out.toString());
    }
}
