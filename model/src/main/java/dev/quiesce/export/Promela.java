package dev.quiesce.export;

import dev.quiesce.program.Address;
import dev.quiesce.program.Finding;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.Program;
import dev.quiesce.program.Races;
import dev.quiesce.program.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A scenario in Promela, the language of SPIN, under sequential consistency: a process for each thread, each step of which is one
 * indivisible step there. Promela's numbers have 32 bits and it has no pointers, so what an instruction does is said in C, as
 * Promela permits; who may go on, the choices, and the search are SPIN's.
 */
public final class Promela {
    private final Program program;
    private final Scenario scenario;
    private final PromelaCode code;
    private final StringBuilder out = new StringBuilder();

    private Promela(Program program, Scenario scenario) {
        this.program = program;
        this.scenario = scenario;
        List<Integer> first = new ArrayList<>(threads());
        first.addAll(List.of(scenario.init(), scenario.exit()));
        code = new PromelaCode(program, first);
    }

    /**
     * The model, with a line feed at the end.
     *
     * @param program cut down to what the scenario reaches
     * @throws InexpressibleException if Promela cannot say what it does
     */
    public static String of(Program program, Scenario scenario) {
        if (scenario.races() == Races.FAIL) {
            throw new InexpressibleException(scenario.site(), "data races are violations of " + scenario.name()
                + ", and SPIN does not find them", "leave out '.races = RACES_FAIL' to export what else there is to be found");
        }
        return new Promela(program, scenario).text();
    }

    /**
     * Refuses a litmus test.
     *
     * @throws InexpressibleException always: what registers hold when all is done, which a litmus test asks about, is not kept
     */
    public static String of(LitmusTest test) {
        throw new InexpressibleException(test.scenario().site(), "a litmus test asks about final values of registers, which are not kept",
            "a model in C that stores them and asserts something of them in 'exit' can be exported");
    }

    private String text() {
        int[] firstWord = new int[program.globals().size()];
        long[][] words = {words(firstWord, true), words(firstWord, false)};
        PromelaSizes sizes = new PromelaSizes(program, scenario, code.functions(), words[0].length, code.observed().size());
        out.append(header(sizes));
        sizes.names().forEach((name, value) -> out.append("#ifndef ").append(name).append("\n#define ").append(name).append(' ').append(value)
            .append("\n#endif\n"));
        out.append(constants()).append('\n').append(resource("state.c")).append('\n');
        tables(firstWord, words);
        out.append(resource("machine.c")).append('\n');
        out.append(code.definitions()).append(code.table());
        start(words[0]);
        processes(sizes.names().get("STARTED") > 0);
        return out.toString();
    }

    private String header(PromelaSizes sizes) {
        return """
            /*
             * %s%s of %s, for SPIN; written by quiesce.
             *
             * Run:    spin -run -noreduce -safety -m1000000 -DVECTORSZ=%d THIS.pml
             * Show:   ./pan -S, the run that breaks it
             *
             * An "assertion violated" is what the line above it says; an "invalid end state" is a deadlock. Memory is sequentially
             * consistent and a step ends before every access that other threads can see. Data races and threads that run for ever
             * are not looked for. The sizes below are bounds or guesses; a run for which one is too small ends and says so, and
             * 'spin -DOBJECTS=30 ...' sets another. 'spin -DOUTCOMES ...' prints what was observed in each run that ends.
             */
            """.formatted(scenario.name(), program.variant().equals("default") ? "" : " [" + program.variant() + "]", program.model(),
            sizes.bytes());
    }

    private String constants() {
        return """
            #define THREADS (FIRST_STARTED + STARTED)
            #define PIECE %d
            #define GLOBALS %d
            #define FUNCTIONS %d
            #define OBJECTS_AT 0x%xUL
            #define FUNCTIONS_AT 0x%xUL
            #define EXIT_FUNCTION %d
            #define ENDLESS %d
            #define UNDEFINED 0x5D1EF00D0BADC0DEL
            #define R(register) get(q, t, f, register)
            #define SET(register, value) set(t, f, register, value)
            """.formatted(PromelaCode.PIECE, program.globals().size(), program.functions().size(), Address.of(0, 0) - (1 << 18), Address.ofFunction(0),
            scenario.exit(), scenario.endless() ? 1 : 0);
    }

    // ---- memory

    /** The initial words of the globals that can change, or of the others; below zero in {@code firstWord} are the others. */
    private long[] words(int[] firstWord, boolean changing) {
        long[] words = new long[0];
        for (int g = 0; g < firstWord.length; g++) {
            GlobalObject global = program.globals().get(g);
            if (changing == (code.globals().get(g) && !global.readOnly())) {
                int first = words.length;
                firstWord[g] = changing ? first : -1 - first;
                words = Arrays.copyOf(words, first + (int) ((global.size() + 7) / 8));
                for (GlobalObject.Initializer i : global.initializers()) {
                    int shift = (int) (i.offset() & 7) * 8;
                    long mask = i.type().bytes() == 8 ? -1 : (1L << i.type().bits()) - 1;
                    words[first + (int) (i.offset() >> 3)] &= ~(mask << shift);
                    words[first + (int) (i.offset() >> 3)] |= (i.value() & mask) << shift;
                }
            }
        }
        return words;
    }

