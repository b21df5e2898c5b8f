package dev.quiesce.stress.predict;

import dev.quiesce.program.Address;
import dev.quiesce.program.Condition;
import dev.quiesce.program.Condition.And;
import dev.quiesce.program.Condition.ConstantTerm;
import dev.quiesce.program.Condition.Equal;
import dev.quiesce.program.Condition.LocationTerm;
import dev.quiesce.program.Condition.Not;
import dev.quiesce.program.Condition.Or;
import dev.quiesce.program.Condition.RegisterTerm;
import dev.quiesce.program.Condition.Term;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Function;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.Order;
import dev.quiesce.program.Program;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Makes a scenario of a litmus test: what its condition looks at is observed, registers by threads, locations at exit. */
public final class LitmusProgram {
    private static final Comparator<Term> ORDER = Comparator.comparing((Term t) -> t instanceof LocationTerm)
        .thenComparing(t -> t instanceof RegisterTerm r ? r.process() : 0)
        .thenComparing(t -> t instanceof RegisterTerm r ? r.name() : t.toString());

    private LitmusProgram() {}

    /** The program whose only scenario is the test. */
    public static Program of(LitmusTest test) {
        SortedSet<Term> terms = terms(test);
        Scenario s = test.scenario();
        List<Function> functions = new ArrayList<>(test.program().functions());
        for (int process = 0; process < s.threads().size(); process++) {
            int number = s.threads().get(process);
            functions.set(number, observing(functions.get(number), process, terms));
        }
        functions.add(exit(terms, test.program()));
        Scenario all = new Scenario("test", "", s.init(), s.threads(), s.softirqs(), functions.size() - 1, s.memory(),
            s.expect(), s.endless(), s.races(), s.unroll(), s.site());
        return new Program(test.name(), "default", test.program().globals(), functions, List.of(all));
    }

    private static SortedSet<Term> terms(LitmusTest test) {
        SortedSet<Term> terms = new TreeSet<>(ORDER);
        terms.addAll(test.observed());
        collect(test.condition(), terms);
        return terms;
    }

    private static void collect(Condition condition, SortedSet<Term> terms) {
        switch (condition) {
            case And(var parts) -> parts.forEach(part -> collect(part, terms));
            case Or(var parts) -> parts.forEach(part -> collect(part, terms));
            case Not(Condition part) -> collect(part, terms);
            case Equal(Term left, Term right) -> {
                terms.add(left);
                if (!(right instanceof ConstantTerm)) {
                    terms.add(right);
                }
            }
        }
    }

    /** A name without spaces, as outcomes are lists of {@code name=value}. */
    private static String name(Term term) {
        return term.toString().replace(' ', '_');
    }

    private static Function observing(Function f, int process, SortedSet<Term> terms) {
        List<Instruction> body = new ArrayList<>();
        // Every return becomes a jump to the observations at the end, so that no position changes.
        int end = f.body().size();
        f.body().forEach(i -> body.add(i instanceof Instruction.Return ? new Instruction.Jump(end, i.site()) : i));
        for (Term term : terms) {
            if (term instanceof RegisterTerm r && r.process() == process) {
                body.add(new Instruction.Observe(name(r), r.register() < 0 ? new Constant(0) : new Register(r.register()),
                    ScalarType.S64, Site.NONE));
            }
        }
        body.add(new Instruction.Return(null, Site.NONE));
        return new Function(f.name(), f.parameters(), f.registers(), f.registerNames(), body, f.site());
    }

    private static Function exit(SortedSet<Term> terms, Program program) {
        List<Instruction> body = new ArrayList<>();
        int registers = 0;
        for (Term term : terms) {
            if (term instanceof LocationTerm l) {
                body.add(new Instruction.Load(registers, new Constant(l.address()), type(program, l.address()), Order.ONCE,
                    Site.NONE));
                body.add(new Instruction.Observe(name(l), new Register(registers), ScalarType.S64, Site.NONE));
                registers++;
            }
        }
        body.add(new Instruction.Return(null, Site.NONE));
        return new Function("final_values", 0, registers, Collections.nCopies(registers, ""), body, Site.NONE);
    }

    /** The type with which the program accesses a location. */
    private static ScalarType type(Program program, long address) {
        for (Function f : program.functions()) {
            for (Instruction i : f.body()) {
                ScalarType type = switch (i) {
                    case Instruction.Load l when l.address().equals(new Constant(address)) -> l.type();
                    case Instruction.Store s when s.address().equals(new Constant(address)) -> s.type();
                    case Instruction.ReadModifyWrite r when r.address().equals(new Constant(address)) -> r.type();
                    default -> null;
                };
                if (type != null) {
                    return type;
                }
            }
        }
        GlobalObject global = program.globals().get(Address.object(address));
        return global.size() == 4 ? ScalarType.S32 : ScalarType.S64;
    }

    /** An outcome of the litmus checker in the words of the other: {@code 0:r1=1; [x]=2;} is {@code 0:r1=1 [x]=2}. */
    static String outcome(LitmusTest test, String state) {
        List<String> parts = new ArrayList<>();
        for (String part : state.split("; ?")) {
            int at = part.lastIndexOf('=');
            if (at > 0) {
                parts.add(part.substring(0, at).replace(' ', '_') + "=" + number(test, part.substring(at + 1)));
            }
        }
        return String.join(" ", parts);
    }

    private static String number(LitmusTest test, String value) {
        if (value.matches("-?\\d+")) {
            return value;
        }
        List<GlobalObject> globals = test.program().globals();
        for (int g = 0; g < globals.size(); g++) {
            if (globals.get(g).name().equals(value)) {
                return Long.toString(Address.of(g, 0));
            }
        }
        return value;
    }

    /** The prediction for a litmus test, whose weak outcomes are always known. */
    public static Prediction predict(LitmusTest test, java.time.Duration timeout) {
        Program program = of(test);
        return new Predictor(timeout).predict(program, program.scenarios().getFirst(), WeakOutcomes.of(test, timeout));
    }
}
