package dev.quiesce.stress.emit;

import dev.quiesce.program.Function;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import dev.quiesce.stress.emit.Projections.Projection;
import dev.quiesce.stress.predict.Prediction;
import dev.quiesce.stress.predict.Prediction.By;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the JCStress test of one scenario. */
public final class TestEmitter {
    private static final int LONGEST = 110;

    private final Program program;
    private final Scenario scenario;
    private final Prediction prediction;
    private final Mapping mapping;
    private final Names names;
    private final List<String> observed;
    private final List<Integer> threads;
    private final BitSet reachable;
    private final List<Projection> projections;
    private final Site several;
    private final String className;

    private TestEmitter(Program program, Scenario scenario, Prediction prediction, Mapping mapping, int cores) {
        this.program = program;
        this.scenario = scenario;
        this.mapping = mapping;
        names = new Names(program);
        observed = Observed.names(program);
        threads = new ArrayList<>(scenario.threads());
        threads.addAll(scenario.softirqs());
        List<Integer> roots = new ArrayList<>(threads);
        roots.add(scenario.init());
        roots.add(scenario.exit());
        reachable = Observed.reachable(program, roots, true);
        several = Regions.several(program, reachable);
        this.prediction = several == null ? prediction : prediction.underOneLock();
        List<String> parts = new ArrayList<>(threads.stream().map(f -> names.function(f)).toList());
        if (parts.size() == 1 && reaches(Instruction.Spawn.class)) {
            parts.add("started");
        }
        projections = Projections.of(parts, cores);
        className = className(program, scenario);
    }

    /**
     * The test of a scenario.
     *
     * @param cores actors that can run at once
     * @throws CannotEmitException if a part of it has no counterpart on real cores
     */
    public static EmittedTest emit(Program program, Scenario scenario, Prediction prediction, Mapping mapping, int cores) {
        return new TestEmitter(program, scenario, prediction, mapping, cores).test();
    }

    /** The simple name of the class that is emitted for a scenario. */
    public static String className(Program program, Scenario scenario) {
        String variant = program.variant().equals("default") ? "" : "_" + program.variant();
        String name = Names.identifier(scenario.name().equals("test") ? program.model() : scenario.name(), "Test") + variant;
        return Names.identifier(Character.toUpperCase(name.charAt(0)) + name.substring(1), "Test");
    }

    private boolean reaches(Class<? extends Instruction> kind) {
        return reachable.stream().anyMatch(f -> program.functions().get(f).body().stream().anyMatch(kind::isInstance));
    }

    private EmittedTest test() {
        Map<String, Integer> twice = Observed.twice(program, threads);
        if (!twice.isEmpty()) {
            throw new CannotEmitException(scenario.site(), "several threads observe '" + twice.keySet().iterator().next()
                + "': whose value lasts depends on which is last; give each a name of its own");
        }
        // The functions first: only they know which globals they name.
        List<String> functions = functions();
        List<String> call = calls();
        List<String> body = new ArrayList<>();
        body.addAll(data());
        body.addAll(parts());
        body.addAll(functions);
        body.addAll(call);
        body.addAll(nested());
        List<String> lines = new ArrayList<>();
        lines.add("package " + EmittedTest.PACKAGE + ";");
        lines.add("");
        boolean single = projections.size() == 1;
        List<String> header = header();
        List<String> opening = new ArrayList<>();
        opening.addAll(documentation());
        if (single) {
            opening.addAll(header);
        }
        opening.add("public class " + className + " extends Kernel {");
        lines.addAll(imports(Stream.of(opening, body).flatMap(List::stream).collect(Collectors.joining("\n"))));
        lines.add("");
        lines.addAll(opening);
        body.forEach(l -> lines.add(l.isEmpty() ? l : "    " + l));
        lines.add("}");
        String full = EmittedTest.PACKAGE + "." + className;
        List<String> tests = single ? List.of(full) : projections.stream().map(p -> full + "." + p.name()).toList();
        return new EmittedTest(className, String.join("\n", lines) + "\n", tests, cpus(), prediction, notes());
    }

    private int cpus() {
        return projections.getFirst().actors().stream().mapToInt(List::size).sum();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (several != null) {
            notes.add("every access takes one lock, as the region at " + file(several) + " makes several: interleavings only");
        }
        if (projections.size() > 1) {
            notes.add(threads.size() + " threads on fewer cores: two run side by side, the others after them ("
                + projections.stream().map(p -> p.name()).collect(Collectors.joining(", ")) + ")");
        }
        if (reaches(Instruction.IsIdle.class)) {
            notes.add("no thread on a real core knows that everybody else waits: what would happen only then is not run");
        }
        if (!mapping.sound()) {
            notes.add("mapping '" + mapping.name() + "' is weaker than the kernel's model: nothing is forbidden");
        }
        if (!prediction.open().isEmpty()) {
            notes.add("an outcome that is not predicted would be no error here: " + prediction.open());
        }
        return notes;
    }

