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

    /**
     * One thread publishes an object and takes it back after a grace period, the other waits for it in a loop and uses
     * it: nothing here depends on a header, so that its golden source changes with the emitter only.
     */
    static Program published() {
        Expression pointer = new Constant(Address.of(0, 0));
        ScalarType p = ScalarType.POINTER;
        Function owner = new Function("owner", 0, 1, List.of("object"), List.of(
            new Instruction.Allocate(0, new Constant(8), null, new Constant(1), null, at(3, "object = kzalloc(8, GFP_KERNEL)")),
            new Instruction.Store(new Register(0), new Constant(42), WORD, Order.PLAIN, at(4, "object->key = 42")),
            new Instruction.Store(pointer, new Register(0), p, Order.RELEASE, at(5, "rcu_assign_pointer(global, object)")),
            new Instruction.Store(pointer, new Constant(0), p, Order.ONCE, at(6, "RCU_INIT_POINTER(global, NULL)")),
            new Instruction.Synchronize(at(7, "synchronize_rcu()")),
            new Instruction.Free(new Register(0), null, at(8, "kfree(object)")),
            new Instruction.Return(null, at(9, "}"))), Site.NONE);
        Function user = new Function("user", 0, 3, List.of("found", "tries", "key"), List.of(
            new Instruction.Assign(1, new Constant(0), at(13, "int tries = 0")),
            new Instruction.ReadLock(Context.NONE, at(14, "rcu_read_lock()")),
            new Instruction.Load(0, pointer, p, Order.ONCE, at(15, "found = rcu_dereference(global)")),
            new Instruction.Branch(new Register(0), 7, 4, -1, at(16, "if (found)")),
            new Instruction.ReadUnlock(Context.NONE, at(17, "rcu_read_unlock()")),
            new Instruction.Assign(1, new Expression.Binary(Expression.BinaryOperator.ADD, WORD, new Register(1),
                new Constant(1)), at(18, "tries++")),
            new Instruction.Branch(new Expression.Binary(Expression.BinaryOperator.LESS, WORD, new Register(1),
                new Constant(3)), 1, 10, -1, at(18, "while (tries < 3)")),
            new Instruction.Load(2, new Register(0), WORD, Order.ONCE, at(20, "key = READ_ONCE(found->key)")),
            new Instruction.Observe("key", new Register(2), WORD, at(21, "observe(\"key\", key)")),
            new Instruction.ReadUnlock(Context.NONE, at(22, "rcu_read_unlock()")),
            new Instruction.Return(null, at(23, "}"))), Site.NONE);
        GlobalObject global = new GlobalObject("global", new ScalarObject(p, "struct object *"), 8, List.of(), false, Site.NONE);
        Scenario s = new Scenario("published", "an object is published and taken back", -1, List.of(0, 1), List.of(), -1,
            MemoryModel.SC, Finding.HOLDS, false, Races.IGNORE, 0, Site.NONE);
        return new Program("published", "default", List.of(global), List.of(owner, user), List.of(s));
    }

    private static Site at(int line, String text) {
        return new Site("published.c", line, 1, line, 1, text, false);
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
