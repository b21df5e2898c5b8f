package dev.quiesce.program;

import dev.quiesce.program.Instruction.Allocate;
import dev.quiesce.program.Instruction.Assign;
import dev.quiesce.program.Instruction.Assume;
import dev.quiesce.program.Instruction.Automatic;
import dev.quiesce.program.Instruction.Barrier;
import dev.quiesce.program.Instruction.Branch;
import dev.quiesce.program.Instruction.Call;
import dev.quiesce.program.Instruction.CheckIndex;
import dev.quiesce.program.Instruction.Choose;
import dev.quiesce.program.Instruction.ChooseRange;
import dev.quiesce.program.Instruction.Cover;
import dev.quiesce.program.Instruction.Enter;
import dev.quiesce.program.Instruction.Fence;
import dev.quiesce.program.Instruction.Expire;
import dev.quiesce.program.Instruction.Free;
import dev.quiesce.program.Instruction.GhostGet;
import dev.quiesce.program.Instruction.GhostSet;
import dev.quiesce.program.Instruction.Guard;
import dev.quiesce.program.Instruction.IsHeld;
import dev.quiesce.program.Instruction.IsIdle;
import dev.quiesce.program.Instruction.IsLocked;
import dev.quiesce.program.Instruction.Jump;
import dev.quiesce.program.Instruction.Leave;
import dev.quiesce.program.Instruction.Load;
import dev.quiesce.program.Instruction.LoadBits;
import dev.quiesce.program.Instruction.Lock;
import dev.quiesce.program.Instruction.MightSleep;
import dev.quiesce.program.Instruction.Observe;
import dev.quiesce.program.Instruction.Print;
import dev.quiesce.program.Instruction.Query;
import dev.quiesce.program.Instruction.ReadLock;
import dev.quiesce.program.Instruction.ReadModifyWrite;
import dev.quiesce.program.Instruction.ReadUnlock;
import dev.quiesce.program.Instruction.RegionBegin;
import dev.quiesce.program.Instruction.RegionEnd;
import dev.quiesce.program.Instruction.Report;
import dev.quiesce.program.Instruction.Return;
import dev.quiesce.program.Instruction.SleepableReadLock;
import dev.quiesce.program.Instruction.SleepableReadUnlock;
import dev.quiesce.program.Instruction.SleepableSynchronize;
import dev.quiesce.program.Instruction.Spawn;
import dev.quiesce.program.Instruction.Store;
import dev.quiesce.program.Instruction.StoreBits;
import dev.quiesce.program.Instruction.Synchronize;
import dev.quiesce.program.Instruction.TryLock;
import dev.quiesce.program.Instruction.Undefine;
import dev.quiesce.program.Instruction.Unlock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A listing is a program as text, for people: one line for each instruction, names instead of numbers. */
public final class Listing {
    private final Program program;

    private Listing(Program program) {
        this.program = program;
    }