    private static String file(Site site) {
        return site.file().substring(site.file().lastIndexOf('/') + 1) + ":" + site.line();
    }

    // ---- the head of the class

    private static List<String> imports(String text) {
        record Import(String type, String mark) {}
        List<Import> all = List.of(
            new Import("static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE", " ACCEPTABLE,"),
            new Import("static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING", "ACCEPTABLE_INTERESTING,"),
            new Import("static org.openjdk.jcstress.annotations.Expect.FORBIDDEN", "FORBIDDEN,"),
            new Import("static dev.quiesce.program.ScalarType.*", "("),
            new Import("dev.quiesce.program.Address", "Address."),
            new Import("dev.quiesce.program.Finding", "Finding."),
            new Import("dev.quiesce.program.Instruction.Context", "Context."),
            new Import("dev.quiesce.program.Instruction.LockKind", "LockKind."),
            new Import("dev.quiesce.program.Instruction.SpawnKind", "SpawnKind."),
            new Import("dev.quiesce.stress.kernel.C", " C."),
            new Import("dev.quiesce.stress.kernel.Cpu", "Cpu"),
            new Import("dev.quiesce.stress.kernel.Kernel", "Kernel"),
            new Import("dev.quiesce.stress.kernel.Layout", "Layout"),
            new Import("java.lang.invoke.VarHandle", "VarHandle."),
            new Import("java.util.List", "List."),
            new Import("org.openjdk.jcstress.annotations.Actor", "@Actor"),
            new Import("org.openjdk.jcstress.annotations.Arbiter", "@Arbiter"),
            new Import("org.openjdk.jcstress.annotations.Description", "@Description"),
            new Import("org.openjdk.jcstress.annotations.JCStressTest", "@JCStressTest"),
            new Import("org.openjdk.jcstress.annotations.Outcome", "@Outcome"),
            new Import("org.openjdk.jcstress.annotations.State", "@State"),
            new Import("org.openjdk.jcstress.infra.results.L_Result", "L_Result"));
        List<String> lines = new ArrayList<>();
        boolean statics = true;
        for (Import one : all) {
            if (statics && !one.type.startsWith("static ")) {
                statics = false;
                lines.add("");
            }
            if (text.contains(one.mark) || one.mark.equals(" C.") && text.matches("(?s).*\\WC\\..*")) {
                lines.add("import " + one.type + ";");
            }
        }
        return lines;
    }

    private List<String> documentation() {
        List<String> lines = new ArrayList<>();
        lines.add("/**");
        lines.add(" * " + title() + (scenario.about().isEmpty() ? "." : ": " + comment(scenario.about())));
        lines.add(" *");
        lines.add(" * <p>Emitted from " + comment(program.model()) + ", mapping '" + mapping.name()
            + "'. Above each statement stands the C it comes from.");
        if (!mapping.certificate().isEmpty()) {
            lines.add(" * <br>Certificate: " + comment(mapping.certificate()) + ".");
        }
        notes().forEach(n -> lines.add(" * <br>Note: " + comment(n) + "."));
        lines.add(" */");
        return lines;
    }

    private String title() {
        return scenario.name().equals("test") ? program.model() : scenario.name() + (program.variant().equals("default") ? "" : " [" + program.variant() + "]");
    }

    private static String comment(String text) {
        return text.replace("*/", "* /").replace("\\u", "\\ u").replace("&", "&amp;").replace("<", "&lt;").replace("@", "&#64;");
    }

    private List<String> header() {
        List<String> lines = new ArrayList<>();
        lines.add("@JCStressTest");
        lines.add("@Description(" + quote(title() + (scenario.about().isEmpty() ? "" : ": " + scenario.about())) + ")");
        prediction.outcomes().forEach((outcome, reason) -> lines.add(outcome(outcome,
            reason.by() == By.SC ? "ACCEPTABLE" : "ACCEPTABLE_INTERESTING", reason.words())));
        Prediction.NOT_COUNTED.entrySet().stream().sorted(Map.Entry.comparingByKey())
            .forEach(e -> lines.add(outcome(e.getKey(), "ACCEPTABLE", e.getValue())));
        boolean forbids = prediction.open().isEmpty() && mapping.sound();
        String why = mapping.sound() ? prediction.why("") : "Not predicted, but the mapping is weaker than the kernel's model.";
        lines.add("@Outcome(expect = " + (forbids ? "FORBIDDEN" : "ACCEPTABLE_INTERESTING") + ", desc = " + quote(why) + ")");
        lines.add("@State");
        return lines;
    }

    private static String outcome(String id, String expect, String why) {
        return "@Outcome(id = " + quote(id.replaceAll("[\\[\\](){}.*+?^$|\\\\]", "\\\\$0")) + ", expect = " + expect
            + ", desc = " + quote(why) + ")";
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + "\"";
    }

    // ---- what the threads share

