package dev.quiesce.axiomatic.path;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.Assign;
import dev.quiesce.program.Instruction.Call;
import dev.quiesce.program.Instruction.Return;
import dev.quiesce.program.Instruction.Store;
import dev.quiesce.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What all walks of one check have in common. */
public final class Setting {
    private static final int FIRST_THREAD_OBJECT = 1 << 20;
    private static final int FIRST_AUTOMATIC = 0x50_0000;
    private static final int FIRST_SIGNAL = 0x60_0000;
    private static final long ENTRY = 1L << 62;
    private static final int TABLE_SHIFT = 48;
    private static final int MOST_TABLES = 1 << 10;

    final Program program;
    final int unroll;
    /** Whether objects have lives and errors are findings; a litmus test has neither. */
    final boolean lifecycle;
    final boolean failAllocations;
    /** What threads find when they start; null for a litmus test. */
    final Memory memory;
    /** Callbacks that were queued before the threads started. */
    final List<Story.Spawned> queued;
    /** What may be expected of values; null if nothing is known. */
    final Foresight foresight;
    private final Map<List<Object>, Integer> threads;
    private final Map<List<Object>, Integer> objects;
    private Set<Integer> taken;

    private Setting(Program program, int unroll, boolean lifecycle, boolean failAllocations, Memory memory,
                    List<Story.Spawned> queued, Foresight foresight, Map<List<Object>, Integer> threads,
                    Map<List<Object>, Integer> objects) {
        this.program = program;
        this.unroll = unroll;
        this.lifecycle = lifecycle;
        this.failAllocations = failAllocations;
        this.memory = memory;
        this.queued = queued;
        this.foresight = foresight;
        this.threads = threads;
        this.objects = objects;
    }

    public static Setting litmus(Program program, int unroll) {
        return new Setting(program, unroll, false, false, null, List.of(), null, Map.of(), Map.of());
    }

    /** @param firstThread the number of the first thread that another one starts */
    public static Setting lifecycle(Program program, int unroll, boolean failAllocations, int firstThread) {
        Map<List<Object>, Integer> threads = new HashMap<>();
        for (int t = 0; t < firstThread; t++) {
            threads.put(List.of(t), t);
        }
        return new Setting(program, unroll, true, failAllocations, new Memory(program), List.of(), null,
            threads, new HashMap<>());
    }

    /** The same, for threads that find {@code left} and run beside {@code spawned}. */
    public Setting after(Memory left, List<Story.Spawned> spawned) {
        return new Setting(program, unroll, lifecycle, failAllocations, left, List.copyOf(spawned), null, threads,
            objects);
    }

    /** The same, for walks that leave out what {@code expected} rules out. */
    public Setting with(Foresight expected) {
        return new Setting(program, unroll, lifecycle, failAllocations, memory, queued, expected, threads, objects);
    }

    /** The number of a thread that is started in that way; the same way has the same number. */
    int thread(Object... way) {
        return threads.computeIfAbsent(List.of(way), w -> threads.size());
    }

    /** Memory as the threads find it. */
    public Memory found() {
        return memory;
    }

    /** The number of an object that is made in that way. */
    int object(Object... way) {
        return objects.computeIfAbsent(List.of(way), w -> FIRST_THREAD_OBJECT + objects.size());
    }

    /** The number of a variable on the stack that is declared in that way. */
    int automatic(Object... way) {
        return objects.computeIfAbsent(List.of(way), w -> FIRST_AUTOMATIC + objects.size());
    }

    /** True for variables on stacks, which only their own threads know as objects. */
    public static boolean isAutomatic(long address) {
        return Address.isAddress(address) && Address.object(address) >= FIRST_AUTOMATIC
            && Address.object(address) < FIRST_SIGNAL - 1;
    }

    /** True if the address is in an object that some thread makes on some path. */
    boolean isMade(long address) {
        return Address.isAddress(address) && objects.containsValue(Address.object(address));
    }

    /** The address of the hidden lock that indivisible regions of several accesses take. */
    static long regionLock() {
        return Address.of(FIRST_SIGNAL - 1, 0);
    }

    /** True for that lock. */
    public static boolean isRegionLock(long address) {
        return address == regionLock();
    }

    /** True if that is where the lock is. */
    public static boolean isRegionLock(Value location) {
        return location instanceof Value.Known(long address) && isRegionLock(address);
    }

    /** The address of the hidden location that is written when a thread is started. */
    static long started(int thread) {
        return Address.of(FIRST_SIGNAL + thread, 0);
    }

    /** The same for when it has ended. */
    static long ended(int thread) {
        return Address.of(FIRST_SIGNAL + thread, 8);
    }

    /** True for hidden locations: those that order threads, the lock of regions, and entries of ghost tables. */
    public static boolean isSignal(long address) {
        return isEntry(address) || Address.isAddress(address) && Address.object(address) >= FIRST_SIGNAL - 1;
    }

    /** A key of a ghost table, xor this, is the address of a hidden location: one that no pointer of a model has. */
    static long table(long number) {
        return ENTRY | number << TABLE_SHIFT;
    }

    /** True for hidden locations that are entries of ghost tables. */
    public static boolean isEntry(long address) {
        long above = (address ^ ENTRY) >> TABLE_SHIFT;
        long number = key(address) < 0 ? ~above : above;
        return number > 0 && number < MOST_TABLES;
    }

    /** The key of an entry of a ghost table. */
    static long key(long entry) {
        return entry << 64 - TABLE_SHIFT >> 64 - TABLE_SHIFT;
    }

    /** Functions that a pointer can point to. */
    synchronized Set<Integer> addressTaken() {
        if (taken == null) {
            taken = new TreeSet<>();
            for (GlobalObject global : program.globals()) {
                global.initializers().forEach(i -> take(i.value()));
            }
            program.functions().forEach(f -> f.body().forEach(this::take));
        }
        return taken;
    }

    private void take(long value) {
        if (Address.function(value) >= 0) {
            taken.add(Address.function(value));
        }
    }

    private void take(Instruction instruction) {
        List<Expression> used = new ArrayList<>();
        switch (instruction) {
            case Assign a -> used.add(a.value());
            case Store s -> used.add(s.value());
            case Call c -> used.addAll(c.arguments());
            case Return r when r.value() != null -> used.add(r.value());
            case Instruction.ReadModifyWrite r -> used.add(r.operand());
            default -> { }
        }
        used.forEach(this::take);
    }

    private void take(Expression expression) {
        switch (expression) {
            case Expression.Constant(long value) -> take(value);
            case Expression.Register r -> { }
            case Expression.Unary u -> take(u.operand());
            case Expression.Cast c -> take(c.operand());
            case Expression.Binary b -> {
                take(b.left());
                take(b.right());
            }
        }
    }
}
