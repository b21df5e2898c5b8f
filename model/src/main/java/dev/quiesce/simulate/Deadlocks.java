package dev.quiesce.simulate;

import dev.quiesce.program.Expression;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.List;

/** Says who waits for what and who holds it, when nobody can move. */
final class Deadlocks {
    private Deadlocks() {}

    static Violation explain(Image image, State state, Roster roster, Narrator narrator) {
        List<String> lines = new ArrayList<>();
        Site first = Site.NONE;
        String subject = "";
        for (int s = 0; s < state.slots(); s++) {
            if (!state.alive(s)) {
                continue;
            }
            ThreadState t = state.threads[s];
            Frame[] frames = t.frames;
            Instruction at = image.code[t.top().function][t.top().pc];
            narrator.locate(frames, frames.length, at);
            Site site = narrator.site();
            lines.add(roster.name(s) + " waits at " + site.position() + " in " + narrator.function() + "(): "
                + waitsFor(image, state, s, at, roster, narrator, site));
            if (first == Site.NONE) {
                first = site;
                subject = lockName(at, t, narrator);
            }
        }
        return new Violation(Finding.DEADLOCK, subject, "nobody can move", first, "", lines);
    }

    private static String lockName(Instruction at, ThreadState t, Narrator narrator) {
        return at instanceof Instruction.Lock l ? narrator.naming.place(address(l.address(), t)) : "";
    }

    private static long address(Expression e, ThreadState t) {
        try {
            return Evaluator.value(e, t.top().registers, Site.NONE);
        } catch (Stop s) {
            return 0;
        }
    }

    private static String waitsFor(Image image, State state, int slot, Instruction at, Roster roster,
                                   Narrator narrator, Site site) {
        ThreadState t = state.threads[slot];
        if (t.wait.forReaders()) {
            World world = new World(image, new Guesses(image, new Mutability(), Symmetry.NONE, false), Symmetry.NONE);
            world.load(state.shared);
            long mask = Readers.waitedFor(world, slot);
            List<String> readers = new ArrayList<>();
            for (int s = 0; s < Long.SIZE - 1; s++) {
                if ((mask & 1L << s) != 0) {
                    readers.add(roster.name(s));
                }
            }
            return "a grace period, for reader" + (readers.size() == 1 ? " " : "s ") + String.join(", ", readers);
        }
        if (at instanceof Instruction.Lock l) {
            long lock = address(l.address(), t);
            return narrator.naming.place(lock) + holders(state, lock, roster)
                + (l.kind().shared() ? writers(state, lock, image, roster) : "");
        }
        String said = narrator.said(slot);
        return site.text() + (said.isEmpty() ? "" : ", \"" + said + "\"");
    }

    private static String holders(State state, long lock, Roster roster) {
        List<String> holders = new ArrayList<>();
        for (int s = 0; s < state.slots(); s++) {
            if (state.alive(s)) {
                long[] held = state.threads[s].held;
                for (int i = 0; i < held.length; i += 2) {
                    if (held[i] == lock) {
                        holders.add(roster.name(s));
                    }
                }
            }
        }
        return holders.isEmpty() ? "" : ", held by " + String.join(", ", holders);
    }

    /** The writers in the lock's queue, which a reader waits for that comes after them. */
    private static String writers(State state, long lock, Image image, Roster roster) {
        List<String> writers = new ArrayList<>();
        for (int s = 0; s < state.slots(); s++) {
            ThreadState t = state.threads[s];
            if (state.alive(s) && t.wait == ThreadState.Wait.LOCK
                && image.code[t.top().function][t.top().pc] instanceof Instruction.Lock l && address(l.address(), t) == lock) {
                writers.add(roster.name(s));
            }
        }
        return writers.isEmpty() ? "" : ", behind " + String.join(", ", writers)
            + (writers.size() == 1 ? ", which waits to write" : ", which wait to write");
    }
}
