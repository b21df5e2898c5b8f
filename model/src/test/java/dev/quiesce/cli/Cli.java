package dev.quiesce.cli;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.DivergedException;
import dev.quiesce.check.Options;
import dev.quiesce.check.Progress;
import dev.quiesce.check.Verdict;
import dev.quiesce.explore.Company;
import dev.quiesce.lang.Diagnostic;
import dev.quiesce.lang.ModelException;
import dev.quiesce.program.Finding;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Races;
import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import dev.quiesce.report.Samples;
import dev.quiesce.simulate.Trace;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The command line in a test, on a library of three models and an engine that answers what the test wants. */
final class Cli implements Library, Engine {
    private final List<Options> asked = new CopyOnWriteArrayList<>();
    private Function<Scenario, CheckResult> answer = scenario -> scenario.name().equals("flow_teardown")
        ? Samples.flow() : Samples.proved();
    private Function<String, Trace> replays = schedule -> Samples.flow().trace();

    Cli answering(Function<Scenario, CheckResult> newAnswer) {
        answer = newAnswer;
        return this;
    }

    Cli replaying(Function<String, Trace> newReplays) {
        replays = newReplays;
        return this;
    }

    List<Options> asked() {
        return asked;
    }

    Terminal.Ran run(String... arguments) {
        return runWith("", arguments);
    }

    Terminal.Ran runWith(String input, String... arguments) {
        return new Terminal(this, this).run(input, arguments);
    }

    @Override
    public List<String> bundled() {
        return List.of("net/flow.c", "xfrm/flush.c", "xfrm/lower_handle.c");
    }

    @Override
    public String text(String name) {
        return "/* " + name + " */\n";
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("linux/spinlock.h", """
            /* spin_lock(lock): waits for the lock and takes it. */
            #define spin_lock(l) __q_lock(l)
            #define spin_unlock(l) __q_unlock(l)

            /* spin_lock_bh(lock): the same with bottom halves disabled. */
            #define spin_lock_bh(l) do { \\
            	__q_lock(l); \\
            } while (0)

            /*
             * struct list_head: a list.
             * It is its own neighbour when empty.
             */
            struct list_head {
            	struct list_head *next, *prev;
            };

            /* kfree_rcu_mightsleep(ptr): frees after a grace period. */
            static inline void kfree_rcu_mightsleep(void *object)
            {
            	if (object)
            		go();
            }
            """);
    }

    @Override
    public List<String> variants(Target target) {
        return read(target, Map.of(), List.of()).stream().map(Program::variant).toList();
    }

    @Override
    public List<Program> read(Target target, Map<String, String> macros, List<String> variants) {
        if (target.name().contains("broken")) {
            throw new ModelException(List.of(Diagnostic.error(target.name(), 7, 2, "expected ';'"),
                Diagnostic.error(target.name(), 9, 1, "unknown type 'u9'", "write u8")));
        }
        if (target.name().contains("flow")) {
            return List.of(program("flow", "buggy", scenario("flow_teardown", Finding.USE_AFTER_FREE)),
                program("flow", "fixed", scenario("flow_teardown", Finding.HOLDS), scenario("flow_again", Finding.HOLDS)));
        }
        return List.of(program("other", "default", scenario("namespace_exit", Finding.HOLDS)));
    }

    private static Program program(String model, String variant, Scenario... scenarios) {
        return new Program(model, variant, List.of(), List.of(), List.of(scenarios));
    }

    private static Scenario scenario(String name, Finding expect) {
        return new Scenario(name, "about " + name, -1, List.of(0, 1), List.of(), -1, MemoryModel.SC, expect, false,
            Races.REPORT, 0, Site.NONE);
    }

    @Override
    public CheckResult check(Program program, Scenario scenario, Options options, Progress progress, Company.Member member) {
        asked.add(options);
        CheckResult sample = answer.apply(scenario);
        boolean fixed = scenario.expect() == Finding.HOLDS && sample.violation() != null && sample.asExpected();
        CheckResult fitting = fixed ? Samples.proved() : sample;
        return new CheckResult(program.model(), scenario.name(), program.variant(), "", options.memory().orElse(MemoryModel.SC),
            fitting.verdict(), fitting.verdict() == Verdict.BOUNDED ? scenario.expect() : fitting.expected(), fitting.violation(),
            fitting.trace(), List.of(), fitting.message(), fitting.statistics(), fitting.bound(), List.of(), Map.of(), List.of(),
            Map.of(), List.of());
    }

    @Override
    public LitmusTest litmus(Target target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CheckResult check(LitmusTest test, Options options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Trace replay(Program program, Scenario scenario, Options options, boolean everyAccess, String schedule) {
        asked.add(options);
        if (schedule.contains("nobody")) {
            throw new DivergedException("step 3: nobody cannot move, it has finished");
        }
        return replays.apply(schedule);
    }
}