    /** Everything in the program. */
    public static String of(Program program) {
        Listing listing = new Listing(program);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < program.globals().size(); i++) {
            text.append(listing.global(i)).append('\n');
        }
        for (Function function : program.functions()) {
            text.append('\n').append(of(program, function));
        }
        for (Scenario scenario : program.scenarios()) {
            text.append('\n').append(listing.scenario(scenario)).append('\n');
        }
        return text.toString();
    }

    /** One function of {@code program}. */
    public static String of(Program program, Function function) {
        Listing listing = new Listing(program);
        StringBuilder text = new StringBuilder(function.name()).append('(');
        for (int i = 0; i < function.parameters(); i++) {
            text.append(i == 0 ? "" : ", ").append(register(function, i));
        }
        text.append(")\n");
        for (int i = 0; i < function.body().size(); i++) {
            Instruction instruction = function.body().get(i);
            String line = String.format(Locale.ROOT, "%4d  %s", i, listing.line(function, instruction));
            String site = instruction.site() == Site.NONE ? "" : instruction.site().line() + ": " + instruction.site().text();
            text.append(String.format(Locale.ROOT, "%-60s ; %s", line, site).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private String global(int number) {
        GlobalObject global = program.globals().get(number);
        if (global.readOnly() && global.name().startsWith("\"")) {
            return "@" + number + " " + global.name();
        }
        String values = global.initializers().stream()
                .map(i -> global.type().pathAt(i.offset()) + " = " + constant(i.value())).collect(Collectors.joining(", "));
        return "@" + number + " " + global.type().name() + " " + global.name() + (global.readOnly() ? " readonly" : "")
                + " size " + global.size() + (values.isEmpty() ? "" : " {" + values + "}");
    }

    private String scenario(Scenario scenario) {
        return "scenario " + scenario.name() + " init " + name(scenario.init()) + " threads " + names(scenario.threads())
                + " softirqs " + names(scenario.softirqs()) + " exit " + name(scenario.exit()) + " memory "
                + scenario.memory() + " expect " + scenario.expect() + " races " + scenario.races()
                + (scenario.endless() ? " endless" : "") + (scenario.unroll() == 0 ? "" : " unroll " + scenario.unroll())
                + " about \"" + scenario.about() + "\"";
    }

    private String names(List<Integer> functions) {
        return functions.stream().map(this::name).toList().toString();
    }

    private String name(int function) {
        return function < 0 ? "-" : program.functions().get(function).name();
    }

    private String line(Function f, Instruction instruction) {
        return switch (instruction) {
            case Assign i -> to(f, i.destination()) + text(f, i.value());
            case Undefine i -> to(f, i.destination()) + "undefined";
            case Jump i -> "jump " + i.target();
            case Branch i -> "branch " + text(f, i.condition()) + " ? " + i.ifTrue() + " : " + i.ifFalse() + " join " + i.join();
            case Call i -> to(f, i.destination()) + "call " + text(f, i.callee()) + texts(f, i.arguments());
            case Return i -> "return" + (i.value() == null ? "" : " " + text(f, i.value()));
            case Expire i -> "expire " + i.slot();
            case Automatic i -> to(f, i.destination()) + "automatic " + i.slot() + " " + i.type().name() + " " + i.name();
            case CheckIndex i -> "check " + text(f, i.index()) + " < " + i.count() + " of " + i.array();
            case Load i -> to(f, i.destination()) + "load " + i.type() + " " + i.order() + " " + text(f, i.address());
            case Store i -> "store " + i.type() + " " + i.order() + " " + text(f, i.address()) + " = " + text(f, i.value());
            case LoadBits i -> to(f, i.destination()) + "load " + i.type() + " & " + Long.toHexString(i.mask()) + " " + i.order()
                    + " " + text(f, i.address());
            case StoreBits i -> "store " + i.type() + " & " + Long.toHexString(i.mask()) + " " + i.order() + " "
                    + text(f, i.address()) + " = " + text(f, i.value());
            case ReadModifyWrite i -> to(f, i.destination()) + "rmw " + i.operation() + " " + i.type() + " " + i.order() + " "
                    + text(f, i.address()) + ", " + text(f, i.operand()) + (i.expected() == null ? "" : ", " + text(f, i.expected()));
            case Fence i -> "fence " + i.kind();
            case Allocate i -> to(f, i.destination()) + "allocate " + text(f, i.size()) + option(f, " cache ", i.cache())
                    + " flags " + text(f, i.flags()) + (i.type() == null ? "" : " as " + i.type().name());
            case Free i -> "free " + text(f, i.address()) + option(f, " cache ", i.cache());
            case Lock i -> "lock " + i.kind() + " " + text(f, i.address()) + " " + i.context();
            case TryLock i -> to(f, i.destination()) + "trylock " + i.kind() + " " + text(f, i.address()) + " " + i.context();
            case Unlock i -> "unlock " + i.kind() + " " + text(f, i.address()) + " " + i.context();
            case IsHeld i -> to(f, i.destination()) + "is held " + text(f, i.address());
            case IsLocked i -> to(f, i.destination()) + "is locked " + text(f, i.address());
            case Enter i -> "enter " + i.context();
            case Leave i -> "leave " + i.context();
            case MightSleep i -> "might sleep \"" + i.operation() + "\"";
            case Query i -> to(f, i.destination()) + "query " + i.question();
            case ReadLock i -> "read lock " + i.flavour();
            case ReadUnlock i -> "read unlock " + i.flavour();
            case Synchronize _ -> "synchronize";
            case SleepableReadLock i -> to(f, i.destination()) + "srcu read lock " + text(f, i.address());
            case SleepableReadUnlock i -> "srcu read unlock " + text(f, i.address()) + ", " + text(f, i.cookie());
            case SleepableSynchronize i -> "srcu synchronize " + text(f, i.address());
            case Spawn i -> "spawn " + i.kind() + " " + text(f, i.function()) + "(" + text(f, i.argument()) + ")"
                    + option(f, " domain ", i.domain());
            case Barrier i -> "rcu barrier" + option(f, " domain ", i.domain());
            case RegionBegin i -> "begin " + i.kind();
            case RegionEnd _ -> "end";
            case Guard i -> "guard " + text(f, i.condition());
            case Choose i -> to(f, i.destination()) + "choose " + texts(f, i.values());
            case ChooseRange i -> to(f, i.destination()) + "choose " + text(f, i.low()) + " to " + text(f, i.high());
            case Assume i -> "assume " + text(f, i.condition());
            case Report i -> "report " + i.finding() + " \"" + i.message() + "\"" + option(f, " object ", i.object());
            case Observe i -> "observe \"" + i.name() + "\" " + i.type() + " " + text(f, i.value());
            case Cover i -> "cover \"" + i.name() + "\"";
            case Print i -> "print \"" + i.format().replace("\n", "\\n") + "\"" + texts(f, i.arguments());
            case GhostGet i -> to(f, i.destination()) + "ghost " + text(f, i.table()) + "[" + text(f, i.key()) + "]";
            case GhostSet i -> "ghost " + text(f, i.table()) + "[" + text(f, i.key()) + "] = " + text(f, i.value());
            case IsIdle i -> to(f, i.destination()) + "is idle";
        };
    }

    private static String to(Function function, int register) {
        return register < 0 ? "" : register(function, register) + " = ";
    }

    private static String register(Function function, int register) {
        String name = function.registerNames().get(register);
        return "r" + register + (name.isEmpty() ? "" : ":" + name);
    }

    private String option(Function f, String word, Expression value) {
        return value == null ? "" : word + text(f, value);
    }

    private String texts(Function f, List<Expression> values) {
        return values.stream().map(v -> text(f, v)).collect(Collectors.joining(", ", "(", ")"));
    }

    private String text(Function f, Expression expression) {
        return switch (expression) {
            case Expression.Constant(long value) -> constant(value);
            case Expression.Register(int index) -> register(f, index);
            case Expression.Unary u -> u.operator().symbol() + text(f, u.operand()) + suffix(u.type());
            case Expression.Cast c -> "(" + c.type() + ")" + text(f, c.operand());
            case Expression.Binary b -> "(" + text(f, b.left()) + " " + b.operator().symbol() + suffix(b.type()) + " "
                    + text(f, b.right()) + ")";
        };
    }

    /** The type of an operation, where it is not the usual one. */
    private static String suffix(ScalarType type) {
        return type == ScalarType.S32 || type == ScalarType.POINTER ? "" : "." + type;
    }

    private String constant(long value) {
        if (Address.isAddress(value) && Address.object(value) < program.globals().size()) {
            GlobalObject global = program.globals().get(Address.object(value));
            return "&" + global.name() + (Address.offset(value) == 0 ? "" : global.type().pathAt(Address.offset(value)));
        }
        int function = Address.function(value);
        return function >= 0 && function < program.functions().size() ? program.functions().get(function).name() : Long.toString(value);
    }
}
