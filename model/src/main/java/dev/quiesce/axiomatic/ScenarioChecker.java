package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.graph.Execution;
import dev.quiesce.axiomatic.model.Axioms;
import dev.quiesce.axiomatic.model.Lkmm;
import dev.quiesce.axiomatic.model.Sequential;
import dev.quiesce.axiomatic.model.TotalStore;
import dev.quiesce.axiomatic.path.Ending;
import dev.quiesce.axiomatic.path.Memory;
import dev.quiesce.axiomatic.path.Path;
import dev.quiesce.axiomatic.path.Paths;
import dev.quiesce.axiomatic.path.Setting;
import dev.quiesce.axiomatic.path.Start;
import dev.quiesce.axiomatic.path.Story;
import dev.quiesce.axiomatic.path.Tag;
import dev.quiesce.axiomatic.path.TooLarge;
import dev.quiesce.axiomatic.path.Unsupported;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Checks scenarios of lifecycle programs under an axiomatic memory model.
 *
 * <p>{@code init} runs first and alone, so it is carried out; the threads become events; {@code exit} runs last and alone,
 * so it is carried out on what an execution leaves. Executions in which some thread waits for ever or stops at an error are
 * looked at too: an error does not need the others to finish.
 */
public final class ScenarioChecker {
    private static final int MOST_ROUNDS = 30;
    /** How often something may have itself started again, directly or not: without an end in sight, more do not help. */
    private static final int MOST_AGAIN = 8;

    private final Program program;
    private final Scenario scenario;
    private final ScenarioOptions options;
    private final Function<Communications, Axioms> model;
    private final boolean atomic;
    private final Budget budget;
    private final ScenarioTally tally;
    private final Set<String> notes = new LinkedHashSet<>();
    private final Map<Integer, String> names = new TreeMap<>();
    private Optional<String> bound = Optional.empty();

    private ScenarioChecker(Program program, Scenario scenario, ScenarioOptions options,
                            Function<Communications, Axioms> model, boolean atomic) {
        this.model = model;
        this.atomic = atomic;
        this.program = program;
        this.scenario = scenario;
        this.options = options;
        this.budget = new Budget(options.timeout());
        this.tally = new ScenarioTally(options.all(), scenario.expect());
    }

    /**
     * What can go wrong in a scenario.
     *
     * @throws Unsupported if it cannot be told under a memory model, with the construct and where it stands
     */
    public static ScenarioResult check(Program program, Scenario scenario, ScenarioOptions options) {
        return check(program, scenario, options, model(options.memory()), true);
    }

    /** The same under axioms of the caller's, whatever memory model the options name. */
    public static ScenarioResult check(Program program, Scenario scenario, ScenarioOptions options,
                                       Function<Communications, Axioms> model) {
        return check(program, scenario, options, model, false);
    }

    private static ScenarioResult check(Program program, Scenario scenario, ScenarioOptions options,
                                        Function<Communications, Axioms> model, boolean atomic) {
        long start = System.nanoTime();
        ScenarioChecker checker = new ScenarioChecker(program, scenario, options, model, atomic);
        try {
            checker.run();
        } catch (Budget.Spent | TooLarge limit) {
            checker.bound = Optional.of(limit.getMessage());
        }
        ScenarioTally tally = checker.tally;
        int unroll = scenario.unroll() > 0 ? scenario.unroll() : options.unroll();
        checker.bound = checker.bound.or(tally::doubt);
        tally.cuts().stream().findFirst().ifPresent(loop -> checker.bound = checker.bound.or(() -> Optional.of(
            ScenarioResult.LOOP_BOUND + unroll + " reached at " + loop.position() + "; raise with --unroll")));
        return new ScenarioResult(tally.findings(), tally.races(), tally.outcomes(), tally.covers(), tally.executions(),
            tally.partials(), checker.bound, List.copyOf(checker.notes), checker.names,
            (System.nanoTime() - start) / 1e9);
    }

