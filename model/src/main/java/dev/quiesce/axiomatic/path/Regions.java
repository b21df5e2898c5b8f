package dev.quiesce.axiomatic.path;

import dev.quiesce.axiomatic.path.Value.Known;
import dev.quiesce.axiomatic.path.Walker.DeadEnd;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Instruction.GhostGet;
import dev.quiesce.program.Instruction.GhostSet;
import dev.quiesce.program.Instruction.RegionBegin;
import dev.quiesce.program.Instruction.RegionKind;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Indivisible regions. A memory model knows accesses, not blocks of them. A region of one access is that access; one of
 * several, or of the headers, unless it only looks, is a critical section of one lock that all such regions share, which
 * keeps them apart from each other and orders them, but lets other accesses come between: executions are added, not lost,
 * except that regions are ordered among themselves. What the headers keep in ghost tables (work items, timers, waiters) is in hidden locations that such sections
 * alone touch, so a section reads each of them once at most and writes what is left in the end. Alone, a thread may do what
 * it likes.
 *
 * <p>What a ghost block does in memory must not order anything, so it is plain accesses whose races are intended: no
 * execution of the others is lost. Where it reads and then writes the same place, nobody comes between. That the whole
 * block is one step is not said, so a block of several accesses may see more than it does on any machine.
 */
final class Regions {
    private static final int MOST_KEYS = 8;

    private final Walker walker;
    private final Memory memory;
    private int depth;
    private RegionKind outermost;
    private boolean locked;
    private int start;
    /** Whether the thread has had a choice in the region that it is in. */
    private boolean chosen;
    /** What hidden locations hold as far as this section knows, by address. */
    private final Map<Long, Term> known = new LinkedHashMap<>();
    private final Map<Long, Term> unwritten = new LinkedHashMap<>();
    /** Where the ghost block that the thread is in has read, and by which event. */
    private final Map<Value, Integer> read = new HashMap<>();

    Regions(Walker walker, Memory memory) {
        this.walker = walker;
        this.memory = memory;
    }

    void begin(RegionBegin begin) {
        if (depth++ > 0 || walker.alone) {
            return;
        }
        outermost = begin.kind();
        chosen = false;
        read.clear();
        start = walker.events();
        RegionText text = RegionText.of(walker.setting.program, walker.frame);
        locked = switch (outermost) {
            case GHOST -> begin.site().library() && text.tables() > 0;
            case LOOK -> false;
            case INDIVISIBLE, AWAIT ->
                begin.site().library() && !text.isAcquire() || text.tables() > 0 || text.accesses() > 1;
        };
        if (locked) {
            Term lock = Term.constant(Setting.regionLock());
            walker.out.readForWrite(Tag.LOCK_READ, lock, 4, false, begin.site());
            walker.out.writeAfterRead(Tag.LOCK_WRITE, lock, 4, Term.constant(1), false, begin.site());
        }
    }

    void end(Site site) {
        if (--depth == 0) {
            write(site);
            release(site);
        }
    }

    /** The thread makes a choice. */
    void choose() {
        chosen = depth > 0;
    }

    /** Whether the thread, had it chosen otherwise, may not have to wait in the region that it is in. */
    boolean mayPassOtherwise() {
        return depth > 0 && chosen;
    }

    /** The number of events that came before it. */
    int start() {
        return start;
    }

    /** Whoever waits inside a region has not entered it: what it has put into tables is forgotten. */
    void release(Site site) {
        known.clear();
        unwritten.clear();
        if (locked) {
            locked = false;
            walker.out.write(Tag.UNLOCK, Term.constant(Setting.regionLock()), 4, Term.ZERO, site);
        }
    }

    /** True in a region of any kind. */
    boolean inside() {
        return depth > 0;
    }

    /** True in a ghost block beside other threads. */
    private boolean ghost() {
        return depth > 0 && !walker.alone && outermost == RegionKind.GHOST;
    }

    /** What an access that is tagged {@code tag} elsewhere is here. */
    Tag tag(Tag tag) {
        return ghost() ? Tag.GHOST : tag;
    }

    /** A ghost block has read {@code address}: what it writes there later is one operation with the read. */
    void hasRead(Term address) {
        if (ghost()) {
            read.put(address.value(), walker.events() - 1);
        }
    }

    /** A ghost block has written to {@code address}. */
    void hasWritten(Term address) {
        Integer first = ghost() ? read.remove(address.value()) : null;
        if (first != null) {
            walker.recorder.pair(first, walker.events() - 1);
        }
    }

    // ---- ghost tables

    void get(GhostGet get) throws DeadEnd {
        Term place = place(get.table(), get.key(), get.site());
        walker.set(get.destination(), read(place, get.site()));
    }

    private Term read(Term place, Site site) {
        if (walker.alone) {
            return Term.constant(memory.load(((Known) place.value()).value()));
        }
        if (place.value() instanceof Known(long address)) {
            Term there = known.get(address);
            if (there == null) {
                there = walker.out.read(Tag.ONCE, place, 0, false, site);
                known.put(address, there);
            }
            return there;
        }
        // It may be any of those that are known already.
        write(site);
        known.clear();
        return walker.out.read(Tag.ONCE, place, 0, false, site);
    }

    void set(GhostSet set) throws DeadEnd {
        Term place = place(set.table(), set.key(), set.site());
        Term value = walker.evaluate(set.value());
        if (walker.alone) {
            memory.store(((Known) place.value()).value(), ((Known) value.value()).value());
        } else if (place.value() instanceof Known(long address)) {
            known.put(address, value);
            unwritten.put(address, value);
        } else {
            write(set.site());
            known.clear();
            walker.out.write(Tag.ONCE, place, 0, value, set.site());
        }
    }

    private void write(Site site) {
        unwritten.forEach((address, value) -> walker.out.write(Tag.ONCE, Term.constant(address), 0, value, site));
        unwritten.clear();
    }

    /** A key that is known: where it may be one of a few, each is a path of its own. */
    private Value certain(Value key) throws DeadEnd {
        Set<Long> may = walker.condition.foreseen(key);
        if (key instanceof Known || may.isEmpty() || may.size() > MOST_KEYS) {
            return key;
        }
        for (long one : may) {
            if (walker.condition.decide(Values.binary(BinaryOperator.EQUAL, ScalarType.U64, key, new Known(one)))) {
                return new Known(one);
            }
        }
        throw new DeadEnd(null);
    }

    /** The hidden location of an entry of a table. */
    private Term place(dev.quiesce.program.Expression table, dev.quiesce.program.Expression key, Site site)
            throws DeadEnd {
        Term where = walker.evaluate(key);
        if (!(walker.evaluate(table).value() instanceof Known(long number))) {
            throw walker.refuse("a table of the headers that other threads choose", site);
        }
        if (!walker.alone && !locked && outermost != RegionKind.LOOK) {
            throw walker.refuse("state that the headers keep outside of memory, in a ghost block", site);
        }
        Value address = Values.binary(BinaryOperator.XOR, ScalarType.U64, certain(where.value()),
            new Known(Setting.table(number)));
        return new Term(address, where.reads());
    }
}
