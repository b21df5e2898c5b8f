package dev.quiesce.stress.emit;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.*;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Writes the statements that an instruction becomes, under the line of C that it comes from. */
final class Statements {
    private static final int LONGEST_COMMENT = 100;

    private final Function function;
    private final Names names;
    private final List<String> registers;
    private final Expressions expressions;
    private final Blocks blocks;
    private final Mapping mapping;
    private final List<String> observed;
    /** Registers that are declared where they are assigned. */
    private final SortedSet<Integer> declaredInPlace;
    private final SortedSet<Integer> automatics = new TreeSet<>();
    private Site lastSite = Site.NONE;
    private List<String> out = new ArrayList<>();

    Statements(Function function, Names names, List<String> registers, Expressions expressions, Blocks blocks,
               Mapping mapping, List<String> observed, SortedSet<Integer> declaredInPlace) {
        this.function = function;
        this.names = names;
        this.registers = registers;
        this.expressions = expressions;
        this.blocks = blocks;
        this.mapping = mapping;
        this.observed = observed;
        this.declaredInPlace = declaredInPlace;
        for (Instruction i : function.body()) {
            if (i instanceof Automatic a) {
                automatics.add(a.slot());
            }
        }
    }

    /** What has to be declared before the first statement. */
    List<String> declarations() {
        return automatics.stream().map(slot -> "long " + automatic(slot) + " = 0;").toList();
    }

    private static String automatic(int slot) {
        return "onStack" + slot;
    }

