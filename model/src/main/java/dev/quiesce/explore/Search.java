package dev.quiesce.explore;

import dev.quiesce.program.Finding;
import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Mutability;
import dev.quiesce.simulate.Reduction;
import java.util.List;
import java.util.Optional;

/** One search from the first state on, which ends when it is done or has to be begun again knowing more. */
final class Search {
    /** What came of it. */
    enum End {
        DONE,
        /** Something was taken to be constant that is not, or something else was guessed that is not so. */
        GUESSED_WRONG,
        /** The same, found while several workers searched. */
        GUESSED_WRONG_TOGETHER,
        /** Some thread can move or, with another choice, has to wait: choices have to be made as they come up. */
        MUST_COMMIT,
        /** Something was found, and which state each was found from was not stored. */
        MUST_TRACE
    }

    /** States from which on they are packed without room to grow. */
    private static final int TIGHT_AT = 1 << 16;

    private final Plan plan;
    private final long restartAt;
    private final boolean committing;
    private final Mutability mutability;
    private final int knownAtStart;
    private final Machine machine;
    private final Expander expander;
    private final Crew crew;
    private final Races races = new Races();
    private final Tally tally = new Tally();
    private Optional<Logbook> book;
    private StateStore store;
    private boolean tight;
    private boolean tightened;
    private int depth;
    /** States found when the level began that is expanded. */
    private long whole;
    private String bound = "";
    private boolean unsought;
    private Exploration result;

    /**
     * @param workers   threads that search, at least 1
     * @param restartAt states after which a search that guessed wrong does not go on to learn more before it starts again
     * @param left      what another search has left to go on from
     */
    Search(Plan plan, boolean committing, Mutability mutability, int workers, long restartAt, Optional<Logbook> left) {
        this.plan = plan;
        this.restartAt = restartAt;
        this.committing = committing;
        this.mutability = mutability;
        knownAtStart = mutability.version();
        machine = plan.machine(committing, mutability);
        expander = new Expander(plan.image(), machine, () -> plan.crossCheck() && !guessedWrong());
        crew = new Crew(plan, expander, races, workers);
        book = left;
    }

    private boolean guessedWrong() {
        return plan.guesses() && mutability.version() != knownAtStart;
    }

    End run() {
        try {
            explore();
            if (guessedWrong()) {
                return crew.sharing() ? End.GUESSED_WRONG_TOGETHER : End.GUESSED_WRONG;
            }
            if (mayRunForEver()) {
                if (!committing && expander.choosesToWait()) {
                    return End.MUST_COMMIT;
                }
                unsought = !store.keepsStates();
                if (store.keepsStates()) {
                    seekLivelocks();
                }
            }
            if (bound.isEmpty()) {
                book.ifPresent(Logbook::delete);
            }
            if (!found().isEmpty() && !store.keepsStates() && !plan.storage().parents()) {
                return End.MUST_TRACE;
            }
            return traced();
        } finally {
            crew.close();
            book.ifPresent(Logbook::close);
        }
    }

    private void explore() {
        try {
            begin();
            for (long states = store.beginLevel(); states > 0 && bound.isEmpty(); states = store.beginLevel()) {
                whole = store.size();
                level(states);
                if (plan.satisfied(tally, depth) || depth + 1 == plan.levels()) {
                    break;
                }
                if (guessedWrong() && (crew.sharing() || store.size() > restartAt)) {
                    break;
                }
                if (bound.isEmpty()) {
                    depth++;
                    bound = crew.full() ? plan.limits().outOfStates() : "";
                }
                if (bound.isEmpty()) {
                    book.ifPresent(b -> b.level(store, expander, tally, races));
                }
            }
        } catch (Vectors.TooWide e) {
            bound = Limits.TOO_WIDE;
        } catch (OutOfMemoryError e) {
            if (store == null) {
                throw e; // nothing has been searched that could be told of
            }
            bound = Limits.outOfMemory();
        }
    }

    /** True if all states are there, no run has come to grief, and some may never end. */
    private boolean mayRunForEver() {
        return tally.errors.isEmpty() && bound.isEmpty() && tally.backEdges && !plan.image().scenario().endless()
            && !plan.storage().parents();
    }

