package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.graph.Execution;
import dev.quiesce.axiomatic.model.Axioms;
import dev.quiesce.axiomatic.model.Flag;
import dev.quiesce.axiomatic.model.Law;
import dev.quiesce.axiomatic.model.Lkmm;
import dev.quiesce.axiomatic.model.Sequential;
import dev.quiesce.axiomatic.model.TotalStore;
import dev.quiesce.axiomatic.path.Path;
import dev.quiesce.axiomatic.path.Paths;
import dev.quiesce.axiomatic.path.Setting;
import dev.quiesce.axiomatic.path.Start;
import dev.quiesce.axiomatic.path.TooLarge;
import dev.quiesce.program.Address;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Checks litmus tests. */
public final class LitmusChecker {
    private static final int ELEMENT = 8;

    private final LitmusTest test;
    private final LitmusOptions options;
    private final Budget budget;
    private final SortedMap<Long, Long> memory;
    private final LitmusTally tally;
    private final Function<Communications, Axioms> model;
    private final List<String> notes = new ArrayList<>();
    private final boolean atomic;

    private LitmusChecker(LitmusTest test, LitmusOptions options, LitmusTally tally,
                          Function<Communications, Axioms> model, boolean atomic) {
        this.test = test;
        this.options = options;
        this.budget = new Budget(options.timeout());
        this.memory = memory(test.program());
        this.tally = tally;
        this.model = model;
        this.atomic = atomic;
    }

    /** The answer to a litmus test. */
    public static LitmusResult check(LitmusTest test, LitmusOptions options) {
        return check(test, options, model(options.memory(), Set.of()), true);
    }

    /** The answer under axioms of the caller's, whatever memory model the options name. */
    public static LitmusResult check(LitmusTest test, LitmusOptions options, Function<Communications, Axioms> model) {
        return check(test, options, model, false);
    }

    private static LitmusResult check(LitmusTest test, LitmusOptions options, Function<Communications, Axioms> model,
                                      boolean atomic) {
        long start = System.nanoTime();
        LitmusChecker checker = new LitmusChecker(test, options, new LitmusTally(test, options.exhaustive()), model,
            atomic);
        Optional<String> bound = checker.run();
        LitmusTally tally = checker.tally;
        List<String> flags = tally.flags().stream().map(Flag::words).sorted().toList();
        return new LitmusResult(test, tally.positive(), tally.negative(), tally.states(), flags, bound, checker.notes,
            (System.nanoTime() - start) / 1e9, tally.witness());
    }

    /**
     * Why no execution has the outcome that a test asks for: an execution that has it if a law is not there. Laws that build on
     * others are waived with them, the last first, so the law is the first one that forbids it.
     *
     * @return empty if it is forbidden whatever the laws that can be waived, as by coherence
     */
    public static Optional<Explanation> explain(LitmusTest test, LitmusOptions options) {
        List<Set<Law>> waivers = List.of(EnumSet.of(Law.RCU), EnumSet.of(Law.RCU, Law.PROPAGATION),
            EnumSet.of(Law.RCU, Law.PROPAGATION, Law.HAPPENS_BEFORE), EnumSet.of(Law.PLAIN_COHERENCE),
            EnumSet.of(Law.ATOMIC));
        for (Set<Law> waived : waivers) {
            LitmusTally tally = LitmusTally.ofWitness(test);
            LitmusChecker checker = new LitmusChecker(test, options, tally, model(options.memory(), waived), false);
            if (checker.run().isEmpty() && tally.broken().isPresent()) {
                return Optional.of(new Explanation(tally.witness().orElseThrow(), tally.broken().get()));
            }
        }
        return Optional.empty();
    }

    private static SortedMap<Long, Long> memory(Program program) {
        SortedMap<Long, Long> memory = new TreeMap<>();
        for (int g = 0; g < program.globals().size(); g++) {
            GlobalObject global = program.globals().get(g);
            for (long offset = 0; offset < global.size(); offset += ELEMENT) {
                memory.put(Address.of(g, offset), 0L);
            }
            for (GlobalObject.Initializer initializer : global.initializers()) {
                memory.put(Address.of(g, initializer.offset()), initializer.value());
            }
        }
        return memory;
    }

    private Optional<String> run() {
        try {
            List<List<Path>> threads = new ArrayList<>();
            Setting setting = Setting.litmus(test.program(), options.unroll());
            for (int function : test.scenario().threads()) {
                Paths paths = Paths.of(setting, Start.of(threads.size(), function, false), budget::check);
                paths.cut().ifPresent(loop -> notes.add("loop at " + loop.position() + " was repeated "
                    + options.unroll() + " times at most, as herd7 does"));
                threads.add(paths.paths());
            }
            combine(threads, new ArrayList<>());
            return Optional.empty();
        } catch (Budget.Spent | TooLarge limit) {
            return Optional.of(limit.getMessage());
        }
    }

    private void combine(List<List<Path>> threads, List<Path> chosen) {
        if (chosen.size() == threads.size()) {
            search(chosen);
            return;
        }
        for (Path path : threads.get(chosen.size())) {
            chosen.add(path);
            combine(threads, chosen);
            chosen.removeLast();
        }
    }

    private void search(List<Path> paths) {
        budget.check();
        EventStructure structure = new EventStructure(paths, Footprint.of(paths, memory));
        Execution execution = new Execution(structure);
        new Search(execution, model, tally.inquiry(execution, memory), budget, options.outOfThinAir(), atomic).run();
    }

    private static Function<Communications, Axioms> model(MemoryModel memory, Set<Law> waived) {
        return switch (memory) {
            case LKMM -> communications -> new Lkmm(communications, waived);
            case SC -> Sequential::new;
            case TSO -> TotalStore::new;
        };
    }
}
