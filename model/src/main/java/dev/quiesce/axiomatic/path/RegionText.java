package dev.quiesce.axiomatic.path;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.Call;
import dev.quiesce.program.Instruction.GhostGet;
import dev.quiesce.program.Instruction.GhostSet;
import dev.quiesce.program.Instruction.Load;
import dev.quiesce.program.Instruction.LoadBits;
import dev.quiesce.program.Instruction.ReadModifyWrite;
import dev.quiesce.program.Instruction.RegionBegin;
import dev.quiesce.program.Instruction.RegionEnd;
import dev.quiesce.program.Instruction.Store;
import dev.quiesce.program.Instruction.StoreBits;
import dev.quiesce.program.Order;
import dev.quiesce.program.Program;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many accesses an indivisible region may make, as far as its text and that of the functions it calls show.
 *
 * @param accesses to memory; a call through a pointer counts as several
 * @param acquires those of them that are loads with acquire order
 * @param tables   to what the headers keep in ghost tables
 */
record RegionText(int accesses, int acquires, int tables) {
    private static final RegionText UNKNOWN_CALL = new RegionText(2, 0, 0);
    private static final RegionText ACCESS = new RegionText(1, 0, 0);
    private static final RegionText TABLE = new RegionText(0, 0, 1);

    /** The text of the region that has just begun in {@code frame}. */
    static RegionText of(Program program, Frame frame) {
        return count(program, frame.function, frame.position, true, new HashSet<>(Set.of(frame.function)));
    }

    private static RegionText count(Program program, Function function, int from, boolean region, Set<Function> open) {
        List<Instruction> body = function.body();
        RegionText sum = new RegionText(0, 0, 0);
        int nested = 1;
        for (int at = from; at < body.size() && nested > 0; at++) {
            switch (body.get(at)) {
                case RegionBegin b -> nested++;
                case RegionEnd e -> nested -= region || nested > 1 ? 1 : 0;
                case Load l -> sum = sum.plus(new RegionText(1, l.order() == Order.ACQUIRE ? 1 : 0, 0));
                case LoadBits l -> sum = sum.plus(ACCESS);
                case Store s -> sum = sum.plus(ACCESS);
                case StoreBits s -> sum = sum.plus(ACCESS);
                case ReadModifyWrite r -> sum = sum.plus(ACCESS);
                case GhostGet g -> sum = sum.plus(TABLE);
                case GhostSet g -> sum = sum.plus(TABLE);
                case Call call -> sum = sum.plus(called(program, call, open));
                default -> { }
            }
        }
        return sum;
    }

    private static RegionText called(Program program, Call call, Set<Function> open) {
        int number = call.callee() instanceof Constant(long address) ? Address.function(address) : -1;
        if (number < 0 || number >= program.functions().size()) {
            return UNKNOWN_CALL;
        }
        Function callee = program.functions().get(number);
        if (!open.add(callee)) {
            return UNKNOWN_CALL;
        }
        RegionText text = count(program, callee, 0, false, open);
        open.remove(callee);
        return text;
    }

    /** True of a region that is one load with acquire order. */
    boolean isAcquire() {
        return accesses == 1 && acquires == 1 && tables == 0;
    }

    private RegionText plus(RegionText more) {
        return new RegionText(accesses + more.accesses, acquires + more.acquires, tables + more.tables);
    }
}
