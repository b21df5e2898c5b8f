package dev.quiesce.check;

import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Move;
import dev.quiesce.simulate.Mutability;
import dev.quiesce.simulate.Schedule;
import dev.quiesce.simulate.Storyteller;
import dev.quiesce.simulate.Trace;
import dev.quiesce.simulate.Violation;
import java.util.List;

/** Follows a schedule that a person or an earlier run wrote. */
final class Replay {
    private final Storyteller teller;

    Replay(Image image, Options options, Mutability mutability) {
        teller = new Storyteller(image, options.failAllocations(), options.reductions(), mutability);
    }

    Trace run(String schedule) {
        List<Schedule.Entry> entries;
        try {
            entries = Schedule.parse(schedule);
        } catch (IllegalArgumentException e) {
            throw new DivergedException(e.getMessage());
        }
        Violation violation = null;
        for (int i = 0; i < entries.size() && violation == null; i++) {
            violation = step(i + 1, entries.size(), entries.get(i));
            if (violation != null && i + 1 < entries.size()) {
                throw new DivergedException("step " + (i + 1) + " of " + entries.size() + ": "
                    + violation.finding().words() + " at " + violation.site().position()
                    + " before the schedule ends");
            }
        }
        if (violation == null && !teller.state().complete() && teller.enabled().isEmpty()) {
            violation = teller.deadlock();
        }
        return teller.trace(violation, teller.lastAddress());
    }

    private Violation step(int number, int of, Schedule.Entry entry) {
        String where = "step " + number + " of " + of + ": ";
        int slot = teller.slot(entry.thread());
        if (slot < 0) {
            throw new DivergedException(where + "there is no running thread '" + entry.thread() + "'; running: "
                + names());
        }
        if (!teller.enabled().contains(slot)) {
            throw new DivergedException(where + entry.thread() + " cannot move: it waits at "
                + teller.whereIs(slot) + "; could move: " + String.join(", ",
                    teller.enabled().stream().map(teller::name).toList()));
        }
        try {
            return teller.take(new Move(slot, entry.choices()));
        } catch (IllegalStateException e) {
            throw new DivergedException(where + entry.thread() + ": " + e.getMessage());
        }
    }

    private String names() {
        StringBuilder out = new StringBuilder();
        for (int s = 0; s < teller.state().slots(); s++) {
            if (teller.state().alive(s)) {
                out.append(out.isEmpty() ? "" : ", ").append(teller.name(s));
            }
        }
        return out.toString();
    }
}
