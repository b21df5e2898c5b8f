package dev.quiesce.check;

import dev.quiesce.check.CheckResult.Alternative;
import dev.quiesce.check.CheckResult.Race;
import dev.quiesce.explore.Exploration;
import dev.quiesce.program.Finding;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Move;
import dev.quiesce.simulate.Mutability;
import dev.quiesce.simulate.Storyteller;
import dev.quiesce.simulate.Violation;
import java.util.List;

/** Turns what a search found into what a person reads, by running it once more. */
final class Accounts {
    private final Image image;
    private final Options options;
    private final Mutability mutability;

    Accounts(Image image, Options options, Mutability mutability) {
        this.image = image;
        this.options = options;
        this.mutability = mutability;
    }

    private Storyteller storyteller() {
        return new Storyteller(image, options.failAllocations(), options.reductions(), mutability);
    }

    Alternative tell(Exploration.Error error) {
        Storyteller teller = storyteller();
        for (Move m : error.path()) {
            teller.take(m);
        }
        long about = error.failure() == null ? 0 : error.failure().address();
        Violation v = switch (error.finding()) {
            case DATA_RACE -> race(teller, error.race());
            case LIVELOCK -> error.slot() >= 0 ? teller.take(new Move(error.slot(), error.failure().choices()))
                : livelock(teller);
            case DEADLOCK -> error.slot() >= 0 ? teller.take(new Move(error.slot(), error.failure().choices()))
                : teller.waitForEver() ? teller.deadlock() : null;
            default -> teller.take(new Move(error.slot(), error.failure().choices()));
        };
        if (v == null) {
            throw new IllegalStateException("a counterexample does not replay: " + error.finding());
        }
        return new Alternative(v, teller.trace(v, about));
    }

    private static Violation livelock(Storyteller teller) {
        List<String> running = teller.enabled().stream().map(teller::name).toList();
        return new Violation(Finding.LIVELOCK, "", "from here on no run ever ends: " + String.join(", ", running)
            + (running.size() == 1 ? " runs" : " run") + " for ever", teller.whereIs(teller.enabled().getFirst()), "",
            List.of());
    }

    private static Violation race(Storyteller teller, Exploration.RacingPair pair) {
        Race r = describe(teller, pair);
        return new Violation(Finding.DATA_RACE, r.object(),
            (r.firstWrites() ? "write" : "read") + " by " + r.firstThread() + " and "
                + (r.secondWrites() ? "write" : "read") + " by " + r.secondThread() + " at "
                + r.second().position() + " can happen together", r.first(), r.firstThread(), List.of());
    }

    private static Race describe(Storyteller teller, Exploration.RacingPair pair) {
        return new Race(teller.place(pair.first().address()), teller.siteOf(pair.firstSlot(), pair.firstSite()),
            teller.name(pair.firstSlot()), pair.first().write(), teller.siteOf(pair.secondSlot(), pair.secondSite()),
            teller.name(pair.secondSlot()), pair.second().write());
    }

    /** A race beside the verdict; told from the state in which it was seen. */
    Race race(Exploration.RacingPair pair) {
        Storyteller teller = storyteller();
        for (Move m : pair.path()) {
            teller.take(m);
        }
        return describe(teller, pair);
    }
}
