package dev.quiesce.export;

import dev.quiesce.program.Expression;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.*;
import dev.quiesce.program.Order;
import dev.quiesce.program.ScalarType;
import java.util.ArrayList;
import java.util.List;

/**
 * Instructions as C inside of Promela, on the functions of {@code machine.c}. Each is the body of one case of a switch over the
 * places of a function.
 */
final class PromelaInstructions {
    private final PromelaExpressions expressions;
    /** Registers of the function that the instructions are of. */
    private final int registers;
    private final List<String> observed;

    /** @param observed gets the names that values are observed under */
    PromelaInstructions(PromelaExpressions expressions, int registers, List<String> observed) {
        this.expressions = expressions;
        this.registers = registers;
        this.observed = observed;
    }

    /** How {@code machine.c} is to treat an instruction: whether a step may end before it. */
    static String kind(Instruction instruction) {
        return switch (instruction) {
            case Choose _, ChooseRange _ -> "CHOICE_";
            case Enter e -> e.context() == Context.BOTTOM_HALVES ? "SHARED_" : "LOCAL_"; // the thread becomes a reader
            case RegionBegin r -> r.kind() == RegionKind.GHOST ? "LOCAL_" : "SHARED_";
            case RegionEnd _, Fence _ -> "LOCAL_";
            case Local _ -> "LOCAL_";
            case Shared _ -> "SHARED_";
        };
    }

    /** The statements of the instruction, which say themselves where to go on if that is not the next one. */
    String of(Instruction instruction) {
        return switch (instruction) {
            case Jump j -> "f->at = " + j.target() + ";";
            case Branch b -> "f->at = " + value(b.condition()) + " ? " + b.ifTrue() + " : " + b.ifFalse() + ";";
            case Call c -> "call(q, t, " + address(c.callee()) + ", " + c.arguments().size() + ", (const long[]){"
                + (c.arguments().isEmpty() ? "0" : String.join(", ", c.arguments().stream().map(this::value).toList())) + "});";
            case Return r -> "give_back(q, t, f, " + (r.value() == null ? "0" : value(r.value())) + ");";
            case Lock l -> "if (lock(q, t, " + held(l.address(), l.kind(), l.context()) + ")) f->at++;";
            case Synchronize _ -> "if (synchronize(q, t)) f->at++;";
            case SleepableSynchronize s -> "if (synchronize_domain(q, t, " + address(s.address()) + ")) f->at++;";
            case Barrier b -> "if (wait_for(q, t, " + (b.domain() == null ? "1UL" : address(b.domain()) + " | 1") + ")) f->at++;";
            default -> {
                String statement = statement(instruction);
                yield statement + (statement.isEmpty() ? "" : " ") + "f->at++;";
            }
        };
    }

