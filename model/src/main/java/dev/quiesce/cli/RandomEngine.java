package dev.quiesce.cli;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Options;
import dev.quiesce.check.Progress;
import dev.quiesce.check.RandomChecker;
import dev.quiesce.explore.Company;
import dev.quiesce.fuzz.Plan;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Slice;
import dev.quiesce.simulate.Trace;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The engine that judges by random runs. Once told to stop it ends the row at hand and begins no other. */
final class RandomEngine implements Engine {
    private static final long PATIENCE_SECONDS = 5;

    private final Plan plan;
    private final CountDownLatch resting = new CountDownLatch(1);
    private volatile boolean stopped;

    RandomEngine(Plan plan) {
        this.plan = plan;
    }

    /** Waits until the row at hand has come to its end, but not for ever. */
    void stop() {
        stopped = true;
        try {
            resting.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** There are no more rows. */
    void finished() {
        resting.countDown();
    }

    @Override
    public CheckResult check(Program program, Scenario scenario, Options options, Progress progress, Company.Member member) {
        while (stopped) {
            resting.countDown();
            LockSupport.park();
        }
        return new RandomChecker(options, plan, progress, () -> stopped).check(Slice.of(program, scenario), scenario);
    }

    @Override
    public CheckResult check(LitmusTest test, Options options) {
        throw new UnsupportedOperationException("litmus tests are not run at random");
    }

    @Override
    public Trace replay(Program program, Scenario scenario, Options options, boolean everyAccess, String schedule) {
        throw new UnsupportedOperationException("random runs are replayed by the checker");
    }
}