    private void run() {
        int unroll = scenario.unroll() > 0 ? scenario.unroll() : options.unroll();
        int base = scenario.threads().size() + scenario.softirqs().size();
        Setting setting = Setting.lifecycle(program, unroll, options.failAllocations(), base);
        Memory empty = new Memory(program);
        if (scenario.init() < 0) {
            concurrent(setting, empty, List.of());
            return;
        }
        for (Paths.Run run : Paths.alone(setting, Start.of(base + Start.ALONE, scenario.init(), false), empty)) {
            tally.cover(run.path().story().covers());
            Optional<ScenarioResult.Found> failure = Epilogue.failure(run, "init");
            if (failure.isPresent()) {
                tally.add(failure.get());
            } else {
                concurrent(setting, run.memory(), run.path().story().spawned());
            }
            if (tally.done()) {
                return;
            }
        }
    }

    // ---- threads

    /**
     * Walks the threads until nothing new comes up. At first nobody is expected to have stored anything; then each walk
     * expects what the paths of the one before may store, and leaves out branches that no expected value leads into. When
     * the paths are those of the walk before, every execution is made of them: what it reads was stored earlier, by a path
     * that was walked. Values that only come about because they come about (out of thin air) are left out by that.
     */
    private void concurrent(Setting initial, Memory memory, List<Story.Spawned> queued) {
        Setting setting = initial.after(memory, queued);
        List<Start> starts = new ArrayList<>();
        for (int function : scenario.threads()) {
            starts.add(named(Start.of(starts.size(), function, false)));
        }
        for (int function : scenario.softirqs()) {
            starts.add(named(Start.of(starts.size(), function, true)));
        }
        queued.forEach(spawned -> starts.add(named(Start.of(spawned, false))));
        List<Path> before = List.of();
        for (int round = 0; ; round++) {
            budget.check();
            Map<Integer, List<Path>> walked = walkAll(round < MOST_ROUNDS ? setting.with(new PossibleValues(before, with(memory, before), budget::check))
                : setting, starts);
            List<Path> all = all(walked);
            if (round >= MOST_ROUNDS || all.equals(before)) {
                Memory everything = with(memory, all);
                PossibleValues values = prune(walked, everything);
                combine(setting, everything, values, walked, starts.stream().map(Start::thread).toList(), new ArrayList<>());
                return;
            }
            before = all;
        }
    }

    /** Memory with every object that some path makes. */
    private static Memory with(Memory memory, List<Path> paths) {
        Memory everything = memory.copy();
        paths.forEach(path -> path.story().allocated().forEach(everything::allocate));
        return everything;
    }

    private static List<Path> all(Map<Integer, List<Path>> paths) {
        return paths.values().stream().flatMap(List::stream).toList();
    }

    private Start named(Start start) {
        String function = program.functions().get(start.function()).name();
        long same = names.values().stream().filter(name -> name.equals(function) || name.startsWith(function + "#")).count();
        names.putIfAbsent(start.thread(), same == 0 ? function : function + "#" + (same + 1));
        return start;
    }

    /** All paths of the given threads, of those that they may start, and so on. */
    private Map<Integer, List<Path>> walkAll(Setting setting, List<Start> starts) {
        Map<Integer, List<Path>> all = new LinkedHashMap<>();
        Map<Integer, Start> starters = new HashMap<>();
        List<Start> open = new ArrayList<>(starts);
        while (!open.isEmpty()) {
            Start start = open.removeFirst();
            if (all.containsKey(start.thread())) {
                continue;
            }
            if (all.size() == 64) {
                throw new TooLarge("more than 64 threads can be started");
            }
            Paths walked = Paths.of(setting, start, budget::check);
            all.put(start.thread(), walked.paths());
            for (Path path : walked.paths()) {
                for (Story.Spawned spawned : path.story().spawned()) {
                    starters.putIfAbsent(spawned.thread(), start);
                    checkAgain(spawned, starters);
                    open.add(named(Start.of(spawned, true)));
                }
            }
        }
        return all;
    }

    private void checkAgain(Story.Spawned spawned, Map<Integer, Start> starters) {
        int again = 0;
        for (Start at = starters.get(spawned.thread()); at != null; at = starters.get(at.thread())) {
            again += at.function() == spawned.function() ? 1 : 0;
        }
        if (again > MOST_AGAIN) {
            throw new TooLarge("what is started goes on to start the same again: more than " + MOST_AGAIN + " times");
        }
    }

