package dev.quiesce.axiomatic.path;

import dev.quiesce.program.Address;
import dev.quiesce.program.Finding;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.Program;
import dev.quiesce.program.Site;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Memory at one moment: what every object holds, and which objects live. Changed in place; {@link #copy} before sharing. */
public final class Memory {
    /** What a cell holds that was never stored to and does not start as zero. */
    public static final long UNSET = 0x5EED_0BAD_0BAD_5EEDL;

    /** Why an address cannot be accessed. */
    public record Fault(Finding finding, String message) {}

    private final Program program;
    private final Map<Long, Long> cells;
    private final Map<Integer, HeapObject> objects;
    private final Map<Integer, Site> freed;

    /** What is there before anything runs. */
    public Memory(Program program) {
        this(program, new HashMap<>(), new TreeMap<>(), new HashMap<>());
        for (int g = 0; g < program.globals().size(); g++) {
            for (GlobalObject.Initializer i : program.globals().get(g).initializers()) {
                cells.put(Address.of(g, i.offset()), i.value());
            }
        }
    }

    private Memory(Program program, Map<Long, Long> cells, Map<Integer, HeapObject> objects, Map<Integer, Site> freed) {
        this.program = program;
        this.cells = cells;
        this.objects = objects;
        this.freed = freed;
    }

    public Memory copy() {
        return new Memory(program, new HashMap<>(cells), new TreeMap<>(objects), new HashMap<>(freed));
    }

    public long load(long address) {
        Long stored = cells.get(address);
        if (stored != null) {
            return stored;
        }
        HeapObject object = object(address);
        return object == null || object.zeroed() ? 0 : UNSET;
    }

    public void store(long address, long value) {
        cells.put(address, value);
    }

    public void allocate(HeapObject object) {
        objects.put(object.number(), object);
    }

    public void free(int object, Site site) {
        freed.put(object, site);
    }

    public boolean isFreed(int object) {
        return freed.containsKey(object);
    }

    public Collection<HeapObject> objects() {
        return objects.values();
    }

    /** The object at an address, null if it is a global or nothing. */
    public HeapObject object(long address) {
        return Address.isAddress(address) ? objects.get(Address.object(address)) : null;
    }

    /** What is wrong with an access, if anything. */
    public Optional<Fault> check(long address, int bytes, boolean write) {
        if (!Address.isAddress(address)) {
            return Optional.of(address >= 0 && address < 65536
                ? new Fault(Finding.NULL_DEREF, address == 0 ? "" : "offset " + address)
                : new Fault(Finding.WILD_ACCESS, "access outside every object"));
        }
        int number = Address.object(address);
        long size;
        if (number < program.globals().size()) {
            GlobalObject global = program.globals().get(number);
            if (write && global.readOnly()) {
                return Optional.of(new Fault(Finding.WILD_ACCESS, "write to read-only memory"));
            }
            size = global.size();
        } else if (!objects.containsKey(number)) {
            return Optional.of(new Fault(Finding.WILD_ACCESS, "access outside every object"));
        } else if (freed.containsKey(number)) {
            return Optional.of(new Fault(Finding.USE_AFTER_FREE, write ? "write" : "read"));
        } else {
            size = objects.get(number).size();
        }
        long offset = Address.offset(address);
        if (offset < 0 || offset + bytes > size) {
            return Optional.of(new Fault(Finding.WILD_ACCESS, offset < 0 ? "access before the start of an object"
                : "access past the end of an object"));
        }
        return Optional.empty();
    }

    /** How a reader would write an address. */
    public String name(long address) {
        if (Setting.isEntry(address)) {
            return "what the headers know of " + name(Setting.key(address));
        }
        if (Setting.isRegionLock(address)) {
            return "the lock of indivisible steps";
        }
        if (!Address.isAddress(address)) {
            return Long.toString(address);
        }
        int number = Address.object(address);
        long offset = Address.offset(address);
        if (number < program.globals().size()) {
            GlobalObject global = program.globals().get(number);
            return global.name() + (offset == 0 && global.type().size() <= 8 ? "" : global.type().pathAt(offset));
        }
        HeapObject object = objects.get(number);
        if (object == null || object.type() == null || offset < 0) {
            return (object == null ? "object " + number : object.name()) + (offset <= 0 ? "" : "+" + offset);
        }
        return object.name() + object.type().pathAt(offset);
    }

    /** How a reader would write a value. */
    public String value(long value) {
        if (!Address.isAddress(value)) {
            return value == UNSET ? "unset" : Long.toString(value);
        }
        HeapObject object = object(value);
        return "&" + (object != null && Address.offset(value) == 0 ? object.name() : name(value));
    }

    /** True if the object is from a cache that has been destroyed. */
    public boolean hasOutlivedCache(HeapObject object) {
        return object.cache() instanceof Value.Known(long cache) && Address.isAddress(cache) && isFreed(Address.object(cache));
    }

    /** The first object that lives, and that nothing leads to from a global or whose cache is gone. */
    public Optional<HeapObject> leaked() {
        Map<Integer, Boolean> reached = new HashMap<>();
        java.util.ArrayDeque<Integer> open = new java.util.ArrayDeque<>();
        for (int g = 0; g < program.globals().size(); g++) {
            open.add(g);
        }
        Map<Integer, java.util.List<Long>> contents = new HashMap<>();
        cells.forEach((address, value) -> {
            if (!Setting.isEntry(address)) {
                contents.computeIfAbsent(Address.object(address), o -> new java.util.ArrayList<>()).add(value);
            }
        });
        while (!open.isEmpty()) {
            for (long value : contents.getOrDefault(open.poll(), java.util.List.of())) {
                int target = Address.object(value);
                if (Address.isAddress(value) && objects.containsKey(target) && !freed.containsKey(target)
                    && reached.put(target, true) == null) {
                    open.add(target);
                }
            }
        }
        return objects.values().stream().filter(o -> !freed.containsKey(o.number()))
            .filter(o -> !reached.containsKey(o.number()) || hasOutlivedCache(o)).findFirst();
    }
}
