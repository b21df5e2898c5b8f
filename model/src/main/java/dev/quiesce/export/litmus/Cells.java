package dev.quiesce.export.litmus;

import dev.quiesce.program.Address;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.ObjectType;
import dev.quiesce.program.Program;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All locations that anything uses, and the objects that they are part of. */
final class Cells {
    private static final int FIRST_MADE = 1 << 20;
    private static final int MOST_VALUES = 100;

    /**
     * An object.
     *
     * @param thread the thread on whose stack it is, -1 if it is not on a stack
     */
    record Thing(String name, ObjectType type, long size, int thread) {}

    private final Map<Integer, Thing> things = new HashMap<>();
    private final Map<List<Object>, Integer> made = new HashMap<>();
    private final SortedMap<Long, Cell> cells = new TreeMap<>();
    private final Map<Long, Long> start = new HashMap<>();
    private boolean changed;

    Cells(Program program) {
        for (int g = 0; g < program.globals().size(); g++) {
            GlobalObject global = program.globals().get(g);
            things.put(g, new Thing(global.name(), global.type(), global.size(), -1));
            for (GlobalObject.Initializer initializer : global.initializers()) {
                start.put(Address.of(g, initializer.offset()), initializer.value());
            }
        }
    }

    /** The address of an object that is made there; the same way of making one makes the same. */
    long make(Thing thing, Object... way) {
        int number = made.computeIfAbsent(List.of(way), w -> FIRST_MADE + made.size());
        things.putIfAbsent(number, thing);
        return Address.of(number, 0);
    }

    Thing thing(long address) {
        return things.get(Address.object(address));
    }

    /** True if it is on the stack of a thread, so that only that thread can see it. */
    boolean isOnStack(long address) {
        return Address.isAddress(address) && things.containsKey(Address.object(address)) && thing(address).thread() >= 0;
    }

    /** The location of an access of a number, a pointer or a truth value. */
    Cell data(long address, ScalarType type) {
        Cell cell = cell(address, Cell.Use.DATA, type);
        if (cell.type.bytes() != type.bytes()) {
            throw new Refused(Site.NONE, "'" + thing(address).name() + "' is accessed in two widths", "access it in one");
        }
        return cell;
    }

    /** The location of a lock or of an SRCU domain. */
    Cell special(long address, Cell.Use use) {
        return cell(address, use, ScalarType.S32);
    }

    private Cell cell(long address, Cell.Use use, ScalarType type) {
        check(address, type.bytes());
        Cell cell = cells.computeIfAbsent(address, a -> fresh(a, use, type));
        if (cell.use != use) {
            throw new Refused(Site.NONE, "'" + thing(address).name() + "' is used as a lock and as a number",
                "initialise locks where they are defined or in init");
        }
        return cell;
    }

    private Cell fresh(long address, Cell.Use use, ScalarType type) {
        changed = true;
        boolean overlaps = cells.subMap(address - 7, address + type.bytes()).values().stream()
            .anyMatch(other -> other.address + other.type.bytes() > address);
        if (overlaps) {
            throw new Refused(Site.NONE, "'" + thing(address).name() + "' is accessed in parts", "access it as a whole");
        }
        return new Cell(address, use, type, start.getOrDefault(address, 0L));
    }

    private void check(long address, int bytes) {
        if (address == 0) {
            throw new Refused(Site.NONE, "this pointer may be NULL here, and herd7 would drop the execution without a word",
                "test the pointer before");
        }
        if (!Address.isAddress(address) || !things.containsKey(Address.object(address)) || Address.offset(address) < 0
            || Address.offset(address) + bytes > thing(address).size()) {
            throw new Refused(Site.NONE, "an access outside of every object", "keep pointers inside of their objects");
        }
    }

    /** A store before the threads start. */
    void begin(long address, ScalarType type, long value) {
        check(address, type.bytes());
        start.put(address, value);
    }

    long beginning(long address, ScalarType type) {
        check(address, type.bytes());
        return start.getOrDefault(address, 0L);
    }

    /** A store by a thread. */
    void store(Cell cell, int thread, long value) {
        changed |= cell.values.add(value) | !cell.writers.get(thread);
        cell.writers.set(thread);
        if (cell.values.size() > MOST_VALUES) {
            throw new Refused(Site.NONE, "'" + thing(cell.address).name() + "' may hold more than " + MOST_VALUES + " values",
                "make the scenario smaller");
        }
    }

    /** True if something has become known since the last time it was asked. */
    boolean changed() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** Those that something uses, by address. */
    Collection<Cell> all() {
        return cells.values();
    }

    Cell at(long address) {
        return cells.get(address);
    }
}
