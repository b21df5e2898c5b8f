package dev.quiesce.program;

import dev.quiesce.program.Instruction.*;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What every instruction reads, writes and leads to; one exhaustive switch each. */
public final class Flow {
    private static final int[] NOWHERE = {};

    private Flow() {}

    /** Positions that may be executed next, within the function. */
    public static int[] successors(Instruction instruction, int at) {
        return switch (instruction) {
            case Jump j -> new int[] {j.target()};
            case Branch b -> new int[] {b.ifTrue(), b.ifFalse()};
            case Return r -> NOWHERE;
            case Report r -> NOWHERE;
            default -> new int[] {at + 1};
        };
    }

    /** The register it writes, -1 if none. */
    public static int destination(Instruction instruction) {
        return switch (instruction) {
            case Assign i -> i.destination();
            case Undefine i -> i.destination();
            case Call i -> i.destination();
            case Automatic i -> i.destination();
            case Expire i -> i.register();
            case Load i -> i.destination();
            case LoadBits i -> i.destination();
            case ReadModifyWrite i -> i.destination();
            case Allocate i -> i.destination();
            case TryLock i -> i.destination();
            case IsHeld i -> i.destination();
            case IsLocked i -> i.destination();
            case Query i -> i.destination();
            case SleepableReadLock i -> i.destination();
            case Choose i -> i.destination();
            case ChooseRange i -> i.destination();
            case GhostGet i -> i.destination();
            case IsIdle i -> i.destination();
            case Jump i -> -1;
            case Branch i -> -1;
            case Return i -> -1;
            case CheckIndex i -> -1;
            case Store i -> -1;
            case StoreBits i -> -1;
            case Fence i -> -1;
            case Free i -> -1;
            case Lock i -> -1;
            case Unlock i -> -1;
            case Enter i -> -1;
            case Leave i -> -1;
            case MightSleep i -> -1;
            case ReadLock i -> -1;
            case ReadUnlock i -> -1;
            case Synchronize i -> -1;
            case SleepableReadUnlock i -> -1;
            case SleepableSynchronize i -> -1;
            case Spawn i -> -1;
            case Barrier i -> -1;
            case RegionBegin i -> -1;
            case RegionEnd i -> -1;
            case Guard i -> -1;
            case Assume i -> -1;
            case Report i -> -1;
            case Observe i -> -1;
            case Cover i -> -1;
            case Print i -> -1;
            case GhostSet i -> -1;
        };
    }

    /** The expressions it evaluates; may contain null for what is absent. */
    public static List<Expression> operands(Instruction instruction) {
        return switch (instruction) {
            case Assign i -> List.of(i.value());
            case Branch i -> List.of(i.condition());
            case Call i -> with(i.callee(), i.arguments());
            case Return i -> i.value() == null ? List.of() : List.of(i.value());
            case CheckIndex i -> List.of(i.index());
            case Load i -> List.of(i.address());
            case LoadBits i -> List.of(i.address());
            case Store i -> List.of(i.address(), i.value());
            case StoreBits i -> List.of(i.address(), i.value());
            case ReadModifyWrite i -> Arrays.asList(i.address(), i.operand(), i.expected());
            case Allocate i -> Arrays.asList(i.size(), i.cache(), i.flags());
            case Free i -> Arrays.asList(i.address(), i.cache());
            case Lock i -> List.of(i.address());
            case TryLock i -> List.of(i.address());
            case Unlock i -> List.of(i.address());
            case IsHeld i -> List.of(i.address());
            case IsLocked i -> List.of(i.address());
            case SleepableReadLock i -> List.of(i.address());
            case SleepableReadUnlock i -> List.of(i.address(), i.cookie());
            case SleepableSynchronize i -> List.of(i.address());
            case Spawn i -> Arrays.asList(i.function(), i.argument(), i.domain());
            case Barrier i -> Arrays.asList(i.domain());
            case Guard i -> List.of(i.condition());
            case Choose i -> i.values();
            case ChooseRange i -> List.of(i.low(), i.high());
            case Assume i -> List.of(i.condition());
            case Report i -> Arrays.asList(i.object());
            case Observe i -> List.of(i.value());
            case Print i -> i.arguments();
            case GhostGet i -> List.of(i.table(), i.key());
            case GhostSet i -> List.of(i.table(), i.key(), i.value());
            case Undefine i -> List.of();
            case Jump i -> List.of();
            case Automatic i -> List.of();
            case Expire i -> List.of();
            case Fence i -> List.of();
            case Enter i -> List.of();
            case Leave i -> List.of();
            case MightSleep i -> List.of();
            case Query i -> List.of();
            case ReadLock i -> List.of();
            case ReadUnlock i -> List.of();
            case Synchronize i -> List.of();
            case RegionBegin i -> List.of();
            case RegionEnd i -> List.of();
            case Cover i -> List.of();
            case IsIdle i -> List.of();
        };
    }

    private static List<Expression> with(Expression first, List<Expression> rest) {
        List<Expression> all = new ArrayList<>(rest);
        all.add(0, first);
        return all;
    }
}
