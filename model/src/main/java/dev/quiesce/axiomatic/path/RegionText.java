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
import dev.quiesce.program.Program;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many accesses an indivisible region may make, as far as its text and that of the functions it calls show.
 *
 * @param accesses to memory; a call through a pointer counts as several
 * @param tables   to what the headers keep in ghost tables
 */
record RegionText(int accesses, int tables) {
    private static final RegionText UNKNOWN_CALL = new RegionText(2, 0);

    /** The text of the region that has just begun in {@code frame}. */
    static RegionText of(Program program, Frame frame) {
        return count(program, frame.function, frame.position, true, new HashSet<>(Set.of(frame.function)));
    }

    private static RegionText count(Program program, Function function, int from, boolean region, Set<Function> open) {
        List<Instruction> body = function.body();
        RegionText sum = new RegionText(0, 0);
        int nested = 1;
        for (int at = from; at < body.size() && nested > 0; at++) {
            switch (body.get(at)) {
                case RegionBegin b -> nested++;
                case RegionEnd e -> nested -= region || nested > 1 ? 1 : 0;
                case Load l -> sum = sum.plus(1, 0);
                case LoadBits l -> sum = sum.plus(1, 0);
                case Store s -> sum = sum.plus(1, 0);
                case StoreBits s -> sum = sum.plus(1, 0);
                case ReadModifyWrite r -> sum = sum.plus(1, 0);
                case GhostGet g -> sum = sum.plus(0, 1);
                case GhostSet g -> sum = sum.plus(0, 1);
                case Call call -> {
                    RegionText callee = called(program, call, open);
                    sum = sum.plus(callee.accesses, callee.tables);
                }
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

    private RegionText plus(int moreAccesses, int moreTables) {
        return new RegionText(accesses + moreAccesses, tables + moreTables);
    }
}