    private void seekLivelocks() {
        String limit = "";
        try {
            Sweep sweep = new Sweep(store, expander, crew);
            Livelocks livelocks = new Livelocks(sweep);
            if (livelocks.mark(this::isLimited)) {
                livelocks.found().ifPresent(targets -> targets.all().forEach(
                    t -> tally.error(Finding.LIVELOCK, 0, targets.level(), t)));
            } else {
                limit = bound.isEmpty() ? crew.end() : bound;
            }
        } catch (OutOfMemoryError _) {
            limit = Limits.outOfMemory();
        }
        bound = limit.isEmpty() ? "" : limit + ", while livelocks were looked for";
    }

    private boolean isLimited() {
        plan.watcher().progress(store.size(), tally.transitions, 0, depth);
        bound = plan.limits().hit();
        return !bound.isEmpty();
    }

    private End traced() {
        Exploration without = untraced();
        try {
            result = found().in(without);
        } catch (OutOfMemoryError _) {
            result = without.bounded(Limits.outOfMemory()
                + (plan.storage().parents() ? "" : Exploration.NOT_SHOWN + found()));
        } catch (Guide.LostException e) {
            if (!machine.inForce().contains(Reduction.CANONICAL_HEAP)) {
                throw e;
            }
            mutability.tellObjectsApart();
            return End.GUESSED_WRONG;
        }
        return End.DONE;
    }

    private void begin() {
        if (plan.checkpoint().isPresent()) {
            expander.log().keep();
        }
        if (book.isPresent()) {
            expander.encode(machine.initial());
            book.get().replay(expander);
            expander.layOut(true);
        }
        long[] first = expander.encode(machine.initial());
        store = new StateStore(expander.layout(), plan.storage());
        store.add(first);
        if (book.isPresent()) {
            depth = book.get().restore(store, expander, tally, races);
            expander.log().take();
        } else {
            book = plan.checkpoint().map(c -> Logbook.begin(c, committing, mutability));
        }
    }

    private void level(long states) {
        if (states >= plan.shareAt()) {
            crew.share();
        }
        if (!tightened && store.size() >= TIGHT_AT) {
            tightened = true;
            tight = true;
            relayout();
        }
        Tally seen = new Tally();
        Frontier frontier = new Frontier(store, depth, crew.size());
        try {
            while (!crew.expand(store, frontier, depth, seen, tally.transitions)) {
                if (!extend()) {
                    relayout();
                }
            }
            bound = crew.bound();
        } finally {
            tally.take(seen);
            races.merge(crew.watches(), depth);
        }
    }

    /** Makes room without packing anything anew, if there is enough left over in the words that states have. */
    private boolean extend() {
        Layout extended = store.keepsStates() ? store.layout().extended(expander.needed()) : null;
        if (extended != null) {
            expander.layOut(extended);
            store.extend(extended);
        }
        return extended != null;
    }

    private void relayout() {
        expander.layOut(!tight);
        if (plan.storage().folds(expander.layout())) {
            boolean again = tightened && !tight;
            tight = false; // room to grow costs nothing there, and saves packing everything anew
            expander.layOut(true);
            if (again) {
                expander.layOut(expander.layout().roomier());
            }
        }
        try {
            store.relayout(expander.layout());
        } catch (OutOfMemoryError e) {
            expander.layOut(store.layout());
            throw e;
        }
    }

    /** How far it came, to be told if time is up before a search that is begun in its place comes as far. */
    Exploration begunAgain() {
        return untraced().bounded("the counts are of a search that had to be begun again"
            + (tally.errors.isEmpty() ? "" : Exploration.NOT_SHOWN + found()));
    }

    /** States found. */
    long size() {
        return store.size();
    }

    /** What the search came to, once it is done. */
    Exploration result() {
        return result;
    }

    /** What was found. */
    Counterexamples found() {
        return new Counterexamples(plan, store, expander, crew, tally, races);
    }

    /** What the search came to but for what was found. */
    Exploration untraced() {
        long states = crew.full() ? whole : store.size();
        long bytes = (long) (store.bytes() * ((double) states / store.size())); // of those that count
        return new Exploration(List.of(), bound, states, tally.transitions, depth, tally.completions, tally.discards,
            machine.reached(), machine.covered(), tally.outcomes, List.of(), mutability, bytes, machine.inForce(),
            plan.storage().missed(states), unsought);
    }
}
