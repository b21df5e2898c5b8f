package dev.quiesce.simulate;

import dev.quiesce.program.Expression;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Races;
import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.List;

/** A scenario in which nothing runs. What keeps it from ending is an idle thread: one that never goes on. */
final class IdleScenario {
    private static final String NAME = "(session)";

    private IdleScenario() {}

    /** {@code program} with globals that have their initial values, and no thread but the idle one. */
    static Image of(Program program) {
        List<Function> functions = new ArrayList<>(program.functions());
        functions.add(idle());
        int idle = functions.size() - 1;
        Scenario none = new Scenario(NAME, "", -1, List.of(), List.of(), idle, MemoryModel.SC, Finding.HOLDS, true,
            Races.IGNORE, 0, Site.NONE);
        Program extended = new Program(program.model(), program.variant(), program.globals(), functions, List.of(none));
        return new Image(extended, none);
    }

    private static Function idle() {
        List<Instruction> body = List.of(new Instruction.RegionBegin(Instruction.RegionKind.AWAIT, Site.NONE),
            new Instruction.Guard(new Expression.Constant(0), Site.NONE), new Instruction.RegionEnd(Site.NONE),
            new Instruction.Return(null, Site.NONE));
        return new Function(NAME, 0, 0, List.of(), body, Site.NONE);
    }

    /** True if the thread in {@code slot} is the idle one. */
    static boolean idles(Image image, int slot) {
        return slot == 0 && image.scenario.name().equals(NAME);
    }
}