    /** Drops paths that no execution can take, until none is left to drop. */
    private PossibleValues prune(Map<Integer, List<Path>> paths, Memory memory) {
        while (true) {
            List<Path> all = all(paths);
            PossibleValues values = new PossibleValues(all, memory, budget::check);
            Set<Path> feasible = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
            feasible.addAll(values.feasible());
            if (feasible.size() == all.size()) {
                return values;
            }
            paths.replaceAll((thread, own) -> own.stream().filter(feasible::contains).toList());
        }
    }

    /** Every choice of one path a thread, of those that run. */
    private void combine(Setting setting, Memory memory, PossibleValues values, Map<Integer, List<Path>> paths,
                         List<Integer> open, List<Path> chosen) {
        if (tally.done()) {
            return;
        }
        budget.check();
        if (open.isEmpty()) {
            if (isOfInterest(chosen)) {
                search(setting, memory, values, chosen);
            }
            return;
        }
        int thread = open.getFirst();
        for (Path path : paths.get(thread)) {
            List<Integer> rest = new ArrayList<>(open.subList(1, open.size()));
            path.story().spawned().forEach(spawned -> rest.add(spawned.thread()));
            chosen.add(path);
            combine(setting, memory, values, paths, rest, chosen);
            chosen.removeLast();
        }
    }

    /**
     * Whether executions of these paths can tell anything that others do not. Where a thread waits for a lock that no path
     * keeps, for a grace period that no path holds up, or for callbacks that all return, it can as well go on.
     */
    private boolean isOfInterest(List<Path> chosen) {
        boolean keeps = false;
        boolean reads = false;
        boolean calls = false;
        List<Site> cuts = ScenarioInquiry.cuts(chosen);
        if (!cuts.isEmpty() && tally.cuts().containsAll(cuts)) {
            return false;
        }
        for (Path path : chosen) {
            boolean returned = path.story().ending() instanceof Ending.Returned;
            keeps |= !returned && !path.story().held().isEmpty();
            reads |= !returned && path.story().reading();
            calls |= !returned && path.story().callback();
        }
        for (Path path : chosen) {
            if (path.story().ending() instanceof Ending.Waiting(var cause, var site)) {
                boolean blocked = switch (cause) {
                    case Ending.ForLock lock -> keeps;
                    case Ending.ForReaders readers -> reads;
                    case Ending.ForCondition condition -> true;
                    case Ending.ForChange change -> true;
                    case Ending.ForCallbacks callbacks -> calls;
                };
                if (!blocked) {
                    return false;
                }
            }
        }
        return true;
    }

    private void search(Setting setting, Memory memory, PossibleValues values, List<Path> chosen) {
        budget.check();
        SortedMap<Long, Long> cells = new TreeMap<>();
        Map<Long, Integer> widths = new TreeMap<>();
        for (Path path : chosen) {
            path.events().stream().filter(event -> event.location() != null).forEach(event -> {
                for (long address : values.addresses(event.location(), path)) {
                    cells.put(address, memory.load(address));
                    if (Setting.isRegionLock(address)) {
                        notes.add("indivisible blocks of several accesses are taken for critical sections of one lock");
                    }
                    Cells.note(widths, address, event);
                }
            });
        }
        EventStructure structure = new EventStructure(chosen, cells);
        if (!structure.tagged(Tag.GHOST).isEmpty()) {
            notes.add("ghost blocks may see memory late: what is proved holds even so");
        }
        Execution execution = new Execution(structure, event ->
            new HashSet<>(values.addresses(event.location(), structure.path(event.thread()))));
        Inquiry inquiry =
            new ScenarioInquiry(execution, memory, tally, new Epilogue(setting, scenario, tally::cover), t -> names.getOrDefault(t, "?"));
        new Search(execution, model, inquiry, budget, false, atomic).run();
    }

    private static Function<Communications, Axioms> model(MemoryModel memory) {
        return switch (memory) {
            case LKMM -> Lkmm::new;
            case SC -> Sequential::new;
            case TSO -> TotalStore::new;
        };
    }
}
