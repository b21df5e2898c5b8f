package dev.quiesce.export.litmus;

import dev.quiesce.program.Condition;
import dev.quiesce.program.Condition.RegisterTerm;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Writes a whole test. */
public final class TestWriter {
    private final Setting setting;
    private final Scenario scenario;
    private final Optional<LitmusTest> test;
    private final Pointers pointers;
    private final Names names;

    private TestWriter(Program program, Scenario scenario, Optional<LitmusTest> test) {
        this.setting = new Setting(program, test.isPresent());
        this.scenario = scenario;
        this.test = test;
        this.pointers = new Pointers(setting.cells);
        this.names = new Names(setting.cells, pointers);
    }

    /**
     * The test that asks whether {@code scenario} breaks.
     *
     * @param header what its comment says
     * @throws Refused if no litmus test does what it does
     */
    public static String write(Program program, Scenario scenario, List<String> header) {
        return new TestWriter(program, scenario, Optional.empty()).write(name(program, scenario), header);
    }

    /**
     * The test as it was read.
     *
     * @throws Refused if it has loops or arrays
     */
    public static String write(LitmusTest test, List<String> header) {
        return new TestWriter(test.program(), test.scenario(), Optional.of(test)).write(test.name(), header);
    }

    private static String name(Program program, Scenario scenario) {
        return scenario.name() + (program.variant().equals("default") ? "" : "-" + program.variant());
    }

    private String write(String name, List<String> header) {
        refuseArrays();
        Trials trials = Trials.of(setting, scenario);
        List<ProcessText> texts = new ArrayList<>();
        List<Composer> composers = new ArrayList<>();
        List<List<Statement>> bodies = new ArrayList<>();
        for (int p = 0; p < trials.processes().size(); p++) {
            Composer composer = new Composer(setting, p, trials.processes().get(p).facts(), pinned(p));
            List<Statement> body = composer.compose(trials.processes().get(p));
            composers.add(composer);
            bodies.add(pointers.resolved(Tidying.of(body, composer.homes, kept(composer, p))));
        }
        pointers.check();
        for (int p = 0; p < bodies.size(); p++) {
            Composer composer = composers.get(p);
            texts.add(new ProcessText(p, bodies.get(p), composer.homes, pointers.registers(bodies.get(p)), setting.cells, names));
        }
        name(composers, texts);
        List<String> written = texts.stream().map(ProcessText::write).toList();
        String question = test.map(TestWriter::question).orElseGet(() -> question(composers, texts, trials));
        return "C " + name + "\n\n" + comment(header) + "\n" + initial() + "\n" + String.join("\n", written) + "\n" + question + "\n";
    }

    private void refuseArrays() {
        if (setting.litmus) {
            setting.program.globals().stream().filter(global -> global.size() > Long.BYTES).findFirst().ifPresent(global -> {
                throw new Refused(global.site(), "an array", "make each element a location of its own");
            });
        }
    }

    private static String comment(List<String> header) {
        return header.stream().map(line -> (" * " + line.replace("*)", "* )").replace("(*", "( *")).stripTrailing() + "\n").collect(Collectors.joining("", "(*\n", " *)\n"));
    }

    // ---- registers that are asked about

    private BitSet pinned(int process) {
        BitSet registers = new BitSet();
        eachRegister(term -> {
            if (term.process() == process && term.register() >= 0) {
                registers.set(term.register());
            }
        });
        return registers;
    }

    private void eachRegister(Consumer<RegisterTerm> tell) {
        test.ifPresent(t -> {
            each(t.condition(), tell);
            t.filter().ifPresent(filter -> each(filter, tell));
            t.observed().forEach(term -> tell(term, tell));
        });
    }

    private static void each(Condition condition, Consumer<RegisterTerm> tell) {
        switch (condition) {
            case Condition.And and -> and.parts().forEach(part -> each(part, tell));
            case Condition.Or or -> or.parts().forEach(part -> each(part, tell));
            case Condition.Not not -> each(not.part(), tell);
            case Condition.Equal equal -> {
                tell(equal.left(), tell);
                tell(equal.right(), tell);
            }
        }
    }

    private static void tell(Condition.Term term, Consumer<RegisterTerm> tell) {
        if (term instanceof RegisterTerm register) {
            tell.accept(register);
        }
    }

    private Set<Integer> kept(Composer composer, int process) {
        Set<Integer> kept = new HashSet<>(Set.of(Homes.FAILED));
        composer.observed().forEach(name -> kept.add(composer.homes.observed(name)));
        pinned(process).stream().forEach(register -> kept.add(home(composer, process, register)));
        return kept;
    }

    private int home(Composer composer, int process, int register) {
        return composer.homes.of(new Activation<>(setting.program.functions().get(scenario.threads().get(process)), "", -1,
            new Object[0]), register);
    }

    private void name(List<Composer> composers, List<ProcessText> texts) {
        eachRegister(term -> {
            if (term.register() >= 0) {
                texts.get(term.process()).pin(home(composers.get(term.process()), term.process(), term.register()), term.name());
            }
        });
    }

    // ---- state and question

    private String initial() {
        StringBuilder out = new StringBuilder();
        for (Cell cell : setting.cells.all()) {
            String name = names.location(cell.address);
            if (cell.use != Cell.Use.DATA || cell.initial == 0) {
                continue;
            }
            if (Exact.isPointer(cell.initial)) {
                out.append("\tint *").append(name).append(" = ").append(names.pointer(cell.initial)).append(";\n");
            } else if (cell.atomic) {
                out.append("\tatomic_t ").append(name).append(" = ATOMIC_INIT(").append(cell.initial).append(");\n");
            } else {
                out.append("\tint ").append(name).append(" = ").append(cell.initial).append(";\n");
            }
        }
        return out.isEmpty() ? "{}\n" : "{\n" + out + "}\n";
    }

    private static String question(LitmusTest test) {
        StringBuilder out = new StringBuilder();
        if (!test.observed().isEmpty()) {
            out.append("locations [").append(test.observed().stream().map(term -> term + ";").collect(Collectors.joining(" "))).append("]\n");
        }
        test.filter().ifPresent(filter -> out.append("filter (").append(filter).append(")\n"));
        return out.append(test.quantifier().keyword()).append(" (").append(test.condition()).append(")").toString();
    }

    private String question(List<Composer> composers, List<ProcessText> texts, Trials trials) {
        List<String> fails = new ArrayList<>();
        List<String> observed = new ArrayList<>();
        for (int p = 0; p < texts.size(); p++) {
            int process = p;
            if (texts.get(p).assigns(Homes.FAILED)) {
                fails.add(p + ":" + texts.get(p).register(Homes.FAILED) + "=1");
            }
            Composer composer = composers.get(p);
            composer.observed().forEach(name ->
                observed.add(process + ":" + texts.get(process).register(composer.homes.observed(name)) + ";"));
        }
        String ending = Ending.of(trials.epilogues(), left -> names.location(left.address()) + "="
            + (Exact.isPointer(left.value()) ? names.pointer(left.value()) : Long.toString(left.value())));
        if (!ending.isEmpty()) {
            fails.add(ending);
        }
        String locations = observed.isEmpty() ? "" : "locations [" + String.join(" ", observed) + "]\n";
        return locations + "exists (" + (fails.isEmpty() ? "false" : String.join(" \\/ ", fails)) + ")";
    }
}
