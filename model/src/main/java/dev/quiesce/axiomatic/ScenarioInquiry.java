package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.ScenarioResult.Found;
import dev.quiesce.axiomatic.ScenarioResult.Race;
import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.graph.Execution;
import dev.quiesce.axiomatic.model.Axioms;
import dev.quiesce.axiomatic.path.Ending;
import dev.quiesce.axiomatic.path.Event;
import dev.quiesce.axiomatic.path.Memory;
import dev.quiesce.axiomatic.path.Path;
import dev.quiesce.axiomatic.path.Setting;
import dev.quiesce.axiomatic.path.Story;
import dev.quiesce.axiomatic.path.Tag;
import dev.quiesce.axiomatic.path.Unsupported;
import dev.quiesce.axiomatic.relation.EventSet;
import dev.quiesce.axiomatic.relation.Relation;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction.LockKind;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Looks for errors in the executions of one structure of a lifecycle program. */
final class ScenarioInquiry implements Inquiry {
    private final Execution execution;
    private final EventStructure structure;
    private final Memory memory;
    private final ScenarioTally tally;
    private final Epilogue epilogue;
    private final IntFunction<String> threadNames;
    private final boolean complete;
    private final Ghosts ghosts;
    private Axioms axioms;
    /** Whether the misuse that was found is that of a ghost block. */
    private boolean ghostly;

    /**
     * @param memory what the threads found, with all objects that they make on any path
     */
    ScenarioInquiry(Execution execution, Memory memory, ScenarioTally tally, Epilogue epilogue,
                    IntFunction<String> threadNames) {
        this.execution = execution;
        this.structure = execution.structure();
        this.ghosts = new Ghosts(structure);
        this.memory = memory;
        this.tally = tally;
        this.epilogue = epilogue;
        this.threadNames = threadNames;
        this.complete = structure.paths().stream().allMatch(p -> p.story().ending() instanceof Ending.Returned);
    }

    @Override
    public void begin(Axioms model) {
        axioms = model;
    }

