package dev.quiesce.check;

import dev.quiesce.axiomatic.Drawing;
import dev.quiesce.axiomatic.GraphText;
import dev.quiesce.axiomatic.Reorderings;
import dev.quiesce.axiomatic.ScenarioChecker;
import dev.quiesce.axiomatic.ScenarioOptions;
import dev.quiesce.axiomatic.ScenarioResult;
import dev.quiesce.axiomatic.ScenarioResult.Found;
import dev.quiesce.axiomatic.path.Unsupported;
import dev.quiesce.check.CheckResult.Alternative;
import dev.quiesce.check.CheckResult.Race;
import dev.quiesce.check.CheckResult.Statistics;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Races;
import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Checks a scenario by its execution graphs, under a memory model that interleavings do not show. */
final class GraphCheck {
    /** How often loops are repeated at most where the command line does not say. */
    private static final int MOST_TURNS = 16;
    private static final Duration MORE_TURNS = Duration.ofSeconds(10);

    private final Program program;
    private final Scenario scenario;
    private final MemoryModel memory;
    private final Options options;

    GraphCheck(Program program, Scenario scenario, MemoryModel memory, Options options) {
        this.program = program;
        this.scenario = scenario;
        this.memory = memory;
        this.options = options;
    }

    CheckResult check() {
        long start = System.nanoTime();
        CheckResult result = check(options.unroll(), options.timeout());
        boolean open = scenario.unroll() == 0 && options.unroll() == Options.DEFAULT.unroll();
        for (int unroll = 2 * options.unroll(); open && unroll <= MOST_TURNS && isCut(result); unroll *= 2) {
            Duration left = left(Duration.ofNanos(System.nanoTime() - start));
            if (left.isNegative() || left.isZero()) {
                break;
            }
            CheckResult more = check(unroll, left);
            if (more.verdict() == Verdict.PROVED || more.verdict() == Verdict.VIOLATED) {
                return more;
            }
            open = isCut(more);
        }
        return result;
    }

    /** True if loops go on, as far as is known, and nothing else keeps the row from being decided. */
    private static boolean isCut(CheckResult result) {
        return result.verdict() == Verdict.BOUNDED && result.bound().startsWith(ScenarioResult.LOOP_BOUND);
    }

    /** The time that is left for more turns: what nobody has asked for must not take long. */
    private Duration left(Duration spent) {
        boolean enough = options.timeout().isZero() || options.timeout().compareTo(MORE_TURNS) > 0;
        return (enough ? MORE_TURNS : options.timeout()).minus(spent);
    }

    private CheckResult check(int unroll, Duration timeout) {
        try {
            return told(ScenarioChecker.check(program, scenario, new ScenarioOptions(memory, unroll,
                options.failAllocations(), options.all(), timeout)));
        } catch (Unsupported construct) {
            String message = construct.getMessage().replace("under lkmm", "under " + memory.option());
            return result(Verdict.ERROR, List.of(), message, new Statistics(0, 0, 0, 0), "", Map.of(), List.of());
        }
    }

    private CheckResult told(ScenarioResult graphs) {
        List<Alternative> errors = new ArrayList<>();
        Optional<Drawing> drawing = graphs.findings().stream().filter(found -> !isTorn(found)).findFirst()
            .map(Found::graph).map(graph -> Drawing.of(graph, names(graphs)));
        Optional<Found> torn = graphs.findings().stream().filter(GraphCheck::isTorn).findFirst();
        graphs.findings().stream().filter(found -> !isTorn(found))
            .forEach(found -> errors.add(new Alternative(violation(found, names(graphs)), null)));
        List<Race> races = races(graphs);
        if (!races.isEmpty() && (options.strictRaces() || scenario.races() == Races.FAIL)) {
            errors.add(new Alternative(race(races.getFirst()), null));
        }
        String bound = torn.map(found -> "a check that fails at " + found.site().position() + " without any reordering: "
            + "indivisible blocks of several accesses are seen half done here").or(graphs::bound).orElse("");
        Verdict verdict = verdict(graphs, errors, bound);
        Statistics statistics =
            new Statistics(graphs.executions() + graphs.partial(), 0, 0, graphs.seconds());
        return result(verdict, errors, message(verdict, graphs, bound), statistics, bound, graphs.outcomes(), races, graphs)
            .withDrawing(drawing.orElse(null));
    }

