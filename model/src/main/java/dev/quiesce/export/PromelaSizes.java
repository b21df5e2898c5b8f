package dev.quiesce.export;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much room a program needs: what bounds it where something does, and otherwise a guess. A run that needs more ends there and
 * says so.
 */
final class PromelaSizes {
    /** Bytes of a state that are for objects if possible, and how many there is room for at most: fewer large ones than small ones. */
    private static final int HEAP = 8192;
    private static final int FEW_OBJECTS = 14;
    private static final int MANY_OBJECTS = 40;
    private static final int STARTED = 5;
    /** Calls in each other where functions may call themselves, and registers of such a stack. */
    private static final int DEEP = 24;
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final Program program;
    private final List<Integer> functions;
    /** By function: frames and registers that a call of it needs, {0, 0} while that is being worked out. */
    private final Map<Integer, int[]> stacks = new LinkedHashMap<>();
    private boolean recursive;
    private int largest;
    private int objects;
    private int spawns;
    private int ghosts;
    private int sections;
    private int locks;
    private boolean softirqs;

    /**
     * @param functions   the numbers of those that can be called
     * @param globalWords words of the globals that can change
     * @param observed    names that values are observed under
     */
    PromelaSizes(Program program, Scenario scenario, List<Integer> functions, int globalWords, int observed) {
        this.program = program;
        this.functions = functions;
        softirqs = !scenario.softirqs().isEmpty();
        functions.forEach(f -> program.functions().get(f).body().forEach(this::count));
        int frames = 1;
        int registers = 1;
        for (int f : functions) {
            int[] stack = stack(f);
            frames = Math.max(frames, stack[0]);
            registers = Math.max(registers, stack[1]);
        }
        int most = Math.clamp(HEAP / (16 + 2 * largest), FEW_OBJECTS, MANY_OBJECTS);
        names.put("OBJECTS", objects == 0 ? 1 : Math.min(2 * objects + 2, most));
        names.put("OBJECT_WORDS", (largest + 7) / 8);
        names.put("STARTED", spawns > 0 ? STARTED : 0);
        names.put("FRAMES", recursive ? DEEP : frames);
        names.put("REGISTERS", recursive ? Math.max(registers, DEEP * 10) : registers);
        names.put("LOCKS", Math.min(locks, 6) + 1);
        names.put("SECTIONS", sections > 0 ? 3 : 1);
        names.put("USAGES", softirqs ? 8 : 1);
        names.put("ENTRIES", ghosts > 0 ? 24 : 1);
        names.put("GLOBAL_WORDS", globalWords);
        names.put("OBSERVED", observed);
        names.put("SOFTIRQS", softirqs ? 1 : 0);
        names.put("FIRST_STARTED", 1 + scenario.threads().size() + scenario.softirqs().size());
    }

    /** The names under which the text has them. */
    Map<String, Integer> names() {
        return names;
    }

    /** Bytes of a state, rounded up. */
    int bytes() {
        int object = 16 + 16 * (names.get("OBJECT_WORDS") + 1);
        int thread = 56 + 16 * names.get("LOCKS") + 8 * names.get("SECTIONS") + 8 * names.get("FRAMES")
            + 8 * (names.get("REGISTERS") + 1);
        int all = 64 + 8 * names.get("GLOBAL_WORDS") + 9 * names.get("OBSERVED") + 24 * (names.get("ENTRIES") + names.get("USAGES"))
            + object * names.get("OBJECTS") + thread * (names.get("FIRST_STARTED") + names.get("STARTED"));
        return (all / 1024 + 2) * 1024;
    }

    private void count(Instruction instruction) {
        switch (instruction) {
            case Instruction.Allocate a -> {
                objects++;
                largest = Math.max(largest, (int) Math.min(Address.MAX_SIZE, atMost(a.size())));
            }
            case Instruction.Automatic a -> {
                objects++;
                largest = Math.max(largest, (int) Math.max(1, a.type().size()));
            }
            case Instruction.Spawn s -> {
                spawns++;
                softirqs |= s.kind().softirq();
            }
            case Instruction.GhostSet _ -> ghosts++;
            case Instruction.SleepableReadLock _ -> sections++;
            case Instruction.Lock _, Instruction.TryLock _ -> locks++;
            default -> { }
        }
    }

    /** A guess at how large the value of a size gets: as large as its constants together. */
    private static long atMost(Expression size) {
        return switch (size) {
            case Expression.Constant(long value) -> Math.clamp(value, 0, Address.MAX_SIZE);
            case Expression.Register _ -> 64;
            case Expression.Unary u -> atMost(u.operand());
            case Expression.Binary b -> atMost(b.left()) + atMost(b.right());
            case Expression.Cast c -> atMost(c.operand());
        };
    }

    static int automatics(Function function) {
        return function.body().stream().mapToInt(i -> i instanceof Instruction.Automatic a ? a.slot() + 1 : 0).max().orElse(0);
    }

    private int[] stack(int number) {
        int[] known = stacks.get(number);
        if (known != null) {
            recursive |= known[0] == 0;
            return known;
        }
        stacks.put(number, new int[2]);
        Function function = program.functions().get(number);
        int frames = 0;
        int registers = 0;
        for (Instruction i : function.body()) {
            if (i instanceof Instruction.Call call) {
                List<Integer> callees = call.callee() instanceof Expression.Constant(long value) && Address.function(value) >= 0
                    ? List.of(Address.function(value)) : functions.stream().filter(f -> takes(f, call)).toList();
                for (int callee : callees) {
                    if (functions.contains(callee)) {
                        int[] needed = stack(callee);
                        frames = Math.max(frames, needed[0]);
                        registers = Math.max(registers, needed[1]);
                    }
                }
            }
        }
        int[] all = {frames + 1, registers + function.registers() + automatics(function)};
        stacks.put(number, all);
        return all;
    }

    private boolean takes(int function, Instruction.Call call) {
        return program.functions().get(function).parameters() <= call.arguments().size();
    }
}
