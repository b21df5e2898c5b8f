package dev.quiesce.stress.emit;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Program;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which functions can run from where, and what they observe. */
public final class Observed {
    private Observed() {}

    /** What a program observes, in order of appearance: the order in which outcomes list it. */
    public static List<String> names(Program program) {
        Set<String> names = new LinkedHashSet<>();
        for (Function f : program.functions()) {
            for (Instruction i : f.body()) {
                if (i instanceof Instruction.Observe o) {
                    names.add(o.name());
                }
            }
        }
        return List.copyOf(names);
    }

    /** Functions that {@code roots} call or, if {@code spawned}, also those whose address is taken anywhere on the way. */
    static BitSet reachable(Program program, Iterable<Integer> roots, boolean spawned) {
        BitSet found = new BitSet();
        Deque<Integer> todo = new ArrayDeque<>();
        roots.forEach(todo::add);
        boolean pointers = false;
        while (!todo.isEmpty()) {
            int f = todo.poll();
            if (f < 0 || found.get(f)) {
                continue;
            }
            found.set(f);
            for (Instruction i : program.functions().get(f).body()) {
                if (i instanceof Instruction.Call c && c.callee() instanceof Constant k) {
                    todo.add(Address.function(k.value()));
                } else if (!pointers && (i instanceof Instruction.Call || spawned && i instanceof Instruction.Spawn)) {
                    pointers = true;
                    addressTaken(program).stream().forEach(todo::add);
                }
            }
        }
        return found;
    }

    /** Functions that something points at. */
    static BitSet addressTaken(Program program) {
        BitSet taken = new BitSet();
        for (Function f : program.functions()) {
            for (Instruction i : f.body()) {
                for (var e : Reads.of(i)) {
                    boolean callee = i instanceof Instruction.Call c && c.callee() == e;
                    if (!callee) {
                        Functions.in(e, taken);
                    }
                }
            }
        }
        program.globals().forEach(g -> g.initializers().forEach(i -> {
            int f = Address.function(i.value());
            if (f >= 0 && f < program.functions().size()) {
                taken.set(f);
            }
        }));
        taken.clear(program.functions().size(), Math.max(taken.length(), program.functions().size()));
        return taken;
    }

    /** What two threads both observe: whose value lasts would depend on which of them is last. */
    static Map<String, Integer> twice(Program program, List<Integer> threads) {
        Map<String, Integer> times = new HashMap<>();
        for (int thread : threads) {
            Set<String> names = new LinkedHashSet<>();
            reachable(program, List.of(thread), false).stream().forEach(f -> {
                for (Instruction i : program.functions().get(f).body()) {
                    if (i instanceof Instruction.Observe o) {
                        names.add(o.name());
                    }
                }
            });
            names.forEach(n -> times.merge(n, 1, Integer::sum));
        }
        times.values().removeIf(n -> n < 2);
        return times;
    }
}
