package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.ScenarioResult.Found;
import dev.quiesce.axiomatic.path.Ending;
import dev.quiesce.axiomatic.path.HeapObject;
import dev.quiesce.axiomatic.path.Memory;
import dev.quiesce.axiomatic.path.Paths;
import dev.quiesce.axiomatic.path.Setting;
import dev.quiesce.axiomatic.path.Start;
import dev.quiesce.axiomatic.path.Story;
import dev.quiesce.axiomatic.path.TooLarge;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Scenario;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What comes when all threads have ended: {@code exit} runs alone, what it queues runs, and nothing may be left over. */
final class Epilogue {
    private static final int THREAD = 10_000;
    private static final int MOST_QUEUED = 64;

    private final Setting setting;
    private final Scenario scenario;
    private final Consumer<List<String>> covered;

    /** @param covered is told the covers that runs pass */
    Epilogue(Setting setting, Scenario scenario, Consumer<List<String>> covered) {
        this.setting = setting;
        this.scenario = scenario;
        this.covered = covered;
    }

    /** True if threads may run for ever. */
    boolean endless() {
        return scenario.endless();
    }

    /** What is wrong at the end, if anything. */
    Optional<Found> run(Lives lives) {
        Memory left = lives.left(setting.found());
        if (scenario.endless()) {
            return Optional.empty();
        }
        if (scenario.exit() < 0) {
            return leak(left);
        }
        for (Paths.Run run : Paths.alone(setting, Start.of(THREAD, scenario.exit(), false), left)) {
            covered.accept(run.path().story().covers());
            Optional<Found> found = failure(run, "exit").or(() -> afterwards(run));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Found> afterwards(Paths.Run exit) {
        Deque<Story.Spawned> queued = new ArrayDeque<>(exit.path().story().spawned());
        Memory memory = exit.memory();
        for (int ran = 0; !queued.isEmpty(); ran++) {
            if (ran == MOST_QUEUED) {
                throw new TooLarge("what exit has started goes on to start more: more than " + MOST_QUEUED + " times");
            }
            List<Paths.Run> runs = Paths.alone(setting, Start.of(queued.poll(), false), memory);
            for (Paths.Run run : runs) {
                covered.accept(run.path().story().covers());
                Optional<Found> found = failure(run, "what exit started");
                if (found.isPresent()) {
                    return found;
                }
            }
            if (!runs.isEmpty()) {
                queued.addAll(runs.getFirst().path().story().spawned());
                memory = runs.getFirst().memory();
            }
        }
        return leak(memory);
    }

    /** The error that a run ends in. */
    static Optional<Found> failure(Paths.Run run, String thread) {
        if (run.path().story().ending() instanceof Ending.Failed(var finding, String message, var subject, var site)) {
            String name = subject instanceof dev.quiesce.axiomatic.path.Value.Known(long address)
                ? run.memory().name(address) : "";
            return Optional.of(new Found(finding, name, message, site, thread, List.of(), null));
        }
        return Optional.empty();
    }

    private static Optional<Found> leak(Memory memory) {
        Optional<HeapObject> leaked = memory.leaked();
        return leaked.map(object -> new Found(Finding.MEMORY_LEAK, object.name(),
            memory.hasOutlivedCache(object) ? "still in use when its cache is destroyed" : "", object.site(), "",
            List.of("allocated at " + object.site().position()), null));
    }
}