    private String statement(Instruction instruction) {
        return switch (instruction) {
            case Assign a -> set(a.destination(), value(a.value()));
            case Undefine u -> set(u.destination(), "UNDEFINED");
            case Automatic a -> set(a.destination(), "automatic(q, t, f, " + (registers + a.slot()) + ", "
                + Math.max(a.type().size(), 1) + ")");
            case Expire e -> "expire(q, t, f, " + (registers + e.slot()) + ", " + e.register() + ");";
            case CheckIndex c -> "check_index(q, " + value(c.index()) + ", " + c.count() + "L);";
            case Load l -> set(l.destination(), load(l.address(), l.type(), "~0UL", l.copied()));
            case LoadBits l -> set(l.destination(), load(l.address(), l.type(), mask(l.mask()), l.copied()));
            case Store s -> store(s.order(), s.address(), s.type(), s.value(), "~0UL", s.copied());
            case StoreBits s -> store(s.order(), s.address(), s.type(), s.value(), mask(s.mask()), s.copied());
            case ReadModifyWrite r -> set(r.destination(), "modify(q, " + address(r.address()) + ", " + r.type() + "_, " + r.type().bytes() + ", "
                + r.operation() + "_, " + value(r.operand()) + ", " + (r.expected() == null ? "0" : value(r.expected())) + ")");
            case Fence _ -> "";
            case Allocate a -> set(a.destination(), "allocate(q, " + address(a.size()) + ", " + (a.cache() == null ? "0" : address(a.cache()))
                + ", " + address(a.flags()) + ")");
            case Free f -> "release(q, " + address(f.address()) + ", " + (f.cache() == null ? "0" : address(f.cache())) + ");";
            case TryLock t -> set(t.destination(), "try_lock(q, t, " + held(t.address(), t.kind(), t.context()) + ")");
            case Unlock u -> "unlock(q, t, " + held(u.address(), u.kind(), u.context()) + ");";
            case IsHeld h -> set(h.destination(), "is_held(t, " + address(h.address()) + ")");
            case IsLocked l -> set(l.destination(), "is_locked(q, " + address(l.address()) + ")");
            case Enter e -> "enter(q, t, " + e.context() + "_);";
            case Leave l -> "leave(q, t, " + l.context() + "_);";
            case MightSleep s -> "might_sleep_(q, t, " + (s.operation().startsWith("synchronize_") || s.operation().startsWith("rcu_barrier")
                ? 1 : 0) + ");";
            case Query a -> set(a.destination(), answer(a.question()));
            case ReadLock l -> "read_lock(q, t, " + l.flavour() + "_);";
            case ReadUnlock u -> "read_unlock(q, t, " + u.flavour() + "_);";
            case SleepableReadLock l -> set(l.destination(), "section_begin(q, t, " + address(l.address()) + ")");
            case SleepableReadUnlock u -> "section_end(q, t, " + address(u.address()) + ", " + value(u.cookie()) + ");";
            case Spawn s -> "spawn(q, " + s.kind().ordinal() + ", " + address(s.function()) + ", " + value(s.argument()) + ", "
                + (s.kind() == SpawnKind.SLEEPABLE_CALLBACK ? address(s.domain()) : "0") + ");";
            case RegionBegin _ -> "region++;";
            case RegionEnd _ -> "region--;";
            case Guard g -> "if (!" + value(g.condition()) + ") blocked = 1;";
            case Choose c -> choose(c);
            case ChooseRange c -> set(c.destination(), "choose_range(q, " + value(c.low()) + ", " + value(c.high()) + ")");
            case Assume a -> "if (!" + value(a.condition()) + ") discarded = 1;";
            case Report r -> "fail(q, " + r.finding() + "_);";
            case Observe o -> "observe(q, " + number(o.name()) + ", " + value(o.value()) + ");";
            case Cover _ -> "";
            case Print p -> String.join(" ", p.arguments().stream().map(argument -> "(void)" + value(argument) + ";").toList());
            case GhostGet g -> set(g.destination(), "ghost_get(q, " + address(g.table()) + ", " + address(g.key()) + ")");
            case GhostSet g -> "ghost_set(q, " + address(g.table()) + ", " + address(g.key()) + ", " + address(g.value()) + ");";
            case IsIdle i -> set(i.destination(), "idle()");
            case Jump _, Branch _, Call _, Return _, Lock _, Synchronize _, SleepableSynchronize _, Barrier _ ->
                throw new IllegalStateException("says itself where to go on: " + instruction);
        };
    }

    private static String answer(Question question) {
        return switch (question) {
            case IN_SOFTIRQ -> "t->softirq || t->disabled[BOTTOM_HALVES_]";
            case IN_RCU_SECTION -> "reader(t)";
            case BOTTOM_HALVES_DISABLED -> "t->disabled[BOTTOM_HALVES_] != 0";
            case IRQS_DISABLED -> "t->disabled[INTERRUPTS_] != 0";
            case MUST_NOT_SLEEP -> "atomic_because(t) != 0";
            case THREAD -> "t - q->thread + 1";
        };
    }

    private int number(String name) {
        if (!observed.contains(name)) {
            observed.add(name);
        }
        return observed.indexOf(name);
    }

    private String choose(Choose choose) {
        List<String> cases = new ArrayList<>();
        for (int n = 0; n < choose.values().size(); n++) {
            cases.add("case " + n + ": " + set(choose.destination(), value(choose.values().get(n))) + " break;");
        }
        return "switch (pick(" + cases.size() + ")) { " + String.join(" ", cases) + " }";
    }

    private String load(Expression address, ScalarType type, String wanted, boolean copied) {
        String at = "q, " + address(address) + ", " + type.bytes() + ", " + wanted;
        String loaded = PromelaExpressions.wrap(type, "load(" + at + ")");
        return copied ? "(is_unset(" + at + ") ? UNDEFINED : " + loaded + ")" : loaded;
    }

    private String store(Order order, Expression address, ScalarType type, Expression value, String defines, boolean copied) {
        String store = order == Order.PLAIN ? "store_plain(" : "store(";
        String at = "q, " + address(address) + ", " + type.bytes() + ", ";
        if (copied && value instanceof Expression.Register(int from)) {
            return "if (t->registers[f->base + " + from + "] == UNDEFINED) { " + store + at + "0, 0); forget(" + at + defines
                + "); } else " + store + at + address(value) + ", " + defines + ");";
        }
        return store + at + address(value) + ", " + defines + ");";
    }

    private String held(Expression address, LockKind kind, Context context) {
        return address(address) + ", " + kind + "_, " + context + "_";
    }

    private static String mask(long mask) {
        return "0x" + Long.toHexString(mask) + "UL";
    }

    private static String set(int destination, String value) {
        return destination < 0 ? "(void)(" + value + ");" : "SET(" + destination + ", " + value + ");";
    }

    private String value(Expression expression) {
        return expressions.of(expression);
    }

    private String address(Expression expression) {
        return expressions.address(expression);
    }
}
