package dev.quiesce.export.litmus;

import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every walk through every thread, until nothing new comes up: a location may hold what it started with and what any thread may
 * store, having read what any location may hold. That is more than happens, so what is refused may be fine, but what is
 * not refused is.
 */
final class Trials {
    /** A thread of the scenario. */
    record Process(int function, boolean softirq, Facts facts) {}

    /**
     * A walk through exit.
     *
     * @param left what it found, in the order in which it looked
     */
    record Epilogue(List<Ground.After.Left> left, boolean fails) {}

    private final Setting setting;
    private final List<Process> processes = new ArrayList<>();
    private final List<Epilogue> epilogues = new ArrayList<>();

    private Trials(Setting setting) {
        this.setting = setting;
    }

    static Trials of(Setting setting, Scenario scenario) {
        Trials trials = new Trials(setting);
        scenario.threads().forEach(f -> trials.processes.add(new Process(f, false, new Facts())));
        scenario.softirqs().forEach(f -> trials.processes.add(new Process(f, true, new Facts())));
        if (trials.processes.isEmpty()) {
            throw new Refused(scenario.site(), "a scenario without threads", "put what is to be tested into .threads");
        }
        if (scenario.init() >= 0) {
            Choices choices = new Choices();
            choices.next();
            new Trial(setting, Trial.Role.INIT, -1, false, choices, new Ground.Before(setting.cells), new Facts()).run(scenario.init());
        }
        trials.walkThreads();
        trials.refuseDeadlocks();
        if (scenario.exit() >= 0 && !scenario.endless()) {
            trials.walkExit(scenario.exit());
        }
        return trials;
    }

    List<Process> processes() {
        return processes;
    }

    List<Epilogue> epilogues() {
        return epilogues;
    }

    /**
     * A value that comes about comes through each store at most once, since nothing here is a loop; so there is an end, even where
     * counters could go on for ever.
     */
    private void walkThreads() {
        int rounds = 1;
        for (int round = 0; round <= rounds; round++) {
            int stores = 0;
            for (int thread = 0; thread < processes.size(); thread++) {
                stores += walk(thread);
            }
            rounds = 1 + stores;
            if (!setting.cells.changed()) {
                return;
            }
        }
    }

    /** All walks through a thread; the most stores that one of them makes. */
    private int walk(int thread) {
        Process process = processes.get(thread);
        int most = 0;
        Choices choices = new Choices();
        while (choices.next()) {
            Ground.Beside ground = new Ground.Beside(setting.cells, thread, choices);
            new Trial(setting, Trial.Role.THREAD, thread, process.softirq, choices, ground, process.facts).run(process.function);
            most = Math.max(most, ground.stores());
        }
        return most;
    }

    private void walkExit(int function) {
        Choices choices = new Choices();
        while (choices.next()) {
            Ground.After ground = new Ground.After(setting.cells, choices);
            Trial trial = new Trial(setting, Trial.Role.EXIT, -1, false, choices, ground, new Facts());
            trial.run(function);
            if (!trial.isDiscarded()) {
                epilogues.add(new Epilogue(List.copyOf(ground.left()), trial.hasFailed()));
            }
        }
    }

    /** What herd7 counts is executions that end: one that hangs would hide what fails in it. */
    private void refuseDeadlocks() {
        for (Custody.Wait wait : setting.waits) {
            if (reaches(wait.wanted(), wait.held(), new HashSet<>())) {
                throw new Refused(Site.NONE, "threads that may wait for each other: herd7 would drop such an execution without a word",
                    "take locks in one order, and wait for no readers with a lock that they take");
            }
        }
    }

    private boolean reaches(long from, long to, Set<Long> seen) {
        return from == to || seen.add(from)
            && setting.waits.stream().anyMatch(w -> w.held() == from && reaches(w.wanted(), to, seen));
    }
}