    private void tables(int[] firstWord, long[][] words) {
        out.append("c_code {\n").append(names("finding", Finding.values())).append(names("lock kind", Instruction.LockKind.values()))
            .append(names("context", Instruction.Context.values())).append(names("operation", Instruction.Operation.values()))
            .append("static const char *finding_name[] = {")
            .append(Arrays.stream(Finding.values()).map(f -> "\"" + f.words() + "\"").collect(Collectors.joining(", "))).append("};\n")
            .append("static const char *observed_name[] = {").append(code.observed().stream().map(name -> "\"" + PromelaCode.plain(name) + "\", ")
            .collect(Collectors.joining())).append("\"\"};\n")
            .append("static const char *thread_name[] = {\"\"")
            .append(threads().stream().map(f -> ", \"" + program.functions().get(f).name() + "\"").collect(Collectors.joining()))
            .append("};\n")
            .append("static const int first_word[] = {").append(PromelaCode.join(Arrays.stream(firstWord).mapToObj(Integer::toString).toList()))
            .append("};\nstatic const int global_size[] = {")
            .append(PromelaCode.join(program.globals().stream().map(g -> Long.toString(g.size())).toList()))
            .append("};\nstatic Word constant_word[] = {").append(PromelaCode.join(hex(words[1]))).append("};\n}\n\n");
    }

    private static String names(String what, Enum<?>[] values) {
        return "enum { " + Arrays.stream(values).map(value -> value.name() + "_").collect(Collectors.joining(", ")) + " };\t/* " + what + " */\n";
    }

    private static List<String> hex(long[] words) {
        return Arrays.stream(words).mapToObj(word -> word == 0 ? "0" : "0x" + Long.toHexString(word)).toList();
    }

    // ---- the scenario

    private void start(long[] words) {
        out.append("c_code {\nstatic void start_all(State_ *q)\n{\n\tq->phase = RUN;\n");
        int slot = 1;
        for (int thread : scenario.threads()) {
            out.append("\tbegin_thread(q, ").append(slot++).append(", ").append(thread).append(", 0, 0);\n");
        }
        for (int thread : scenario.softirqs()) {
            out.append("\tbegin_thread(q, ").append(slot++).append(", ").append(thread).append(", 1, 0);\n");
        }
        out.append("\tnext_part(q);\n}\nstatic void start(State_ *q)\n{\n\tstatic const Word initial[] = {").append(PromelaCode.join(hex(words)))
            .append("};\n\n\tmemcpy(q->global, initial, GLOBAL_WORDS * sizeof(Word));\n\t")
            .append(scenario.init() < 0 ? "start_all(q);" : "begin_thread(q, 0, " + scenario.init() + ", 0, 0);").append("\n}\n}\n\n");
    }

    private static final String STARTED = """
        		slot = FIRST_STARTED;
        		do
        		:: slot < THREADS -> run started(slot); slot++
        		:: else -> break
        		od;
        		slot = 0;
        """;

    /** @param starts whether threads are started on the way */
    private void processes(boolean starts) {
        List<String> runs = new ArrayList<>();
        process("first_and_last", 0, "init, and exit when all others are done", runs);
        List<Integer> threads = threads();
        for (int slot = 1; slot <= threads.size(); slot++) {
            process("thread" + slot + "_" + program.functions().get(threads.get(slot - 1)).name(), slot,
                slot > scenario.threads().size() ? "in softirq context" : "", runs);
        }
        if (starts) {
            out.append("/* threads that are started on the way */\nproctype started(byte slot)\n{\n\tbyte way;\n")
                .append(steps("started", "Pstarted->slot")).append("}\n\n");
        }
        out.append("""
            /* Nobody goes on when all is done, or an assume() was false; that is no deadlock. */
            proctype over()
            {
            end:
            	do
            	:: c_expr { now.q.over } -> c_code { now.q.over = 1; }
            	od
            }

            init {
            	byte slot;

            	atomic {
            		c_code { start(&now.q); };
            %s		run over();
            	}
            }
            """.formatted(String.join("", runs) + (starts ? STARTED : "")));
    }

    /** The functions that the threads of the scenario run, by slot from 1. */
    private List<Integer> threads() {
        List<Integer> threads = new ArrayList<>(scenario.threads());
        threads.addAll(scenario.softirqs());
        return threads;
    }

    private void process(String name, int slot, String about, List<String> runs) {
        out.append(about.isEmpty() ? "" : "/* " + about + " */\n").append("proctype ").append(name).append("()\n{\n\tbyte way;\n")
            .append(steps(name, Integer.toString(slot))).append("}\n\n");
        runs.add("\t\trun " + name + "();\n");
    }

    private static String steps(String name, String slot) {
        String way = "P" + name + "->way";
        return """

            	do
            	:: atomic {
            		c_expr { ways (&now.q, SLOT) };
            		do
            		:: c_expr { more (&now.q, SLOT, WAY) } -> way++
            		:: break
            		od;
            		c_code { go(&now.q, SLOT, WAY); };
            		way = 0;
            		if
            		:: c_expr { now.q.wrong } -> assert(false); c_code { now.q.over = 1; }
            		:: c_expr { !now.q.wrong }
            		fi
            	}
            	od
            """.replace("SLOT", slot).replace("WAY", way);
    }

    private static String resource(String name) {
        try (InputStream in = Promela.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
