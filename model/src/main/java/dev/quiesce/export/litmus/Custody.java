package dev.quiesce.export.litmus;

import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Instruction.LockKind;
import dev.quiesce.program.Instruction.Question;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a thread holds and has disabled on its way; whatever the checker would complain about is refused. */
final class Custody {
    private static final String RIGHTLY = "repair that first: 'quiesce check' shows it";

    /** Somebody waits for {@code wanted} while holding {@code held}; RCU readers as a whole are 0. */
    record Wait(long held, long wanted) {}

    private record Held(long lock, LockKind kind, Context context) {}

    private final boolean softirq;
    private final int thread;
    private final Set<Wait> waits;
    private final List<Held> held = new ArrayList<>();
    private final List<Long> domains = new ArrayList<>();
    private final Map<Context, Integer> sections = new EnumMap<>(Context.class);
    private final Map<Context, Integer> disabled = new EnumMap<>(Context.class);

    /** @param waits is told who waits for what */
    Custody(boolean softirq, int thread, Set<Wait> waits) {
        this.softirq = softirq;
        this.thread = thread;
        this.waits = waits;
    }

    private static Refused misuse(String what) {
        return new Refused(Site.NONE, what, RIGHTLY);
    }

    void awaits(long wanted) {
        held.forEach(h -> waits.add(new Wait(h.lock, wanted)));
        domains.forEach(domain -> waits.add(new Wait(domain, wanted)));
        if (inSection()) {
            waits.add(new Wait(0, wanted));
        }
    }

    void take(long lock, LockKind kind, Context context) {
        held.add(new Held(lock, kind, context));
    }

    void give(long lock, LockKind kind, Context context) {
        if (!held.remove(new Held(lock, kind, context))) {
            throw misuse("unlocks what it does not hold");
        }
    }

    void enter(Map<Context, Integer> what, Context context) {
        what.merge(context, 1, Integer::sum);
    }

    private static void leave(Map<Context, Integer> what, Context context, String message) {
        if (what.merge(context, -1, Integer::sum) < 0) {
            throw misuse(message);
        }
    }

    void beginSection(Context flavour) {
        enter(sections, flavour);
    }

    void endSection(Context flavour) {
        leave(sections, flavour, "leaves an RCU read-side section that it is not in");
    }

    void disable(Context context) {
        enter(disabled, context);
    }

    void enable(Context context) {
        if (context != Context.NONE) {
            leave(disabled, context, "enables what it has not disabled");
        }
    }

    void enterDomain(long domain) {
        domains.add(domain);
    }

    void leaveDomain(long domain) {
        if (!domains.remove(domain)) {
            throw misuse("leaves an SRCU read-side section that it is not in");
        }
    }

    boolean holds(long lock) {
        return domains.contains(lock) || held.stream().anyMatch(h -> h.lock == lock);
    }

    boolean holdsLock(long lock) {
        return held.stream().anyMatch(h -> h.lock == lock);
    }

    private boolean isDisabled(Context context) {
        return disabled.getOrDefault(context, 0) > 0 || held.stream().anyMatch(h -> h.context == context);
    }

    private boolean bottomHalvesOff() {
        return softirq || isDisabled(Context.BOTTOM_HALVES) || sections.getOrDefault(Context.BOTTOM_HALVES, 0) > 0;
    }

    boolean inSection() {
        return bottomHalvesOff() || sections.values().stream().anyMatch(n -> n > 0);
    }

    private boolean mustNotSleep() {
        return inSection() || isDisabled(Context.INTERRUPTS) || isDisabled(Context.PREEMPTION)
            || held.stream().anyMatch(h -> !h.kind.sleeping());
    }

    void sleep(String operation) {
        if (mustNotSleep()) {
            throw misuse(operation + " may sleep, and must not here");
        }
    }

    long answer(Question question) {
        return switch (question) {
            case THREAD -> thread + 2;
            case IN_SOFTIRQ, BOTTOM_HALVES_DISABLED -> bottomHalvesOff() ? 1 : 0;
            case IN_RCU_SECTION -> inSection() ? 1 : 0;
            case IRQS_DISABLED -> isDisabled(Context.INTERRUPTS) ? 1 : 0;
            case MUST_NOT_SLEEP -> mustNotSleep() ? 1 : 0;
        };
    }

    /** A thread ends. */
    void end() {
        boolean open = sections.values().stream().anyMatch(n -> n > 0) || disabled.values().stream().anyMatch(n -> n > 0);
        if (open || !held.isEmpty() || !domains.isEmpty()) {
            throw misuse("a thread ends with a lock held, or inside of a section");
        }
    }
}
