package dev.quiesce.axiomatic.path;

import dev.quiesce.axiomatic.path.Value.Known;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.Call;
import dev.quiesce.program.Instruction.GhostGet;
import dev.quiesce.program.Instruction.GhostSet;
import dev.quiesce.program.Instruction.Load;
import dev.quiesce.program.Instruction.LoadBits;
import dev.quiesce.program.Instruction.ReadModifyWrite;
import dev.quiesce.program.Instruction.RegionBegin;
import dev.quiesce.program.Instruction.RegionEnd;
import dev.quiesce.program.Instruction.RegionKind;
import dev.quiesce.program.Instruction.Store;
import dev.quiesce.program.Instruction.StoreBits;
import dev.quiesce.program.Site;
import java.util.List;

/**
 * Indivisible regions. A memory model knows accesses, not blocks of them. A region of one access is that access; one of
 * several is a critical section of one lock that all such regions share, which keeps them apart from each other and orders
 * them, but lets other accesses come between: executions are added, not lost, except that regions are ordered among
 * themselves. A ghost block must not touch memory. Alone, a thread may do what it likes.
 */
final class Regions {
    private final Walker walker;
    private final Memory memory;
    private int depth;
    private RegionKind outermost;
    private boolean locked;

    Regions(Walker walker, Memory memory) {
        this.walker = walker;
        this.memory = memory;
    }

    void begin(RegionBegin begin) {
        if (depth++ > 0 || walker.alone) {
            return;
        }
        outermost = begin.kind();
        locked = outermost != RegionKind.GHOST && accesses(walker.frame) > 1;
        if (locked) {
            Term lock = Term.constant(Setting.regionLock());
            walker.out.readForWrite(Tag.LOCK_READ, lock, 4, false, begin.site());
            walker.out.writeAfterRead(Tag.LOCK_WRITE, lock, 4, Term.constant(1), false, begin.site());
        }
    }

    /** How many accesses the region may make, as far as its text shows; a call counts as several. */
    private static int accesses(Frame frame) {
        List<Instruction> body = frame.function.body();
        int count = 0;
        int open = 1;
        for (int at = frame.position; at < body.size() && open > 0; at++) {
            switch (body.get(at)) {
                case RegionBegin b -> open++;
                case RegionEnd e -> open--;
                case Load l -> count++;
                case LoadBits l -> count++;
                case Store s -> count++;
                case StoreBits s -> count++;
                case ReadModifyWrite r -> count++;
                case Call c -> count += 2;
                default -> { }
            }
        }
        return count;
    }

    void end(Site site) {
        if (--depth == 0) {
            release(site);
        }
    }

    /** Whoever waits inside a region has not entered it. */
    void release(Site site) {
        if (locked) {
            locked = false;
            walker.out.write(Tag.UNLOCK, Term.constant(Setting.regionLock()), 4, Term.ZERO, site);
        }
    }

    /** A load, a store or a read-modify-write happens here. */
    void access(Site site) {
        if (depth > 0 && !walker.alone && outermost == RegionKind.GHOST) {
            throw walker.refuse("a ghost block that looks at memory", site);
        }
    }

    void get(GhostGet get) {
        refuse(get.site());
        walker.set(get.destination(), Term.constant(memory.ghost(number(walker.evaluate(get.table())),
            number(walker.evaluate(get.key())))));
    }

    void set(GhostSet set) {
        refuse(set.site());
        memory.ghost(number(walker.evaluate(set.table())), number(walker.evaluate(set.key())),
            number(walker.evaluate(set.value())));
    }

    private void refuse(Site site) {
        if (!walker.alone) {
            throw walker.refuse("state that the headers keep outside of memory (work items, timers, completions, wait queues)",
                site);
        }
    }

    private static long number(Term term) {
        return ((Known) term.value()).value();
    }
}
