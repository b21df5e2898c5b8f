package dev.quiesce.export;

import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Program;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The functions of a program as C inside of Promela, with what {@code machine.c} has to know of each instruction. */
final class PromelaCode {
    /** Instructions of one piece: SPIN reads no more than 64 kB of C at once. */
    static final int PIECE = 100;
    /** Characters of a source line that are shown. */
    private static final int LINE = 160;
    private final Program program;
    private final PromelaExpressions expressions = new PromelaExpressions();
    private final List<String> observed = new ArrayList<>();
    /** The definitions of the functions that can be called, by number. */
    private final Map<Integer, String> definitions = new TreeMap<>();
    private final BitSet globals = new BitSet();

    /** The code of all that {@code first}, functions by number, can reach; below zero are none. */
    PromelaCode(Program program, List<Integer> first) {
        this.program = program;
        first.stream().filter(f -> f >= 0).forEach(expressions.functions()::set);
        for (boolean more = true; more; ) {
            more = false;
            for (int f : expressions.functions().stream().filter(f -> f < program.functions().size()).toArray()) {
                if (!definitions.containsKey(f)) {
                    definitions.put(f, function(f));
                    more = true;
                }
            }
            for (int g : expressions.globals().stream().filter(g -> g < program.globals().size() && !globals.get(g)).toArray()) {
                globals.set(g);
                program.globals().get(g).initializers().forEach(i -> expressions.meet(i.value()));
                more = true;
            }
        }
    }

    /** The functions that can be called, by number. */
    List<Integer> functions() {
        return List.copyOf(definitions.keySet());
    }

    /** The globals that these, and other such globals, speak of, by number. */
    BitSet globals() {
        return globals;
    }

    /** The names that values are observed under. */
    List<String> observed() {
        return observed;
    }

    /** Their definitions. */
    String definitions() {
        return String.join("", definitions.values());
    }

    private String function(int number) {
        Function function = program.functions().get(number);
        StringBuilder text = new StringBuilder("/* ---- " + function.name() + "() */\n");
        StringBuilder pieces = new StringBuilder();
        for (int first = 0; first < function.body().size(); first += PIECE) {
            String name = number + "_" + first;
            piece(function, first, name, text);
            pieces.append("\t{perform_NAME, kind_NAME, text_NAME, destination_NAME},\n".replace("NAME", name));
        }
        return text.append("c_code {\nstatic const Piece pieces_").append(number).append("[] = {\n").append(pieces).append("};\n}\n\n").toString();
    }

    private void piece(Function function, int first, String name, StringBuilder text) {
        PromelaInstructions instructions = new PromelaInstructions(expressions, function.registers(), observed);
        List<Instruction> body = function.body().subList(first, Math.min(first + PIECE, function.body().size()));
        text.append("c_code {\nstatic void perform_").append(name).append("(State_ *q, Thread *t, Frame *f)\n{\n\tswitch (f->at) {\n");
        for (int at = 0; at < body.size(); at++) {
            text.append("\tcase ").append(first + at).append(":\t/* ").append(plain(body.get(at).site())).append(" */\n\t\t")
                .append(instructions.of(body.get(at))).append("\n\t\tbreak;\n");
        }
        text.append("\tdefault: break;\n\t}\n}\n");
        array("char kind_", name, body, PromelaInstructions::kind, text);
        array("short destination_", name, body, i -> i instanceof Instruction.Call c ? Integer.toString(c.destination()) : "-1", text);
        text.append("static const char *text_").append(name).append("[] = {\n")
            .append(body.stream().map(i -> "\t\"" + plain(i.site()) + "\"").collect(Collectors.joining(",\n"))).append("\n};\n}\n");
    }

    private static void array(String what, String name, List<Instruction> body, java.util.function.Function<Instruction, String> value,
                              StringBuilder text) {
        text.append("static const ").append(what).append(name).append("[] = {").append(join(body.stream().map(value).toList())).append("};\n");
    }

    /** Values of an array, on lines that are not too long; never none, which C does not permit. */
    static String join(List<String> values) {
        return values.isEmpty() ? "0" : String.join(", ", values).replaceAll("(.{100,120}, )", "$1\n\t");
    }

    /** What can stand in a comment, in a string and in C inside of Promela, whose end is found by counting braces. */
    private static String plain(Site site) {
        return site.file().isEmpty() ? "" : plain(site.toString());
    }

    static String plain(String text) {
        String clean = text.replaceAll("[^\\x20-\\x7e]", "?").replace('{', '(').replace('}', ')').replace("*/", "* /").replace("/*", "/ *")
            .replace("//", "/ /").replace("\"", "").replace("'", "").replace('\\', '/').replace('%', '#');
        return clean.length() > LINE ? clean.substring(0, LINE) + "..." : clean;
    }

    /** The table of all functions by number. */
    String table() {
        StringBuilder text = new StringBuilder("""
            c_code {
            static void unreached(State_ *q, Thread *t, Frame *f) { fail(q, WILD_ACCESS_); }
            static const char no_kind[PIECE];
            static const short no_destination[PIECE];
            static const char *no_text[PIECE] = {"?"};
            static const Piece no_piece = {unreached, no_kind, no_text, no_destination};
            const Code code[] = {
            """);
        for (int f = 0; f < program.functions().size(); f++) {
            Function function = program.functions().get(f);
            boolean reached = definitions.containsKey(f);
            int automatics = reached ? PromelaSizes.automatics(function) : 0;
            int registers = reached ? function.registers() + automatics : 0;
            text.append("\t{\"%s\", %s, %d, %d, %d},%n".formatted(function.name(), reached ? "pieces_" + f : "&no_piece", registers, automatics,
                function.parameters()));
        }
        return text.append("};\n}\n\n").toString();
    }
}
