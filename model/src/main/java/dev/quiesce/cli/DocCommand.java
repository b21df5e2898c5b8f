package dev.quiesce.cli;

import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quiesce doc}: what a primitive means in a model. */
@Command(name = "doc", description = "Says what a kernel primitive means here, or lists those that there are.",
    mixinStandardHelpOptions = true)
final class DocCommand implements Callable<Integer> {
    private final Tools tools;

    @Parameters(arity = "0..1", paramLabel = "PRIMITIVE", description = "a name, such as call_rcu; default: the list of all; 'headers': the list of all headers")
    private String name;

    DocCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public Integer call() {
        if ("headers".equals(name)) {
            tools.console().print(tools.library().headers().keySet().stream().filter(header -> !header.contains("__q_"))
                .filter(header -> !header.equals("quiesce_builtin.h")).sorted().collect(Collectors.joining("\n", "", "\n")));
            return ExitCode.EXPECTED.number();
        }
        PrimitiveDocs docs = new PrimitiveDocs(tools.library().headers());
        if (name == null) {
            tools.console().print(String.join("\n", docs.names()) + "\n");
            return ExitCode.EXPECTED.number();
        }
        String wanted = name.replaceFirst("^struct ", "").replaceFirst("\\(.*$", "").strip();
        PrimitiveDocs.Entry entry = docs.find(wanted);
        if (entry == null) {
            throw new UsageException("no primitive '" + wanted + "'" + Suggestions.question(wanted, docs.names())
                + "\n'quiesce doc' lists them all");
        }
        StringBuilder out = new StringBuilder(wanted + "  <" + entry.header() + ">\n\n");
        if (!entry.comment().isEmpty()) {
            out.append(indented(entry.comment())).append('\n');
        }
        tools.console().print(out.append(indented(entry.definition())).toString());
        return ExitCode.EXPECTED.number();
    }

    private static String indented(String text) {
        return text.indent(2).replaceAll("(?m)[ \t]+$", "");
    }
}
