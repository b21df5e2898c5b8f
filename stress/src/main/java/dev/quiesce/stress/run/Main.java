package dev.quiesce.stress.run;

import dev.quiesce.lang.Bundled;
import dev.quiesce.lang.ModelException;
import dev.quiesce.lang.Models;
import dev.quiesce.lang.Source;
import dev.quiesce.lang.litmus.LitmusReader;
import dev.quiesce.stress.emit.EmittedTest;
import dev.quiesce.stress.emit.Mapping;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code quiesce stress}. */
@Command(name = "quiesce stress", versionProvider = Main.Version.class, mixinStandardHelpOptions = true, sortOptions = false, exitCodeOnInvalidInput = 64,
    description = {"Runs the scenarios of a model on this machine's cores, millions of times, and compares what was seen"
        + " with what the checker predicts.", "An outcome that was seen and not predicted is an error."},
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:everything that was seen is predicted", "1:something was seen that must not be",
        "5:something was seen that is not predicted, but the prediction is not complete", "64:bad command line",
        "65:the model does not compile, or no test can be made of it", "70:internal error"})
public final class Main implements Callable<Integer> {
    private static final int UNPREDICTED = 1;
    private static final int UNDECIDED = 5;
    private static final int USAGE = 64;
    private static final int NO_TEST = 65;
    private static final int INTERNAL = 70;
    private static final String CERTIFIED = "certified";

    @Parameters(index = "0", paramLabel = "MODEL", description = "a .c model or a .litmus test, or the name of a bundled model")
    private String model;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SCENARIO", description = "only this one")
    private String scenario;

    @Option(names = "--variant", paramLabel = "NAME", description = "only this one")
    private String variant;

    @Option(names = "--mapping", paramLabel = "NAME", description = "sound (default): at least as strong as the kernel, so that what is seen must be"
        + " predicted; certified: the weakest accesses with which that is still so, and the certificate in the emitted test;"
        + " faithful: opaque accesses, shows more and forbids nothing")
    private String mapping = "sound";

    @Option(names = "--long", description = "every mode of the JVM's compilers: half a minute a test")
    private boolean thorough;

    @Option(names = "--cores", paramLabel = "N", description = "actors to run at once; default: the cores of this machine")
    private int cores = Runtime.getRuntime().availableProcessors();

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "how long a prediction may take; default: ${DEFAULT-VALUE}")
    private int timeout = 60;

    @Option(names = "--emit", paramLabel = "DIR", description = "write the tests there and do not run them")
    private Path emit;

    @Option(names = "--keep", paramLabel = "DIR", description = "leave sources, classes and results there")
    private Path keep;

    @Option(names = "--debug", description = "show the stack trace of an internal error")
    private boolean debug;

    private final PrintStream out;
    private final PrintStream err;

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /** Runs the command and answers its exit code. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        Main main = new Main(out, err);
        CommandLine line = new CommandLine(main);
        line.setParameterExceptionHandler((failure, _) -> {
            main.say(failure.getMessage());
            err.println("Try 'quiesce stress --help'.");
            return USAGE;
        });
        line.setExecutionExceptionHandler((failure, _, _) -> main.failed(failure));
        return line.execute(arguments);
    }

    private int failed(Exception failure) {
        if (failure instanceof ModelException model) {
            err.println(model.getMessage());
            return NO_TEST;
        }
        say((failure instanceof IOException ? "cannot read or write: " : "internal error: ") + failure);
        if (debug) {
            failure.printStackTrace(err);
        }
        return INTERNAL;
    }

    private void say(String line) {
        err.println("quiesce: " + line);
    }

    /** The version that the build wrote into the archive. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"quiesce stress " + (version == null ? "(not packaged)" : version)};
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (cores < 1 || timeout < 1) {
            throw new CommandLine.ParameterException(new CommandLine(this), "--cores and --timeout must be at least 1");
        }
        Path folder = keep != null ? keep : Files.createTempDirectory("quiesce-stress");
        boolean kept = keep != null;
        try {
            List<Comparison> wrong = new ArrayList<>();
            int code = stress(folder, wrong);
            kept |= !wrong.isEmpty();
            return code;
        } finally {
            if (!kept) {
                Folders.delete(folder);
            }
        }
    }

    private int stress(Path folder, List<Comparison> wrong) throws IOException, InterruptedException {
        StressRunner runner = new StressRunner(folder, thorough ? Effort.LONG : Effort.SHORT, mapping(), cores);
        if (mapping.equals(CERTIFIED)) {
            runner.certify();
        }
        read(runner);
        if (runner.tests().isEmpty() && runner.skipped().isEmpty()) {
            throw new CommandLine.ParameterException(new CommandLine(this), model + " has no such scenario or variant; it has "
                + String.join(", ", runner.known()));
        }
        runner.skipped().forEach(why -> err.println("no test of " + why));
        if (runner.tests().isEmpty()) {
            return NO_TEST;
        }
        if (emit != null) {
            for (EmittedTest test : runner.tests()) {
                Path file = emit.resolve(test.path());
                Files.createDirectories(file.getParent());
                Files.writeString(file, test.source());
                out.println(file);
            }
            return 0;
        }
        int tests = runner.tests().size();
        say("running " + (tests == 1 ? "1 test" : tests + " tests") + "; " + (thorough ? "half a minute" : "some seconds") + " each");
        return report(runner.run(), folder, wrong);
    }

    private void read(StressRunner runner) throws IOException {
        Path file = Path.of(model);
        if (Files.exists(file)) {
            runner.add(file, scenario, variant, Duration.ofSeconds(timeout));
            return;
        }
        List<String> bundled = Stream.of(".c", ".litmus").flatMap(this::bundled).toList();
        if (bundled.size() != 1) {
            throw new CommandLine.ParameterException(new CommandLine(this), bundled.isEmpty()
                ? "no such file, and no bundled model of that name: " + model : "several bundled models: " + bundled);
        }
        Source source = Models.bundledSource(bundled.getFirst());
        if (source.name().endsWith(".litmus")) {
            runner.add(LitmusReader.read(source.name(), source.text()), Duration.ofSeconds(timeout));
        } else {
            runner.add(Models.read(source, Map.of()), scenario, variant, Duration.ofSeconds(timeout));
        }
    }

    private Stream<String> bundled(String suffix) {
        String name = model.endsWith(suffix) ? model : model + suffix;
        return Bundled.list(Bundled.MODELS, suffix).stream().filter(b -> b.equals(name) || b.endsWith("/" + name));
    }

    private Mapping mapping() {
        return switch (mapping) {
            case "sound", CERTIFIED -> Mapping.SOUND;
            case "faithful" -> Mapping.FAITHFUL;
            default -> throw new CommandLine.ParameterException(new CommandLine(this), "no such mapping: " + mapping
                + "; there are sound, certified and faithful");
        };
    }

    /** Prints what was seen; {@code wrong} gets what nobody predicted, whose tests are to be kept in {@code folder}. */
    private int report(List<Comparison> comparisons, Path folder, List<Comparison> wrong) {
        boolean undecided = false;
        for (Comparison c : comparisons) {
            out.print((c == comparisons.getFirst() ? "" : "\n") + c.table());
            if (!c.unpredicted().isEmpty()) {
                wrong.add(c);
            }
            undecided |= c.undecided();
        }
        for (Comparison c : wrong) {
            out.println("error: " + c.title() + " ended in a way that nobody predicted: " + c.unpredicted());
            out.println("  the test is kept: " + folder.resolve("src").resolve(c.test().path()));
        }
        return !wrong.isEmpty() ? UNPREDICTED : undecided ? UNDECIDED : 0;
    }
}
