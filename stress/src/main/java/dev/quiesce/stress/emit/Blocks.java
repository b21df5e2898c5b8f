package dev.quiesce.stress.emit;

import dev.quiesce.program.Expression;
import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.Branch;
import dev.quiesce.program.Instruction.Guard;
import dev.quiesce.program.Instruction.Jump;
import dev.quiesce.program.Instruction.RegionBegin;
import dev.quiesce.program.Instruction.RegionEnd;
import dev.quiesce.program.Instruction.Report;
import dev.quiesce.program.Instruction.Return;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The basic blocks of a function that can be reached: straight code, each with where it goes next. */
final class Blocks {
    private final List<Instruction> body;
    /** By the position of their first instruction. */
    private final SortedMap<Integer, Block> blocks = new TreeMap<>();
    /** For each instruction: regions of this function around it, and where the outermost begins. */
    private final int[] depth;
    private final int[] regionStart;

    /** Instructions {@code from} to {@code to}, both included; the last one is the exit's. */
    record Block(int from, int to, Exit exit) {}

    /** How a block ends. */
    sealed interface Exit {}

    record Goto(int target) implements Exit {}

    record Choice(Expression condition, int ifTrue, int ifFalse) implements Exit {}

    /** A guard: goes on, or back to where the region around it begins. */
    record Retry(Expression condition, int next, int start, int depth) implements Exit {}

    /** Returns or reports: the last instruction does it. */
    record Leave() implements Exit {}

    Blocks(Function function) {
        body = function.body();
        depth = new int[body.size()];
        regionStart = new int[body.size()];
        Arrays.fill(depth, -1);
        walkRegions();
        boolean[] leads = new boolean[body.size() + 1];
        leads[0] = true;
        for (int i = 0; i < body.size(); i++) {
            if (depth[i] >= 0) {
                markLeaders(i, leads);
            }
        }
        for (int i = 0; i < body.size(); i++) {
            if (leads[i] && depth[i] >= 0) {
                cut(i, leads);
            }
        }
    }

    Block at(int from) {
        return blocks.get(from);
    }

    SortedMap<Integer, Block> all() {
        return blocks;
    }

    // ---- regions

    private void walkRegions() {
        Deque<int[]> todo = new ArrayDeque<>();
        todo.add(new int[] {0, 0, -1});
        while (!todo.isEmpty()) {
            int[] at = todo.poll();
            int i = at[0];
            if (depth[i] >= 0) {
                if (depth[i] != at[1]) {
                    throw new CannotEmitException(body.get(i).site(), "is reached both inside and outside a region");
                }
                continue;
            }
            depth[i] = at[1];
            regionStart[i] = at[2];
            int inside = at[1];
            int start = at[2];
            if (body.get(i) instanceof RegionBegin) {
                start = inside == 0 ? i : start;
                inside++;
            } else if (body.get(i) instanceof RegionEnd) {
                inside--;
            }
            for (int next : successors(i)) {
                todo.add(new int[] {next, inside, start});
            }
        }
    }

    private int[] successors(int i) {
        return switch (body.get(i)) {
            case Jump j -> new int[] {j.target()};
            case Branch b -> new int[] {b.ifTrue(), b.ifFalse()};
            case Return r -> new int[0];
            case Report r -> new int[0];
            default -> new int[] {i + 1};
        };
    }

    /** Regions of this function around instruction {@code i}. */
    int depth(int i) {
        return depth[i];
    }

    /** Where the outermost region of this function around instruction {@code i} begins. */
    int regionStart(int i) {
        return regionStart[i];
    }

    // ---- blocks

    private boolean retries(int i) {
        return body.get(i) instanceof Guard && depth[i] > 0;
    }

    private void markLeaders(int i, boolean[] leads) {
        boolean ends = body.get(i) instanceof Jump || body.get(i) instanceof Branch || retries(i);
        if (ends) {
            for (int next : successors(i)) {
                leads[next] = true;
            }
        }
        if (retries(i)) {
            leads[regionStart[i]] = true;
        }
    }

    private void cut(int from, boolean[] leads) {
        int to = from;
        while (successors(to).length == 1 && !(body.get(to) instanceof Jump) && !retries(to) && !leads[to + 1]) {
            to++;
        }
        blocks.put(from, new Block(from, to, exit(to)));
    }

    private Exit exit(int to) {
        return switch (body.get(to)) {
            case Branch b when b.ifTrue() == b.ifFalse() -> new Goto(b.ifTrue());
            case Branch b -> new Choice(b.condition(), b.ifTrue(), b.ifFalse());
            case Jump j -> new Goto(j.target());
            case Return r -> new Leave();
            case Report r -> new Leave();
            case Guard g when depth[to] > 0 -> new Retry(g.condition(), to + 1, regionStart[to], depth[to]);
            default -> new Goto(to + 1);
        };
    }

    /** Where a block goes next. */
    static int[] targets(Block block) {
        return switch (block.exit()) {
            case Goto g -> new int[] {g.target()};
            case Choice c -> new int[] {c.ifTrue(), c.ifFalse()};
            case Retry r -> new int[] {r.next(), r.start()};
            case Leave l -> new int[0];
        };
    }
}