    /** An access that goes astray must not hit anything. */
    @Override
    public boolean pursue(Execution unfinished) {
        for (Path path : structure.paths()) {
            if (path.story().ending() instanceof Ending.Astray(var address, int bytes, boolean write, Site site)
                && execution.evaluate(address) && memory.check(execution.result(), bytes, write).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean pursue(Communications communications) {
        return true;
    }

    @Override
    public boolean done() {
        return tally.done();
    }

    @Override
    public void take(Communications com, Axioms model) {
        if (!model.allowFinished()) {
            return;
        }
        Lives lives = new Lives(com);
        ghostly = false;
        Optional<Found> found = misuse(com, model, lives);
        structure.paths().forEach(path -> tally.cover(path.story().covers()));
        cuts(structure.paths()).forEach(tally::cut);
        races(com, model);
        boolean doubtful = ghosts.decide(execution);
        if (found.isPresent()) {
            tally.partial();
            report(found.get(), ghostly);
        } else if (complete) {
            tally.complete(outcome(lives));
            epilogue.run(lives)
                .ifPresent(end -> report(withGraph(end, com), doubtful));
        } else {
            tally.partial();
            Optional<Found> failed = failure(com);
            failed.ifPresent(error -> report(error, ghosts.decideEnd()));
            if (failed.isEmpty()) {
                deadlock(com).ifPresent(error -> report(error, doubtful));
            }
        }
    }

    private void report(Found found, boolean doubtful) {
        if (doubtful) {
            tally.doubt(found, "a ghost block sees memory late");
        } else {
            tally.add(found);
        }
    }

    /** The loops at whose bound some of the paths end. */
    static List<Site> cuts(List<Path> paths) {
        return paths.stream().map(path -> path.story().ending() instanceof Ending.Cut(Site loop) ? loop : null)
            .filter(java.util.Objects::nonNull).toList();
    }

    // ---- objects that are not there

    private Optional<Found> misuse(Communications com, Axioms model, Lives lives) {
        Optional<Found> unset = lives.unsetRead().map(r -> found(Finding.UNINIT_READ, r, "", List.of(), com));
        if (unset.isPresent() || lives.isEmpty()) {
            return unset;
        }
        Optional<Lives.Stale> twice = lives.freedTwice();
        if (twice.isPresent()) {
            return twice.map(s -> freed(Finding.DOUBLE_FREE, s, com));
        }
        return lives.staleAccess(model.endsBefore()).map(s -> freed(Finding.USE_AFTER_FREE, s, com));
    }

    private Found freed(Finding finding, Lives.Stale stale, Communications com) {
        Event event = structure.event(stale.access());
        Site freed = structure.event(stale.free()).site();
        String by = threadNames.apply(structure.thread(stale.free()));
        boolean unordered = structure.thread(stale.access()) != structure.thread(stale.free());
        String message = finding == Finding.DOUBLE_FREE ? "freed again"
            : (event.isWrite() ? "write" : "read") + (unordered ? ", not ordered before the free" : " after the free");
        return found(finding, stale.access(), message, List.of("freed by " + by + " at " + freed.position()), com);
    }

    private Found found(Finding finding, int event, String message, List<String> details, Communications com) {
        ghostly = ghosts.contain(event);
        String subject = memory.name(execution.location(event));
        return new Found(finding, subject, message, structure.event(event).site(),
            threadNames.apply(structure.thread(event)), details, graph(com));
    }

    private ExecutionGraph graph(Communications com) {
        return GraphBuilder.build(com, axioms, memory::name, memory::value, "");
    }

    // ---- threads that do not return

    private Optional<Found> failure(Communications com) {
        for (Path path : structure.paths()) {
            String thread = threadNames.apply(path.thread());
            switch (path.story().ending()) {
                case Ending.Failed(Finding finding, String message, var subject, Site site) -> {
                    String name = subject == null || !execution.evaluate(subject) ? "" : memory.name(execution.result());
                    return Optional.of(new Found(finding, name, message, site, thread, List.of(), graph(com)));
                }
                case Ending.Astray(var address, int bytes, boolean write, Site site) -> {
                    if (!execution.evaluate(address)) {
                        continue;
                    }
                    Optional<Memory.Fault> fault = memory.check(execution.result(), bytes, write);
                    if (fault.isPresent()) {
                        if (Setting.isAutomatic(execution.result())) {
                            throw new Unsupported(Unsupported.OTHERS_STACK, site);
                        }
                        return Optional.of(new Found(fault.get().finding(), "", fault.get().message(), site, thread,
                            List.of(), graph(com)));
                    }
                }
                case Ending.Waiting w -> { }
                case Ending.Cut c -> { }
                case Ending.Returned r -> { }
            }
        }
        return Optional.empty();
    }

    /** None of those that have not returned can go on. */
    private Optional<Found> deadlock(Communications com) {
        List<String> waiting = new ArrayList<>();
        Site site = Site.NONE;
        boolean runs = false;
        for (Path path : structure.paths()) {
            if (path.story().ending() instanceof Ending.Returned) {
                continue;
            }
            String what = path.story().ending() instanceof Ending.Waiting w ? blocked(path, w.cause(), com) : null;
            if (what == null) {
                return Optional.empty();
            }
            Ending.Waiting waits = (Ending.Waiting) path.story().ending();
            boolean turns = waits.cause() instanceof Ending.ForChange;
            site = runs && !turns ? site : waits.site();
            runs |= turns;
            waiting.add(threadNames.apply(path.thread()) + (turns ? " runs for ever at " : " waits for " + what + " at ")
                + waits.site().position());
        }
        if (runs && epilogue.endless()) {
            return Optional.empty();
        }
        return Optional.of(runs
            ? new Found(Finding.LIVELOCK, "", "threads run for ever and none can get out", site, "", waiting, graph(com))
            : new Found(Finding.DEADLOCK, "", "nobody can move", site, "", waiting, graph(com)));
    }

    /** What a thread waits for in vain, null if it can go on. */
    private String blocked(Path path, Ending.Cause cause, Communications com) {
        return switch (cause) {
            case Ending.ForLock(var lock, LockKind kind, boolean behind) -> {
                long place = execution.evaluate(lock) ? execution.result() : 0;
                if (place != 0 && isHeld(place, kind, com)) {
                    yield memory.name(place);
                }
                yield behind && place != 0 && left(place, com) > 0 && writerWaits(path, place)
                    ? memory.name(place) + ", behind a writer that waits for it" : null;
            }
            case Ending.ForCondition(int first, int end) -> isNewest(path.thread(), first, end, com) ? "a condition" : null;
            case Ending.ForChange(int first, int end) -> isNewest(path.thread(), first, end, com) ? "a change" : null;
            case Ending.ForReaders r -> others(path, other -> other.story().reading()) ? "readers" : null;
            case Ending.ForCallbacks c -> others(path, other -> other.story().callback()) ? "callbacks" : null;
        };
    }

    /** True if nothing that these events have read is written again later: looking once more would not help. */
    private boolean isNewest(int thread, int first, int end, Communications com) {
        for (int index = first; index < end; index++) {
            int event = structure.number(thread, index);
            if (structure.reads().contains(event) && !structure.event(event).tag().isLock()
                && com.coherence().hasSuccessor(execution.source(event))) {
                return false;
            }
        }
        return true;
    }

    /** True if another thread has not returned and is as described. */
    private boolean others(Path path, Predicate<Path> description) {
        return structure.paths().stream().anyMatch(other -> other != path
            && !(other.story().ending() instanceof Ending.Returned) && description.test(other));
    }

    /** True if the lock is left in a state in which it cannot be taken like that. */
    private boolean isHeld(long lock, LockKind kind, Communications com) {
        switch (kind) {
            case READ, DOWN_READ -> {
                return left(lock, com) < 0;
            }
            case WRITE, DOWN_WRITE -> {
                return left(lock, com) != 0;
            }
            case SPIN, MUTEX -> { }
        }
        EventSet locks = structure.tagged(Tag.LOCK_WRITE);
        for (int l = locks.next(0); l >= 0; l = locks.next(l + 1)) {
            if (execution.location(l) == lock && !com.critical().hasSuccessor(l)) {
                return true;
            }
        }
        return false;
    }

    /** True if another thread waits for the lock, to write: a reader that comes later waits for it. */
    private boolean writerWaits(Path path, long lock) {
        return others(path, other -> other.story().ending() instanceof Ending.Waiting(Ending.ForLock waiting, var _)
            && !waiting.kind().shared() && execution.evaluate(waiting.lock()) && execution.result() == lock);
    }

    /** What the last write to a location leaves there. */
    private long left(long location, Communications com) {
        EventSet writes = structure.writes();
        for (int w = writes.next(0); w >= 0; w = writes.next(w + 1)) {
            if (execution.isLocated(w) && execution.location(w) == location && !com.coherence().hasSuccessor(w)) {
                return execution.value(w);
            }
        }
        return memory.load(location);
    }

    // ---- the rest

    private Found withGraph(Found end, Communications com) {
        return new Found(end.finding(), end.subject(), end.message(), end.site(), end.thread(), end.details(), graph(com));
    }

    private String outcome(Lives lives) {
        TreeMap<String, Long> values = new TreeMap<>();
        for (Path path : structure.paths()) {
            for (Story.Observed observed : path.story().observed()) {
                values.put(observed.name(), lives.value(observed.value()));
            }
        }
        StringBuilder out = new StringBuilder();
        values.forEach((name, value) -> out.append(out.isEmpty() ? "" : " ").append(name).append('=').append(value));
        return out.toString();
    }

    private void races(Communications com, Axioms model) {
        Relation races = model.races().orElse(null);
        if (races == null || races.isEmpty()) {
            return;
        }
        for (int a = structure.initial(); a < structure.size(); a++) {
            for (int b = races.next(a, structure.initial()); b >= 0; b = races.next(a, b + 1)) {
                if (structure.event(a).tag() != Tag.FREE && structure.event(b).tag() != Tag.FREE
                    && !Setting.isSignal(execution.location(a))) {
                    tally.add(new Race(memory.name(execution.location(a)), structure.event(a).site(),
                        threadNames.apply(structure.thread(a)), structure.event(a).isWrite(), structure.event(b).site(),
                        threadNames.apply(structure.thread(b)), structure.event(b).isWrite()));
                }
            }
        }
    }
}
