package dev.quiesce.simulate;

import dev.quiesce.program.Finding;
import dev.quiesce.program.Flow;
import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Instruction.SpawnKind;
import dev.quiesce.program.Site;
import java.util.Arrays;
import java.util.BitSet;

/** The thread that is taking a step: its state while it may change, copied on load and frozen at the end. */
final class Runner {
    static final int MAX_DEPTH = 256;
    private static final int COUNT_BITS = 4;
    /** Field of {@link #disabled} for each context: 1-3 what is disabled, 4-6 RCU nesting by flavour NONE, BH, sched. */
    private static final int RCU = 3;

    final Image image;
    private final boolean forgetsDead;
    int slot;
    int kind;
    Frame[] frames = new Frame[8];
    private boolean[] owned = new boolean[8];
    int depth;
    long[] held;
    long[] domains;
    int disabled;
    ThreadState.Wait wait;
    StoreBuffer buffer = StoreBuffer.EMPTY;
    /** Where it last returned from a function. */
    Site lastReturn = Site.NONE;

    /** @param forgetsDead registers that nobody will read are zeroed */
    Runner(Image image, boolean forgetsDead) {
        this.image = image;
        this.forgetsDead = forgetsDead;
    }

    void load(int newSlot, ThreadState state) {
        slot = newSlot;
        kind = state.kind;
        depth = state.frames.length;
        while (frames.length < depth) {
            grow();
        }
        System.arraycopy(state.frames, 0, frames, 0, depth);
        Arrays.fill(owned, 0, depth, false);
        held = state.held;
        domains = state.domains;
        disabled = state.disabled;
        wait = state.wait;
        buffer = state.buffer;
        own();
    }

    private void grow() {
        frames = Arrays.copyOf(frames, frames.length * 2);
        owned = Arrays.copyOf(owned, frames.length);
    }

    /** Makes the top frame changeable. */
    private void own() {
        if (depth > 0 && !owned[depth - 1]) {
            frames[depth - 1] = frames[depth - 1].copy();
            owned[depth - 1] = true;
        }
    }

    Frame top() {
        return frames[depth - 1];
    }

    /** Sets a register of the top frame; nothing if there is none of that number. */
    void assign(int register, long value) {
        if (register >= 0) {
            top().registers[register] = value;
        }
    }

    void push(int function, long[] registers, Site site) {
        if (depth == MAX_DEPTH) {
            throw new Stop.Failed(Finding.WILD_ACCESS,
                "kernel stack overflow: calls nested " + MAX_DEPTH + " deep", 0, site);
        }
        if (depth > 0) {
            clearDead(top(), true);
        }
        if (depth == frames.length) {
            grow();
        }
        frames[depth] = new Frame(function, 0, registers, Frame.NO_AUTOMATICS);
        owned[depth] = true;
        depth++;
    }

    /** Returns from a function at {@code site}. */
    void pop(Site site) {
        lastReturn = site;
        depth--;
        frames[depth] = null;
        own();
    }

    boolean finished() {
        return depth == 0;
    }

    ThreadState freeze() {
        if (depth > 0) {
            clearDead(top(), false);
        }
        Frame[] stack = Arrays.copyOf(frames, depth);
        Arrays.fill(owned, 0, depth, false);
        return new ThreadState(kind, stack, held, domains, disabled, wait, buffer);
    }

    /** Zeroes registers that nobody will read; for a frame that is in a call, those not needed after it. */
    private void clearDead(Frame frame, boolean inCall) {
        if (!forgetsDead) {
            return;
        }
        BitSet[] live = image.liveness(frame.function);
        BitSet needed = live[inCall ? frame.pc + 1 : frame.pc];
        int result = inCall ? Flow.destination(image.code[frame.function][frame.pc]) : -1;
        long[] r = frame.registers;
        for (int i = 0; i < r.length; i++) {
            if (i == result || !needed.get(i)) {
                r[i] = 0;
            }
        }
    }

    // ---- context

    private int count(int field) {
        return disabled >>> field * COUNT_BITS & (1 << COUNT_BITS) - 1;
    }

    private void add(int field, int amount) {
        disabled += amount << field * COUNT_BITS;
    }

    boolean softirq() {
        return kind == SOFTIRQ || kind >= 0 && SpawnKind.values()[kind].softirq();
    }

    /** Marks a thread that the scenario starts in softirq context. */
    static final int SOFTIRQ = -2;
    static final int PROCESS = -1;

    boolean isDisabled(Context context) {
        return count(context.ordinal()) > 0;
    }

    /** Nesting beyond what is counted is an error of the model. */
    void enter(Context context, Site site) {
        if (context != Context.NONE) {
            limit(count(context.ordinal()), site);
            add(context.ordinal(), 1);
        }
    }

    private static void limit(int count, Site site) {
        if (count == (1 << COUNT_BITS) - 1) {
            throw new Stop.Failed(Finding.LOCK_MISUSE, "nested deeper than " + count, 0, site);
        }
    }

    void leave(Context context, Site site) {
        if (context != Context.NONE) {
            if (count(context.ordinal()) == 0) {
                throw new Stop.Failed(Finding.LOCK_MISUSE, "enables " + name(context) + " that it has not disabled",
                    0, site);
            }
            if (context == Context.BOTTOM_HALVES && isDisabled(Context.INTERRUPTS)) {
                throw new Stop.Failed(Finding.LOCK_MISUSE, "enables bottom halves with interrupts disabled", 0, site);
            }
            add(context.ordinal(), -1);
        }
    }

    static String name(Context context) {
        return switch (context) {
            case NONE -> "nothing";
            case BOTTOM_HALVES -> "bottom halves";
            case INTERRUPTS -> "interrupts";
            case PREEMPTION -> "preemption";
        };
    }

    private static int rcuField(Context flavour) {
        return switch (flavour) {
            case NONE -> RCU + 1;
            case BOTTOM_HALVES -> RCU + 2;
            case INTERRUPTS, PREEMPTION -> RCU + 3;
        };
    }

    void readLock(Context flavour, Site site) {
        limit(count(rcuField(flavour)), site);
        add(rcuField(flavour), 1);
    }

    void readUnlock(Context flavour, Site site) {
        if (count(rcuField(flavour)) == 0) {
            throw new Stop.Failed(Finding.LOCK_MISUSE, "leaves an RCU read-side section that it is not in", 0, site);
        }
        add(rcuField(flavour), -1);
    }

    boolean inExplicitSection() {
        return disabled >>> (RCU + 1) * COUNT_BITS != 0;
    }

    /** Inside an RCU read-side section: an explicit one, or bottom halves disabled, or a softirq handler. */
    boolean reader() {
        return inExplicitSection() || isDisabled(Context.BOTTOM_HALVES) || softirq();
    }

    /** Why this thread must not sleep now; empty if it may. */
    String atomicBecause() {
        for (int i = 0; i < held.length; i += 2) {
            if (!Locks.kind(held[i + 1]).sleeping()) {
                return "holding a spinlock";
            }
        }
        if (softirq()) {
            return "in softirq context";
        }
        if (inExplicitSection()) {
            return "inside an RCU read-side section";
        }
        for (Context c : Context.values()) {
            if (c != Context.NONE && isDisabled(c)) {
                return "with " + name(c) + " disabled";
            }
        }
        return "";
    }
}
