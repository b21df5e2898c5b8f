package dev.quiesce.axiomatic.path;

import dev.quiesce.axiomatic.path.Value.Known;
import dev.quiesce.program.Instruction.GhostGet;
import dev.quiesce.program.Instruction.GhostSet;
import dev.quiesce.program.Instruction.RegionBegin;
import dev.quiesce.program.Instruction.RegionKind;
import dev.quiesce.program.Site;

/**
 * Indivisible regions. A memory model knows accesses, not blocks of them: a region is what its one access is, and one of
 * more accesses is refused rather than taken apart. Alone, a thread may do what it likes.
 */
final class Regions {
    private final Walker walker;
    private final Memory memory;
    private int depth;
    private RegionKind outermost;
    private int accesses;

    Regions(Walker walker, Memory memory) {
        this.walker = walker;
        this.memory = memory;
    }

    void begin(RegionBegin begin) {
        if (depth++ == 0) {
            outermost = begin.kind();
            accesses = 0;
        }
    }

    void end() {
        depth--;
    }

    /** A load, a store or a read-modify-write happens here. */
    void access(Site site) {
        if (depth == 0 || walker.alone) {
            return;
        }
        if (outermost == RegionKind.GHOST) {
            throw walker.refuse("a ghost block that looks at memory", site);
        }
        if (++accesses > 1) {
            throw walker.refuse("an indivisible block of several accesses", site);
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
