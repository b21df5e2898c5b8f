package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.Trace.Moment;
import java.util.List;

/** Puts a failed step into words. */
final class Explanations {
    private Explanations() {}

    static Violation of(Outcome.Failed f, String who, Site site, Narrator narrator, Machine machine, Roster roster) {
        Naming naming = narrator.naming;
        String object = naming.object(f.address());
        String place = naming.place(f.address());
        Site at = site;
        String subject = object;
        String message = f.message();
        switch (f.finding()) {
            case USE_AFTER_FREE -> message = f.message() + " of " + place + freedBy(narrator, f.address());
            case DOUBLE_FREE -> message = "freed again" + freedBy(narrator, f.address());
            case UNINIT_READ -> message = f.address() == 0 ? f.message() + " was never assigned"
                : place + " was never stored to";
            case NULL_DEREF -> {
                message = f.message().isEmpty() ? "access through a null pointer"
                    : f.message().startsWith("offset") ? "access at " + f.message() + " from a null pointer"
                    : f.message();
                subject = "";
            }
            case MEMORY_LEAK -> {
                List<Moment> life = narrator.life(Address.object(f.address()));
                if (f.site() != Site.NONE) {
                    message = (life.isEmpty() ? "" : "allocated by " + life.getFirst().thread() + " at "
                        + life.getFirst().site().position() + ", ") + "still in use when its cache is destroyed";
                } else if (!life.isEmpty()) {
                    at = life.getFirst().site();
                    message = "allocated by " + life.getFirst().thread() + ", never freed, and nothing points at it";
                } else {
                    message = "never freed, and nothing points at it";
                }
            }
            case WILD_ACCESS -> message = f.message() + (object.isEmpty() ? "" : ": " + place);
            case LOCK_MISUSE, DEADLOCK, RCU_MISUSE, REF_MISUSE, LIST_CORRUPTION -> {
                subject = object.isEmpty() ? "" : place;
            }
            case ASSERTION, SLEEP_IN_ATOMIC, LIVELOCK, DATA_RACE, HOLDS -> { }
        }
        boolean atEnd = f.finding() == Finding.MEMORY_LEAK && f.site() == Site.NONE;
        return new Violation(f.finding(), subject, message, at, atEnd ? "" : who, List.of());
    }

    private static String freedBy(Narrator narrator, long address) {
        if (!Address.isAddress(address)) {
            return "";
        }
        Moment freed = null;
        for (Moment m : narrator.life(Address.object(address))) {
            freed = m.what().equals("freed") ? m : freed;
        }
        boolean left = narrator.isOutOfScope(Address.object(address));
        return freed == null ? left ? ", whose block has been left" : ", whose function has returned"
            : ", freed by " + freed.thread() + " at " + freed.site().position();
    }
}
