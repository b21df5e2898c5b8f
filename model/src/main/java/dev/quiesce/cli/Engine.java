package dev.quiesce.cli;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Checker;
import dev.quiesce.check.Options;
import dev.quiesce.check.Progress;
import dev.quiesce.explore.Company;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Slice;
import dev.quiesce.simulate.Trace;

/** The engine that does the work, so that a test of a command can stand in for it. */
interface Engine {
    /** @throws Company.CrowdedException if it has to be begun again when other searches are done */
    CheckResult check(Program program, Scenario scenario, Options options, Progress progress, Company.Member member);

    CheckResult check(LitmusTest test, Options options);

    /**
     * @param everyAccess whether the steps of {@code schedule} end at every access, as those of a session do
     * @throws dev.quiesce.check.DivergedException if the program cannot follow {@code schedule}
     */
    Trace replay(Program program, Scenario scenario, Options options, boolean everyAccess, String schedule);

    /** The checker itself. */
    static Engine checker() {
        return new Engine() {
            @Override
            public CheckResult check(Program program, Scenario scenario, Options options, Progress progress,
                                     Company.Member member) {
                return new Checker(options, progress, member).check(Slice.of(program, scenario), scenario);
            }

            @Override
            public CheckResult check(LitmusTest test, Options options) {
                return LitmusRow.check(test, options);
            }

            @Override
            public Trace replay(Program program, Scenario scenario, Options options, boolean everyAccess,
                                String schedule) {
                Program slice = Slice.of(program, scenario);
                return everyAccess ? Checker.replayEveryAccess(slice, scenario, options, schedule)
                    : Checker.replay(slice, scenario, options, schedule);
            }
        };
    }
}
