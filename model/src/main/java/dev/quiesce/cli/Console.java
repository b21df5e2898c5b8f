package dev.quiesce.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A console is where a command reads and writes. Results go to {@code out} and nothing else does.
 *
 * @param outTerminal   true if a person watches {@code out} on a terminal that wants colour
 * @param errTerminal   true if {@code err} is a terminal, where a line can be written over
 * @param inputTerminal true if a person can be asked
 * @param together      true if {@code out} and {@code err} go to one place, as on a terminal, where both are read
 */
record Console(BufferedReader in, ResultStream out, PrintStream err, boolean outTerminal, boolean errTerminal,
               boolean inputTerminal, boolean together) {
    private static final String READ_NO_FURTHER = "broken pipe";

    /** One whose streams are read apart. */
    Console(BufferedReader in, ResultStream out, PrintStream err, boolean outTerminal, boolean errTerminal, boolean inputTerminal) {
        this(in, out, err, outTerminal, errTerminal, inputTerminal, false);
    }

    static Console ofProcess() {
        boolean colour = System.getenv("NO_COLOR") == null || System.getenv("NO_COLOR").isEmpty();
        return new Console(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
            new ResultStream(new FileOutputStream(FileDescriptor.out)),
            new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8),
            colour && isTerminal(1) && !"dumb".equals(System.getenv("TERM")), isTerminal(2), isTerminal(0), isOnePlace());
    }

    private static boolean isOnePlace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).equals(Files.readSymbolicLink(Path.of("/proc/self/fd/2")));
        } catch (IOException _) {
            return isTerminal(1) && isTerminal(2);
        }
    }

    /** Java itself only tells about all of its streams at once. */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            if (Files.exists(link.getParent())) {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            }
        } catch (IOException _) {
            return false;
        }
        return System.console() != null && System.console().isTerminal();
    }

    /** One line for the person who started the command. */
    void say(String line) {
        err.println("quiesce: " + line);
        err.flush();
    }

    /** Ends the process as one that was interrupted, when {@code result} has written how far it has come. */
    void lastWords(Runnable result) {
        say("interrupted");
        try {
            result.run();
        } catch (UsageException e) {
            say(e.getMessage());
        } finally {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
        }
    }

    /**
     * The result; the whole of it at once. Whoever stops reading, as {@code head} does, has read enough.
     *
     * @throws UsageException if it is lost because of anything else, such as a full disk
     */
    void print(String text) {
        out.print(text);
        String why = out.failure().map(IoTrouble::why).orElse(READ_NO_FURTHER);
        if (!why.equals(READ_NO_FURTHER)) {
            throw new UsageException("cannot write to standard output: " + why);
        }
    }
}