    /** The statements of instructions {@code from} to {@code to}, but for what a jump or a branch at the end does. */
    List<String> of(int from, int to) {
        out = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            Instruction instruction = function.body().get(i);
            if (leavesATrace(instruction)) {
                comment(instruction.site());
            }
            write(instruction, i);
        }
        return out;
    }

    private static boolean leavesATrace(Instruction instruction) {
        return switch (instruction) {
            case Jump j -> false;
            case Undefine u -> false;
            case Expire e -> false;
            case Cover c -> false;
            case Print p -> false;
            default -> true;
        };
    }

    private void comment(Site site) {
        boolean says = site.line() != 0 && !site.text().isEmpty() && !site.text().equals("{") && !site.text().equals("}");
        if (says && !site.text().equals(lastSite.text())) {
            String text = site.text().replace("\\u", "\\ u");
            out.add("// " + site.file().substring(site.file().lastIndexOf('/') + 1) + ":" + site.line() + "  " + (text.length() > LONGEST_COMMENT ? text.substring(0, LONGEST_COMMENT) + "..." : text));
            lastSite = site;
        }
    }

    private void line(String text) {
        out.add(text);
    }

    private void assign(int destination, String value) {
        if (destination < 0) {
            out.add(value.endsWith(")") && value.startsWith("cpu.") || value.matches("\\w+\\(cpu.*\\)") ? value + ";"
                : "// dropped: " + value);
        } else {
            out.add((declaredInPlace.contains(destination) ? "long " : "") + registers.get(destination) + " = " + value
                + ";");
        }
    }

    private String v(Expression e) {
        return expressions.value(e);
    }

    private void write(Instruction instruction, int at) {
        switch (instruction) {
            case Assign a -> assign(a.destination(), v(a.value()));
            case Undefine u -> { }
            case Expire e -> { }
            case Jump j -> { }
            case Branch b -> { }
            case Call c -> assign(c.destination(), call(c));
            case Return r -> leave(r);
            case Automatic a -> {
                line(automatic(a.slot()) + " = cpu.automatic(" + automatic(a.slot()) + ", " + a.type().size() + ");");
                assign(a.destination(), automatic(a.slot()));
            }
            case CheckIndex c -> line("cpu.checkIndex(" + v(c.index()) + ", " + c.count() + ");");
            // What was never written is copied as it is, and known where it is looked at.
            case Load l when l.copied() -> assign(l.destination(),
                "cpu.loadUnitAcquire(" + l.type() + ", " + v(l.address()) + ", 0x0L)");
            case Load l -> assign(l.destination(),
                "cpu." + mapping.load(l.site()) + "(" + l.type() + ", " + v(l.address()) + ")");
            case LoadBits l -> assign(l.destination(), "cpu.loadUnitAcquire(" + l.type() + ", " + v(l.address()) + ", 0x"
                + Long.toHexString(l.copied() ? 0 : l.mask()) + "L)");
            case Store s -> line("cpu." + mapping.store(s.site()) + "(" + s.type() + ", " + v(s.address()) + ", "
                + v(s.value()) + ");");
            case StoreBits s -> line("cpu." + mapping.store().method() + "(" + s.type() + ", " + v(s.address()) + ", "
                + v(s.value()) + ");");
            case ReadModifyWrite r -> modify(r);
            case Fence f -> fence(f);
            case Allocate a -> assign(a.destination(), "cpu.allocate(" + v(a.size()) + ", " + v(a.flags()) + ")");
            case Free f -> line("cpu.free(" + v(f.address()) + ");");
            case Lock l -> line("cpu.lock(" + lock(l.kind(), l.address(), l.context()) + ");");
            case TryLock l -> assign(l.destination(), "cpu.tryLock(" + lock(l.kind(), l.address(), l.context()) + ")");
            case Unlock u -> line("cpu.unlock(" + lock(u.kind(), u.address(), u.context()) + ");");
            case IsHeld h -> assign(h.destination(), "cpu.isHeld(" + v(h.address()) + ")");
            case IsLocked l -> assign(l.destination(), "cpu.isLocked(" + v(l.address()) + ")");
            case Enter e -> line("cpu.disable(Context." + e.context() + ");");
            case Leave l -> line("cpu.enable(Context." + l.context() + ");");
            case MightSleep s -> line("cpu.mightSleep(" + (s.operation().startsWith("synchronize_")
                || s.operation().startsWith("rcu_barrier")) + ");");
            case Query q -> assign(q.destination(), "cpu." + question(q.question()));
            case ReadLock l -> line("cpu.readLock(Context." + l.flavour() + ");");
            case ReadUnlock u -> line("cpu.readUnlock(Context." + u.flavour() + ");");
            case Synchronize s -> line("cpu.synchronize();");
            case SleepableReadLock l -> assign(l.destination(), "cpu.sleepableReadLock(" + v(l.address()) + ")");
            case SleepableReadUnlock u -> line("cpu.sleepableReadUnlock(" + v(u.address()) + ");");
            case SleepableSynchronize s -> line("cpu.sleepableSynchronize(" + v(s.address()) + ");");
            case Spawn s -> line("cpu.start(SpawnKind." + s.kind() + ", " + v(s.function()) + ", " + v(s.argument()) + ", "
                + (s.domain() == null ? "0" : v(s.domain())) + ");");
            case Barrier b -> line("cpu.barrier();");
            case RegionBegin r -> line("cpu.beginRegion();");
            case RegionEnd r -> line("cpu.endRegion();");
            case Guard g -> {
                if (blocks.depth(at) == 0) {
                    line("cpu.guard(" + expressions.condition(g.condition(), false) + ");");
                }
            }
            case Choose c -> choose(c);
            case ChooseRange c -> range(c);
            case Assume a -> line("cpu.assume(" + expressions.condition(a.condition(), false) + ");");
            case Report r -> {
                line("// " + r.finding().words() + (r.message().isEmpty() ? "" : ": " + oneLine(r.message())));
                line("throw cpu.report(Finding." + r.finding() + ");");
            }
            case Observe o -> line("cpu.observe(" + observed.indexOf(o.name()) + " /* " + o.name() + " */, " + v(o.value())
                + ");");
            case Cover c -> { }
            case Print p -> { }
            case GhostGet g -> assign(g.destination(), "cpu.ghost(" + v(g.table()) + ", " + v(g.key()) + ")");
            case GhostSet g -> line("cpu.setGhost(" + v(g.table()) + ", " + v(g.key()) + ", " + v(g.value()) + ");");
            // No thread on a real core can know. It goes on waiting, which shows less than could happen, never more.
            case IsIdle q -> assign(q.destination(), "0");
        }
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ').replace("\\u", "\\ u");
    }

    private String call(Call c) {
        int target = c.callee() instanceof Expression.Constant k ? Address.function(k.value()) : -1;
        StringBuilder text = new StringBuilder(target >= 0 ? names.function(target) + "(cpu"
            : "cpu.call(" + v(c.callee()));
        c.arguments().forEach(a -> text.append(", ").append(v(a)));
        return text.append(')').toString();
    }

    private void leave(Return r) {
        if (automatics.isEmpty()) {
            line("return " + (r.value() == null ? "0" : v(r.value())) + ";");
            return;
        }
        String value = r.value() == null ? "0" : v(r.value());
        automatics.forEach(slot -> line("cpu.expire(" + automatic(slot) + ");"));
        line("return " + value + ";");
    }

    private void modify(ReadModifyWrite r) {
        String operation = switch (r.operation()) {
            case EXCHANGE -> "exchange";
            case COMPARE_EXCHANGE -> "compareExchange";
            case ADD -> "add";
            case SUBTRACT -> "subtract";
            case AND -> "and";
            case OR -> "or";
            case XOR -> "xor";
            case AND_NOT -> "andNot";
            case ADD_UNLESS -> "addUnless";
        };
        String expected = r.expected() == null ? "" : v(r.expected()) + ", ";
        String text = "cpu." + operation + "(" + r.type() + ", " + v(r.address()) + ", " + expected + v(r.operand()) + ")";
        if (mapping.fenced(r.order())) {
            line("VarHandle.fullFence();");
        }
        assign(r.destination(), text);
        if (mapping.fenced(r.order())) {
            line("VarHandle.fullFence();");
        }
    }

    private void fence(Fence f) {
        String statement = mapping.fence(f.kind());
        if (!statement.isEmpty()) {
            line(statement);
        }
    }

    private String lock(LockKind kind, Expression address, Context context) {
        return "LockKind." + kind + ", " + v(address) + ", Context." + context;
    }

    private static String question(Question question) {
        return switch (question) {
            case IN_SOFTIRQ -> "inSoftirq()";
            case IN_RCU_SECTION -> "inRcuSection()";
            case BOTTOM_HALVES_DISABLED -> "isDisabled(Context.BOTTOM_HALVES)";
            case IRQS_DISABLED -> "isDisabled(Context.INTERRUPTS)";
            case MUST_NOT_SLEEP -> "mustNotSleep()";
            case THREAD -> "thread()";
        };
    }

    private void choose(Choose c) {
        int n = c.values().size();
        StringBuilder text = new StringBuilder("switch (cpu.choose(" + n + ")) { ");
        for (int i = 0; i < n; i++) {
            text.append(i == n - 1 ? "default" : "case " + i).append(" -> ").append(v(c.values().get(i))).append("; ");
        }
        assign(Math.max(c.destination(), 0), text.append("}").toString());
    }

    private void range(ChooseRange c) {
        String low = v(c.low());
        assign(c.destination(), low + " + cpu.choose((" + v(c.high()) + ") - (" + low + ") + 1)");
    }
}