    private List<String> layout() {
        List<String> lines = new ArrayList<>();
        lines.add("private static final Layout LAYOUT = new Layout()");
        for (int g = 0; g < program.globals().size(); g++) {
            GlobalObject global = program.globals().get(g);
            StringBuilder line = new StringBuilder("    ." + (global.readOnly() ? "constant" : "global") + "(" + global.size()
                + ")");
            for (var i : global.initializers()) {
                line.append(".holds(" + i.offset() + ", " + i.type() + ", " + names.constant(i.value(), true) + ")");
            }
            lines.add(line + " // " + oneLine(global.name()));
        }
        lines.add("    ;");
        return lines;
    }

    private List<String> data() {
        List<String> layout = layout();
        List<String> lines = new ArrayList<>();
        for (int g : names.usedGlobals()) {
            GlobalObject global = program.globals().get(g);
            lines.add("private static final long " + names.global(g) + " = Address.of(" + g + ", 0); // "
                + oneLine(global.type().name()));
        }
        for (int f : names.usedPointers()) {
            lines.add("private static final long " + names.pointer(f) + " = Address.ofFunction(" + f + ");");
        }
        lines.addAll(layout);
        int softirqs = scenario.threads().size() + 1;
        String quoted = observed.stream().map(TestEmitter::quote).collect(Collectors.joining(", "));
        lines.add("private static final Kernel.Test TEST = new Kernel.Test(LAYOUT, " + cpus() + ", "
            + (scenario.softirqs().isEmpty() ? "Integer.MAX_VALUE" : softirqs) + ", " + (several != null) + ", "
            + scenario.endless() + ", List.of(" + quoted + "));");
        lines.add("");
        return lines;
    }

    private static String oneLine(String text) {
        String one = text.replaceAll("\\s+", " ").replace("\\u", "\\ u");
        return one.length() > LONGEST ? one.substring(0, LONGEST) + "..." : one;
    }

    // ---- the threads

    private List<String> parts() {
        List<String> lines = new ArrayList<>(List.of("public " + className + "() {", "    super(TEST);", "}", ""));
        if (projections.size() == 1) {
            lines.addAll(actors(projections.getFirst()));
        }
        lines.addAll(List.of("@Override", "protected void run(int part, Cpu cpu) {", "    switch (part) {"));
        if (scenario.init() >= 0) {
            lines.add("        case INIT -> " + names.function(scenario.init()) + "(cpu);");
        }
        for (int t = 0; t < threads.size(); t++) {
            lines.add("        case " + (t + 1) + " -> " + names.function(threads.get(t)) + "(cpu);");
        }
        if (scenario.exit() >= 0) {
            lines.add("        case EXIT -> " + names.function(scenario.exit()) + "(cpu);");
        }
        lines.addAll(List.of("        default -> { }", "    }", "}", ""));
        return lines;
    }

    private List<String> actors(Projection projection) {
        List<String> lines = new ArrayList<>();
        for (List<Integer> actor : projection.actors()) {
            int first = actor.getFirst();
            String name = first <= threads.size() ? names.function(threads.get(first - 1)) : "started";
            lines.addAll(List.of("@Actor", "public void actor" + first + "_" + name + "() {"));
            actor.forEach(thread -> lines.add("    act(" + thread + ");"));
            lines.addAll(List.of("}", ""));
        }
        lines.addAll(List.of("@Arbiter", "public void end(L_Result result) {", "    result.r1 = outcome();", "}", ""));
        return lines;
    }

    private List<String> nested() {
        if (projections.size() == 1) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (Projection projection : projections) {
            lines.add("");
            lines.addAll(header());
            lines.add("public static class " + projection.name() + " extends " + className + " {");
            actors(projection).forEach(l -> lines.add(l.isEmpty() ? l : "    " + l));
            lines.removeLast();
            lines.add("}");
        }
        return lines;
    }

    private List<String> functions() {
        FunctionEmitter emitter = new FunctionEmitter(names, mapping, observed);
        List<String> lines = new ArrayList<>();
        reachable.stream().forEach(f -> {
            Function function = program.functions().get(f);
            lines.addAll(emitter.write(f, function));
            lines.add("");
        });
        return lines;
    }

    /** Calls through pointers: any function whose address is taken. */
    private List<String> calls() {
        BitSet taken = Observed.addressTaken(program);
        taken.and(reachable);
        if (taken.isEmpty()) {
            return List.of("@Override", "protected long call(Cpu cpu, int function, long... a) {",
                "    throw cpu.report(Finding.WILD_ACCESS);", "}");
        }
        List<String> lines = new ArrayList<>(List.of("@Override",
            "protected long call(Cpu cpu, int function, long... a) {", "    return switch (function) {"));
        taken.stream().forEach(f -> {
            Function function = program.functions().get(f);
            StringBuilder arguments = new StringBuilder("cpu");
            for (int p = 0; p < function.parameters(); p++) {
                arguments.append(", a[").append(p).append("]");
            }
            lines.add("        case " + f + " -> " + names.function(f) + "(" + arguments + ");");
        });
        lines.addAll(List.of("        default -> throw cpu.report(Finding.WILD_ACCESS);", "    };", "}"));
        return lines;
    }
}