    /**
     * True for a check that fails in an execution which an interleaving explains, although no interleaving breaks the
     * scenario, or it would not have come here: it owes to what the graphs do not know of indivisible blocks.
     */
    private static boolean isTorn(Found found) {
        return found.finding() == Finding.ASSERTION && found.graph() != null && Reorderings.of(found.graph()).isEmpty();
    }

    private static Verdict verdict(ScenarioResult graphs, List<Alternative> errors, String bound) {
        if (!errors.isEmpty()) {
            return Verdict.VIOLATED;
        }
        if (!bound.isEmpty()) {
            return Verdict.BOUNDED;
        }
        return graphs.executions() == 0 ? Verdict.ERROR : Verdict.PROVED;
    }

    private static String message(Verdict verdict, ScenarioResult graphs, String bound) {
        return switch (verdict) {
            case BOUNDED -> bound;
            case ERROR -> "no execution completes: every one is discarded by an assumption";
            case PROVED, PROBABLE, VIOLATED -> String.join("\n", graphs.notes());
        };
    }

    private static IntFunction<String> names(ScenarioResult graphs) {
        return thread -> graphs.names().getOrDefault(thread, "thread " + thread);
    }

    private static Violation violation(Found found, IntFunction<String> names) {
        List<String> details = new ArrayList<>(found.details());
        if (found.graph() != null) {
            Reorderings.of(found.graph()).forEach(pair -> details.add(names.apply(pair.first().thread()) + ": "
                + pair.second().label() + " at " + pair.second().site().position() + " takes effect before "
                + pair.first().label() + " at " + pair.first().site().position()));
            details.add("the execution:");
            GraphText.lines(found.graph(), names).forEach(line -> details.add("  " + line));
        }
        return new Violation(found.finding(), found.subject(), found.message(), found.site(), found.thread(), details);
    }

    private static Violation race(Race race) {
        return new Violation(Finding.DATA_RACE, race.object(), (race.firstWrites() ? "write" : "read") + " by "
            + race.firstThread() + " races with " + (race.secondWrites() ? "write" : "read") + " by "
            + race.secondThread() + " at " + race.second().position(), race.first(), race.firstThread(), List.of());
    }

    private List<Race> races(ScenarioResult graphs) {
        if (scenario.races() == Races.IGNORE && !options.strictRaces()) {
            return List.of();
        }
        return graphs.races().stream().map(r -> new Race(r.object(), r.first(), r.firstThread(), r.firstWrites(),
            r.second(), r.secondThread(), r.secondWrites())).toList();
    }

    private CheckResult result(Verdict verdict, List<Alternative> errors, String message, Statistics statistics,
                               String bound, Map<String, Long> outcomes, List<Race> races, ScenarioResult... graphs) {
        Map<String, Boolean> covers = new TreeMap<>();
        program.functions().forEach(f -> f.body().forEach(i -> {
            if (i instanceof Instruction.Cover(String name, Site site)) {
                covers.put(name, graphs.length > 0 && graphs[0].covers().contains(name));
            }
        }));
        Violation first = errors.isEmpty() ? null : errors.getFirst().violation();
        return new CheckResult(program.model(), scenario.name(), program.variant(), scenario.about(), memory, verdict,
            scenario.expect(), first, null, errors.size() < 2 ? List.of() : errors.subList(1, errors.size()), message,
            statistics, bound, List.of(), covers, List.of(), outcomes, races);
    }
}
