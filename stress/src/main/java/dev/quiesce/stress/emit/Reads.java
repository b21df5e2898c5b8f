package dev.quiesce.stress.emit;

import dev.quiesce.program.Expression;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.*;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What an instruction reads and assigns of its function's registers. */
final class Reads {
    private Reads() {}

    /** Every expression of the instruction. */
    static List<Expression> of(Instruction instruction) {
        return switch (instruction) {
            case Assign a -> list(a.value());
            case Undefine u -> list();
            case Jump j -> list();
            case Branch b -> list(b.condition());
            case Call c -> {
                List<Expression> all = new ArrayList<>(c.arguments());
                all.add(c.callee());
                yield all;
            }
            case Return r -> list(r.value());
            case Automatic a -> list();
            case Expire e -> list();
            case CheckIndex c -> list(c.index());
            case Load l -> list(l.address());
            case Store s -> list(s.address(), s.value());
            case LoadBits l -> list(l.address());
            case StoreBits s -> list(s.address(), s.value());
            case ReadModifyWrite r -> list(r.address(), r.operand(), r.expected());
            case Fence f -> list();
            case Allocate a -> list(a.size(), a.flags());
            case Free f -> list(f.address());
            case Lock l -> list(l.address());
            case TryLock l -> list(l.address());
            case Unlock u -> list(u.address());
            case IsHeld h -> list(h.address());
            case IsLocked l -> list(l.address());
            case Enter e -> list();
            case Leave l -> list();
            case MightSleep s -> list();
            case Query q -> list();
            case ReadLock l -> list();
            case ReadUnlock u -> list();
            case Synchronize s -> list();
            case SleepableReadLock l -> list(l.address());
            case SleepableReadUnlock u -> list(u.address());
            case SleepableSynchronize s -> list(s.address());
            case Spawn s -> list(s.function(), s.argument(), s.domain());
            case Barrier b -> list();
            case RegionBegin r -> list();
            case RegionEnd r -> list();
            case Guard g -> list(g.condition());
            case Choose c -> c.values();
            case ChooseRange c -> list(c.low(), c.high());
            case Assume a -> list(a.condition());
            case Report r -> list();
            case Observe o -> list(o.value());
            case Cover c -> list();
            case Print p -> list();
            case GhostGet g -> list(g.table(), g.key());
            case GhostSet g -> list(g.table(), g.key(), g.value());
            case IsIdle i -> list();
        };
    }

    private static List<Expression> list(Expression... all) {
        return Arrays.stream(all).filter(Objects::nonNull).toList();
    }

    /** The register that the instruction assigns, -1 if none. */
    static int destination(Instruction instruction) {
        return switch (instruction) {
            case Assign a -> a.destination();
            case Call c -> c.destination();
            case Automatic a -> a.destination();
            case Load l -> l.destination();
            case LoadBits l -> l.destination();
            case ReadModifyWrite r -> r.destination();
            case Allocate a -> a.destination();
            case TryLock l -> l.destination();
            case IsHeld h -> h.destination();
            case IsLocked l -> l.destination();
            case Query q -> q.destination();
            case SleepableReadLock l -> l.destination();
            case Choose c -> c.destination();
            case ChooseRange c -> c.destination();
            case GhostGet g -> g.destination();
            case IsIdle i -> i.destination();
            case Undefine u -> -1;
            case Expire e -> -1;
            case Jump j -> -1;
            case Branch b -> -1;
            case Return r -> -1;
            case CheckIndex c -> -1;
            case Store s -> -1;
            case StoreBits s -> -1;
            case Fence f -> -1;
            case Free f -> -1;
            case Lock l -> -1;
            case Unlock u -> -1;
            case Enter e -> -1;
            case Leave l -> -1;
            case MightSleep s -> -1;
            case ReadLock l -> -1;
            case ReadUnlock u -> -1;
            case Synchronize s -> -1;
            case SleepableReadUnlock u -> -1;
            case SleepableSynchronize s -> -1;
            case Spawn s -> -1;
            case Barrier b -> -1;
            case RegionBegin r -> -1;
            case RegionEnd r -> -1;
            case Guard g -> -1;
            case Assume a -> -1;
            case Report r -> -1;
            case Observe o -> -1;
            case Cover c -> -1;
            case Print p -> -1;
            case GhostSet g -> -1;
        };
    }
}
