package dev.quiesce.stress.emit;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.*;
import dev.quiesce.program.Program;
import dev.quiesce.program.Site;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Indivisible regions. Those of a single access to memory are so already, and exclude each other by a lock. Where one has
 * more, single accesses elsewhere must keep out of it as well.
 */
final class Regions {
    private Regions() {}

    /** The first region that has several accesses, null if there is none. */
    static Site several(Program program, BitSet reachable) {
        return reachable.stream().mapToObj(f -> several(program, f)).filter(s -> s != null).findFirst().orElse(null);
    }

    private static Site several(Program program, int function) {
        List<Instruction> body = program.functions().get(function).body();
        Blocks blocks = new Blocks(program.functions().get(function));
        Map<Integer, Integer> accesses = new HashMap<>();
        for (int i = 0; i < body.size(); i++) {
            if (blocks.depth(i) > 0) {
                int start = blocks.regionStart(i);
                if (accesses.merge(start, accesses(program, body.get(i), i, new BitSet()), Integer::sum) > 1) {
                    return body.get(start).site();
                }
            }
        }
        return null;
    }

    private static int accesses(Program program, Instruction i, int at, BitSet below) {
        return switch (i) {
            case Load l -> 1;
            case LoadBits l -> 1;
            case Store s -> 1;
            case StoreBits s -> 1;
            case ReadModifyWrite r -> 1;
            case Free f -> 1;
            case TryLock l -> 1;
            case IsLocked l -> 1;
            // A loop may make many of one.
            case Jump j -> j.target() <= at ? 1 : 0;
            case Branch b -> b.ifTrue() <= at || b.ifFalse() <= at ? 1 : 0;
            case Call c -> {
                int target = c.callee() instanceof Constant k ? Address.function(k.value()) : -1;
                if (target < 0 || below.get(target)) {
                    yield 2;
                }
                below.set(target);
                int sum = 0;
                List<Instruction> body = program.functions().get(target).body();
                for (int n = 0; n < body.size(); n++) {
                    sum += accesses(program, body.get(n), n, below);
                }
                below.clear(target);
                yield sum;
            }
            default -> 0;
        };
    }
}
