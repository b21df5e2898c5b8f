package dev.quiesce.stress.predict;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Races;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import dev.quiesce.stress.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;

/**
 * The same scenario with one more thing observed, last and always: that it came to its end. Checkers list no outcome for
 * a run that observes nothing, and a test must know whether there is one.
 */
record Completion(Program program, Scenario scenario) {
    private static final String NAME = "__end";
    private static final String MARK = NAME + "=1";

    /** The scenario so extended, and without its opinion on data races, which no run could show. */
    static Completion of(Program program, Scenario s) {
        List<Function> functions = new ArrayList<>(program.functions());
        int exit = s.exit();
        if (!s.endless()) {
            List<Instruction> body = new ArrayList<>();
            if (exit >= 0) {
                body.add(new Instruction.Call(-1, new Constant(Address.ofFunction(exit)), List.of(), Site.NONE));
            }
            body.add(new Instruction.Observe(NAME, new Constant(1), ScalarType.S64, Site.NONE));
            body.add(new Instruction.Return(null, Site.NONE));
            exit = functions.size();
            String name = s.exit() < 0 ? NAME : functions.get(s.exit()).name();
            functions.add(new Function(name, 0, 0, List.of(), body, Site.NONE));
        }
        Scenario scenario = new Scenario(s.name(), s.about(), s.init(), s.threads(), s.softirqs(), exit, MemoryModel.SC,
            s.expect(), s.endless(), Races.IGNORE, s.unroll(), s.site());
        return new Completion(new Program(program.model(), program.variant(), program.globals(), functions,
            List.of(scenario)), scenario);
    }

    /** An outcome of the extended scenario as a run of the test calls it. */
    static String outcome(String outcome) {
        String before = outcome.endsWith(MARK) ? outcome.substring(0, outcome.length() - MARK.length()).strip() : outcome;
        return before.isEmpty() ? Kernel.NOTHING : before;
    }
}
