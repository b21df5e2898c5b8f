package dev.quiesce.stress.emit;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Function;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Instruction.FenceKind;
import dev.quiesce.program.Instruction.LockKind;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.ObjectType.ScalarObject;
import dev.quiesce.program.Order;
import dev.quiesce.program.Program;
import dev.quiesce.program.Races;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Small threads over two variables and a lock, written down in Java; what they read is observed. */
public final class Threads {
    private static final ScalarType WORD = ScalarType.S32;
    private static final Expression LOCK = variable(2);

    private final int number;
    private final List<Instruction> code = new ArrayList<>();
    private int registers;

    private Threads(int number) {
        this.number = number;
    }

    private static Expression variable(int v) {
        return new Constant(Address.of(v, 0));
    }

    private Site site() {
        return new Site("threads.c", code.size() + 1, 1, code.size() + 1, 1, "", false);
    }

    private Threads write(int variable, int value) {
        code.add(new Instruction.Store(variable(variable), new Constant(value), WORD, Order.ONCE, site()));
        return this;
    }

    private Threads read(int variable) {
        int to = registers++;
        code.add(new Instruction.Load(to, variable(variable), WORD, Order.ONCE, site()));
        code.add(new Instruction.Observe("t" + number + "." + to, new Register(to), WORD, site()));
        return this;
    }

    private Threads increment(int variable) {
        int to = registers++;
        code.add(new Instruction.ReadModifyWrite(to, variable(variable), WORD, Instruction.Operation.ADD, new Constant(1),
            null, Order.FULL, site()));
        code.add(new Instruction.Observe("t" + number + "." + to, new Register(to), WORD, site()));
        return this;
    }

    private Threads fence() {
        code.add(new Instruction.Fence(FenceKind.MB, site()));
        return this;
    }

    private Threads lock() {
        code.add(new Instruction.Lock(LockKind.SPIN, LOCK, Context.NONE, site()));
        return this;
    }

    private Threads unlock() {
        code.add(new Instruction.Unlock(LockKind.SPIN, LOCK, Context.NONE, site()));
        return this;
    }

    private Function function() {
        code.add(new Instruction.Return(null, site()));
        return new Function("t" + number, 0, registers, Collections.nCopies(registers, ""), code, Site.NONE);
    }

    /** Each thread writes one variable and then, behind a full fence, reads the other: at least one must see the other. */
    public static Program storeBuffering() {
        return program("fenced", List.of(new Threads(0).write(0, 1).fence().read(1).function(),
            new Threads(1).write(1, 1).fence().read(0).function()));
    }

    /** One thread writes a twice around b; who sees b must not see a before. */
    static Program message() {
        return program("message", List.of(new Threads(0).write(0, 1).write(1, 1).write(0, 2).function(),
            new Threads(1).read(0).read(1).read(0).function()));
    }

    /** Two threads of up to four random operations. */
    public static Program random(long seed) {
        Random random = new Random(seed);
        List<Function> threads = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            Threads thread = new Threads(t);
            boolean locked = random.nextInt(4) == 0;
            if (locked) {
                thread.lock();
            }
            for (int n = 2 + random.nextInt(3); n > 0; n--) {
                int variable = random.nextInt(2);
                switch (random.nextInt(6)) {
                    case 0, 1 -> thread.write(variable, 1 + random.nextInt(2));
                    case 2, 3 -> thread.read(variable);
                    case 4 -> thread.increment(variable);
                    default -> thread.fence();
                }
            }
            threads.add((locked ? thread.unlock() : thread).read(t).function());
        }
        return program("random" + seed, threads);
    }

    private static Program program(String name, List<Function> threads) {
        List<GlobalObject> globals = new ArrayList<>();
        for (String global : List.of("a", "b", "lock")) {
            globals.add(new GlobalObject(global, new ScalarObject(WORD, "int"), 4, List.of(), false, Site.NONE));
        }
        List<Integer> numbers = IntStream.range(0, threads.size()).boxed().toList();
        Scenario s = new Scenario(name, "", -1, numbers, List.of(), -1, MemoryModel.SC, Finding.HOLDS, false, Races.IGNORE, 0,
            Site.NONE);
        return new Program(name, "default", globals, threads, List.of(s));
    }
}
