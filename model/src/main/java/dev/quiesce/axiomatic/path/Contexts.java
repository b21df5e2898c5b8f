package dev.quiesce.axiomatic.path;

import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Instruction.LockKind;
import dev.quiesce.program.Instruction.Question;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a thread holds and has disabled during a walk, which decides whether it may sleep and whether it may end. */
final class Contexts {
    /** A lock that is held. */
    record Held(Value lock, LockKind kind, Context context) {}

    private final boolean softirq;
    private final int thread;
    private final Map<Context, Integer> disabled = new EnumMap<>(Context.class);
    private final Map<Context, Integer> sections = new EnumMap<>(Context.class);
    private final List<Held> held = new ArrayList<>();
    private final List<Value> domains = new ArrayList<>();

    Contexts(boolean softirq, int thread) {
        this.softirq = softirq;
        this.thread = thread;
    }

    /** True of a thread that is a softirq. */
    boolean softirq() {
        return softirq;
    }

    void enter(Context context) {
        disabled.merge(context, 1, Integer::sum);
    }

    /** False if it was not entered. */
    boolean leave(Context context) {
        if (disabled.getOrDefault(context, 0) == 0) {
            return context == Context.NONE;
        }
        disabled.merge(context, -1, Integer::sum);
        return true;
    }

    void beginSection(Context flavour) {
        sections.merge(flavour, 1, Integer::sum);
    }

    boolean endSection(Context flavour) {
        if (sections.getOrDefault(flavour, 0) == 0) {
            return false;
        }
        sections.merge(flavour, -1, Integer::sum);
        return true;
    }

    void beginDomain(Value domain) {
        domains.add(domain);
    }

    void endDomain(Value domain) {
        if (!domains.remove(domain) && !domains.isEmpty()) {
            domains.removeLast();
        }
    }

    void take(Value lock, LockKind kind, Context context) {
        held.add(new Held(lock, kind, context));
    }

    List<Value> locks() {
        return held.stream().map(Held::lock).toList();
    }

    /** The locks it holds, and the SRCU domains it is inside of a section of. */
    List<Value> all() {
        return Stream.concat(held.stream().map(Held::lock), domains.stream()).toList();
    }

    /** True if it holds the lock, or is inside a section of the SRCU domain, at that address. */
    boolean holds(Value lock) {
        return domains.contains(lock) || held.stream().anyMatch(h -> h.lock().equals(lock));
    }

    /** True if the thread itself holds the lock in a way that keeps it from taking it like that. */
    boolean keepsOut(Value lock, LockKind kind) {
        return held.stream().anyMatch(h -> h.lock().equals(lock) && !(kind.shared() && h.kind().shared()));
    }

    /** True of readers whom a writer keeps out that waits for the lock: {@code context} is what they disable for it. */
    boolean queues(LockKind kind, Context context) {
        return switch (kind) {
            case DOWN_READ -> true;
            case READ -> context != Context.BOTTOM_HALVES && !bottomHalvesOff();
            case SPIN, MUTEX, WRITE, DOWN_WRITE -> false;
        };
    }

    /** Gives a lock back; false if it is known that it was not taken like that. */
    boolean give(Value lock, LockKind kind, Context context) {
        for (int i = held.size() - 1; i >= 0; i--) {
            if (held.get(i).equals(new Held(lock, kind, context))) {
                held.remove(i);
                return true;
            }
        }
        boolean certain = lock instanceof Value.Known && held.stream().allMatch(h -> h.lock() instanceof Value.Known);
        if (certain || held.isEmpty()) {
            return false;
        }
        held.removeLast();
        return true;
    }

    private boolean isDisabled(Context context) {
        return disabled.getOrDefault(context, 0) > 0 || held.stream().anyMatch(h -> h.context() == context);
    }

    private boolean inSection(Context flavour) {
        return sections.getOrDefault(flavour, 0) > 0;
    }

    private boolean bottomHalvesOff() {
        return softirq || isDisabled(Context.BOTTOM_HALVES) || inSection(Context.BOTTOM_HALVES);
    }

    boolean inRcuSection() {
        return inSection(Context.NONE) || inSection(Context.PREEMPTION) || bottomHalvesOff();
    }

    /** True if some grace period may have to wait for this thread. */
    boolean isReader() {
        return inRcuSection() || !domains.isEmpty();
    }

    boolean mustNotSleep() {
        return inRcuSection() || isDisabled(Context.INTERRUPTS) || isDisabled(Context.PREEMPTION)
            || held.stream().anyMatch(h -> !h.kind().sleeping());
    }

    long answer(Question question) {
        boolean yes = switch (question) {
            case THREAD -> false;
            case IN_SOFTIRQ -> bottomHalvesOff();
            case IN_RCU_SECTION -> inRcuSection();
            case BOTTOM_HALVES_DISABLED -> bottomHalvesOff();
            case IRQS_DISABLED -> isDisabled(Context.INTERRUPTS);
            case MUST_NOT_SLEEP -> mustNotSleep();
        };
        return question == Question.THREAD ? number() : yes ? 1 : 0;
    }

    /** The thread's number: as for interleavings, where those that run alone, before and after the others, come first. */
    private int number() {
        return thread >= Start.ALONE ? 1 : thread + 2;
    }

    /** What a thread must not return with, null if it may return. */
    String unfinished() {
        if (!held.isEmpty()) {
            return "returns with a lock held";
        }
        if (!domains.isEmpty() || sections.values().stream().anyMatch(n -> n > 0)) {
            return "returns inside an RCU read-side section";
        }
        return disabled.entrySet().stream().filter(e -> e.getKey() != Context.NONE && e.getValue() > 0).findFirst()
            .map(e -> "returns with " + e.getKey().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                + " disabled").orElse(null);
    }
}
