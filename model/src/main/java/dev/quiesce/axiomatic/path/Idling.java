package dev.quiesce.axiomatic.path;

import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.*;
import dev.quiesce.program.Liveness;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns of loops that change nothing: they only read, and leave every register that is used later as they found it. What is
 * left of an execution without such a turn is an execution too, as laws forbid cycles and a read less makes none. An error
 * has to do with one event of a thread at most, so the walk goes through one such turn, to see what is wrong with what it
 * reads, and ends with the second: the thread stays there, and if nothing of what it reads is ever written again, for ever.
 */
final class Idling {
    /** Where a thread was when it last jumped back to some place. */
    private record Mark(int events, int effects, Map<Integer, Term> live) {}

    private final Map<Frame, Map<Integer, Mark>> marks = new HashMap<>();
    private final Map<Function, BitSet[]> liveness = new HashMap<>();
    private int effects;
    private int turns;
    private int first;

    /** The thread is about to perform an instruction. */
    void note(Instruction instruction) {
        effects += changesNothing(instruction) ? 0 : 1;
    }

    /** True if the instruction does no more than assign registers and add events, which are looked at by themselves. */
    private static boolean changesNothing(Instruction instruction) {
        return switch (instruction) {
            case Assign i -> true;
            case Undefine i -> true;
            case Jump i -> true;
            case Branch i -> true;
            case Call i -> true;
            case Return i -> true;
            case CheckIndex i -> true;
            case Load i -> true;
            case LoadBits i -> true;
            case ReadModifyWrite i -> true;
            case Fence i -> true;
            case IsHeld i -> true;
            case MightSleep i -> true;
            case Query i -> true;
            case Assume i -> true;
            case Print i -> true;
            case Guard i -> true;
            case GhostGet i -> true;
            case RegionBegin i -> true;
            case RegionEnd i -> true;
            default -> false;
        };
    }

    /** True if the turn of the loop that the thread is at the end of, jumping back to {@code target}, has changed nothing. */
    boolean idle(Frame frame, int target, List<Event> events) {
        BitSet live = liveness.computeIfAbsent(frame.function, Liveness::of)[target];
        Map<Integer, Term> registers = new HashMap<>();
        live.stream().forEach(register -> registers.put(register, frame.registers[register]));
        Mark now = new Mark(events.size(), effects, registers);
        Mark before = marks.computeIfAbsent(frame, f -> new HashMap<>()).put(frame.position, now);
        boolean idle = before != null && before.effects() == now.effects() && before.live().equals(registers)
            && before.events() < now.events()
            && events.subList(before.events(), now.events()).stream().allMatch(Idling::onlyLooks);
        if (idle) {
            turns++;
            first = before.events();
        }
        return idle;
    }

    /** How many such turns there have been. */
    int turns() {
        return turns;
    }

    /** The number of events before the last of them. */
    int first() {
        return first;
    }

    private static boolean onlyLooks(Event event) {
        return switch (event.tag()) {
            case PLAIN, RACY, ONCE, NORETURN, ACQUIRE, RELEASE, FULL -> event.isRead() && event.partner() < 0;
            case MB, RMB, WMB, BARRIER, BEFORE_ATOMIC, AFTER_ATOMIC, AFTER_SPINLOCK, AFTER_UNLOCK_LOCK,
                 AFTER_SRCU_READ_UNLOCK -> true;
            default -> false;
        };
    }
}
