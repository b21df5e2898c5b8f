package dev.quiesce.cli;

import dev.quiesce.lang.ModelException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: where the commands hang. */
public final class Main implements Callable<Integer> {
    private final Tools tools;

    private Complaints complaints;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("quiesce").versionProvider(new Version());
    private boolean debug;

    private Main(Tools tools) {
        this.tools = tools;
        spec.usageMessage().synopsisSubcommandLabel("COMMAND")
            .description("Finds the interleaving that breaks a kernel offload design, or proves that there is none.");
        spec.addOption(Spec.help()).addOption(Spec.version());
        spec.addOption(Spec.flag(on -> debug = on, "--debug").scopeType(ScopeType.INHERIT)
            .description("show the stack trace of an internal error").build());
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(tools.console().err());
        return ExitCode.USAGE.number();
    }

    /** The version that the build wrote into the archive. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"quiesce " + (version == null ? "(not packaged)" : version)};
        }
    }

    /** Says what went wrong in the checker itself. */
    Complaints complaints() {
        complaints = complaints == null ? new Complaints(tools.console(), debug) : complaints;
        return complaints;
    }

    public static void main(String... arguments) {
        Console console = Console.ofProcess();
        System.exit(run(new Tools(console, Library.ofResources(), Engine.checker()), arguments));
    }

    /** Runs one command line; the exit code. */
    static int run(Tools tools, String... arguments) {
        Main main = new Main(tools);
        CommandLine line = new CommandLine(main.spec);
        main.addCommands(line, arguments);
        line.setOut(new PrintWriter(tools.console().out(), true))
            .setErr(new PrintWriter(tools.console().err(), true))
            .setParameterExceptionHandler((failure, _) -> refused(failure))
            .setExecutionExceptionHandler((failure, _, _) -> main.failed(failure));
        try {
            return line.execute(arguments);
        } catch (Error failure) {
            return main.failed(failure);
        }
    }

    /** Adds the one that is asked for: picocli takes long to look at each. Help, and what may be mistyped, needs all. */
    private void addCommands(CommandLine line, String... arguments) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("check", () -> new CheckCommand(tools, this).spec());
        commands.put("fuzz", () -> new FuzzCommand(tools).spec());
        commands.put("replay", () -> new ReplayCommand(tools).spec());
        commands.put("export", () -> new ExportCommand(tools, this).spec());
        commands.put("stress", () -> new StressCommand(tools));
        commands.put("models", () -> new ModelsCommand(tools));
        commands.put("doc", () -> new DocCommand(tools));
        commands.put("new", () -> new NewCommand(tools));
        commands.put("help", CommandLine.HelpCommand::new);
        String first = arguments.length == 0 ? "" : arguments[0];
        if (commands.containsKey(first) && !first.equals("help")) {
            line.addSubcommand(commands.get(first).get());
        } else {
            commands.values().forEach(command -> line.addSubcommand(command.get()));
        }
    }

    private static int refused(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println("quiesce: " + message(failure));
        if (!UnmatchedArgumentException.printSuggestions(failure, command.getErr())) {
            command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE.number();
    }

    /** What picocli says, in words for who does not know where an index begins or what a long is. */
    private static String message(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String first = unmatched.getUnmatched().getFirst();
            return unmatched.getCommandLine().getParent() == null ? "there is no command '" + first + "'"
                : "'" + first + "' is one argument too many";
        }
        return failure.getMessage().replaceFirst("' is not an? (int|long)$", "' is not a whole number");
    }

    private int failed(Throwable failure) {
        return switch (failure) {
            case UsageException usage -> {
                tools.console().say(usage.getMessage());
                yield ExitCode.USAGE.number();
            }
            case ModelException model -> {
                tools.console().err().println(model.getMessage());
                tools.console().err().flush();
                yield ExitCode.MODEL.number();
            }
            default -> {
                complaints().internal("running the command", failure);
                yield ExitCode.INTERNAL.number();
            }
        };
    }
}
