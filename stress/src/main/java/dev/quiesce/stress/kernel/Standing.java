package dev.quiesce.stress.kernel;

import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Instruction.LockKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where a thread stands: what it has disabled, which sections it is in, which locks it holds. Its own business only. */
final class Standing {
    private final boolean softirq;
    private final int[] disabled = new int[Context.values().length];
    /** RCU nesting by flavour; interrupts and preemption are one. */
    private final int[] sections = new int[3];
    private final List<Held> held = new ArrayList<>(2);
    private long[] domains = {};

    private record Held(long lock, LockKind kind, Context context) {}

    Standing(boolean softirq) {
        this.softirq = softirq;
    }

    boolean softirq() {
        return softirq;
    }

    // ---- contexts

    boolean isDisabled(Context context) {
        return disabled[context.ordinal()] > 0;
    }

    void enter(Context context) {
        if (context != Context.NONE) {
            disabled[context.ordinal()]++;
        }
    }

    void leave(Context context) {
        if (context != Context.NONE && --disabled[context.ordinal()] < 0) {
            throw Halt.of(Finding.LOCK_MISUSE);
        }
    }

    // ---- RCU

    private static int flavour(Context context) {
        return switch (context) {
            case NONE -> 0;
            case BOTTOM_HALVES -> 1;
            case INTERRUPTS, PREEMPTION -> 2;
        };
    }

    void readLock(Context context) {
        sections[flavour(context)]++;
    }

    void readUnlock(Context context) {
        if (--sections[flavour(context)] < 0) {
            throw Halt.of(Finding.LOCK_MISUSE);
        }
    }

    private boolean inSection() {
        return sections[0] > 0 || sections[1] > 0 || sections[2] > 0;
    }

    /** Inside an RCU read-side section of whatever making. */
    boolean reads() {
        return inSection() || isDisabled(Context.BOTTOM_HALVES) || softirq;
    }

    void enterDomain(long domain) {
        domains = Arrays.copyOf(domains, domains.length + 1);
        domains[domains.length - 1] = domain;
    }

    int timesIn(long domain) {
        return (int) Arrays.stream(domains).filter(d -> d == domain).count();
    }

    void leaveDomain(long domain) {
        for (int d = 0; d < domains.length; d++) {
            if (domains[d] == domain) {
                domains[d] = domains[domains.length - 1];
                domains = Arrays.copyOf(domains, domains.length - 1);
                return;
            }
        }
        throw Halt.of(Finding.LOCK_MISUSE);
    }

    // ---- locks

    boolean holds(long lock) {
        for (Held one : held) {
            if (one.lock == lock) {
                return true;
            }
        }
        return false;
    }

    void took(long lock, LockKind kind, Context context) {
        held.add(new Held(lock, kind, context));
    }

    void gives(long lock, LockKind kind, Context context) {
        if (!held.remove(new Held(lock, kind, context))) {
            throw Halt.of(Finding.LOCK_MISUSE);
        }
    }

    // ---- rules

    boolean mayBlockOthers() {
        return !held.isEmpty() || reads() || domains.length > 0;
    }

    boolean mustNotSleep() {
        for (Held one : held) {
            if (!one.kind.sleeping()) {
                return true;
            }
        }
        return softirq || inSection() || anyDisabled();
    }

    boolean inExplicitSection() {
        return inSection();
    }

    private boolean anyDisabled() {
        for (int count : disabled) {
            if (count > 0) {
                return true;
            }
        }
        return false;
    }

    /** The thread's function has returned. */
    void checkClean() {
        if (!held.isEmpty() || inSection() || domains.length > 0 || anyDisabled()) {
            throw Halt.of(Finding.LOCK_MISUSE);
        }
    }
}
