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
@Command(name = "stress", mixinStandardHelpOptions = true, sortOptions = false, exitCodeOnInvalidInput = 64,
    description = {"Runs the scenarios of a model on this machine's cores, millions of times, and compares what was seen"
        + " with what the checker predicts.", "An outcome that was seen and not predicted is an error."},
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:everything that was seen is predicted", "1:something was seen that must not be",
        "5:something was seen that is not predicted, but the prediction is not complete", "64:bad command line",
        "65:the model does not compile, or no test can be made of it", "70:internal error"})
public final class Main implements Callable<Integer> {
    private static final int UNPREDICTED = 1;
    private static final int UNDECIDED = 5;
    private static final int NO_TEST = 65;
    private static final String CERTIFIED = "certified";

    @Parameters(index = "0", paramLabel = "MODEL", description = "a .c model or a .litmus test, or the name of a bundled model")
    private String model;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SCENARIO", description = "only this one")
    private String scenario;

    @Option(names = "--variant", description = "only this one")
    private String variant;

    @Option(names = "--mapping", description = "sound (default): at least as strong as the kernel, so that what is seen must be"
        + " predicted; certified: the weakest accesses with which that is still so, and the certificate in the emitted test;"
        + " faithful: opaque accesses, shows more and forbids nothing")
    private String mapping = "sound";

    @Option(names = "--long", description = "every mode of the JVM's compilers: half a minute a test")
    private boolean thorough;

    @Option(names = "--cores", description = "actors to run at once; default: the cores of this machine")
    private int cores = Runtime.getRuntime().availableProcessors();

    @Option(names = "--timeout", description = "seconds that a prediction may take; default: ${DEFAULT-VALUE}")
    private int timeout = 60;

    @Option(names = "--emit", paramLabel = "DIR", description = "write the tests there and do not run them")
    private Path emit;

    @Option(names = "--keep", paramLabel = "DIR", description = "leave sources, classes and results there")
    private Path keep;

    private final PrintStream out;

    private Main(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(run(System.out, arguments));
    }

    /** Runs the command and answers its exit code. */
    static int run(PrintStream out, String... arguments) {
        CommandLine line = new CommandLine(new Main(out));
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof ModelException) {
                System.err.println(e.getMessage());
                return NO_TEST;
            }
            e.printStackTrace();
            return 70;
        });
        return line.execute(arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = keep != null ? keep : Files.createTempDirectory("quiesce-stress");
        StressRunner runner = new StressRunner(folder, thorough ? Effort.LONG : Effort.SHORT, mapping(), cores);
        if (mapping.equals(CERTIFIED)) {
            runner.certify();
        }
        read(runner);
        runner.skipped().forEach(why -> System.err.println("no test of " + why));
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
        return report(runner.run(), folder);
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

    private int report(List<Comparison> comparisons, Path folder) throws IOException {
        List<Comparison> wrong = new ArrayList<>();
        boolean undecided = false;
        for (Comparison c : comparisons) {
            out.print(c.table());
            out.println();
            if (!c.unpredicted().isEmpty()) {
                wrong.add(c);
            }
            undecided |= c.undecided();
        }
        for (Comparison c : wrong) {
            out.println("error: " + c.title() + " ended in a way that nobody predicted: " + c.unpredicted());
            out.println("  the test is kept: " + folder.resolve("src").resolve(c.test().path()));
        }
        if (wrong.isEmpty() && keep == null) {
            Folders.delete(folder);
        }
        return !wrong.isEmpty() ? UNPREDICTED : undecided ? UNDECIDED : 0;
    }
}
