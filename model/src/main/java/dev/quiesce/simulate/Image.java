package dev.quiesce.simulate;

import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Function;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Liveness;
import dev.quiesce.program.Order;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An image is a program made ready to run one scenario: where each global lies, which registers are live where, and what
 * the program can do at all. Immutable; shared by all machines that run it.
 */
public final class Image {
    final Program program;
    final Scenario scenario;
    final Instruction[][] code;
    final BitSet[][] live;
    /** First word of each global in the globals array, and one entry more for the end. */
    final int[] firstWord;
    final int globalCount;
    /** True if some code can see whether a lock is held without waiting for it, or makes a lock anew that may be held. */
    final boolean observesLocks;
    /** True if some code frees memory, so that an allocation may get it again. */
    final boolean frees;
    /** True if some code asks whether anybody else can move. */
    final boolean asksIdle;
    /** True if anything can run in softirq context. */
    final boolean hasSoftirqs;
    /** Positions of instructions in a numbering over all functions. */
    final int[] firstInstruction;
    /** True if every thread has a store buffer, as under x86-TSO. */
    final boolean storeBuffers;
    final List<String> coverNames;
    final List<String> observedNames;

    /** For sequentially consistent memory. */
    public Image(Program program, Scenario scenario) {
        this(program, scenario, false);
    }

    /** @param storeBuffers whether every thread has a store buffer, as under x86-TSO */
    public Image(Program program, Scenario scenario, boolean storeBuffers) {
        this.storeBuffers = storeBuffers;
        this.program = program;
        this.scenario = scenario;
        int functions = program.functions().size();
        code = new Instruction[functions][];
        live = new BitSet[functions][];
        firstInstruction = new int[functions + 1];
        boolean observes = false;
        boolean idle = false;
        boolean freeing = false;
        boolean softirqs = !scenario.softirqs().isEmpty();
        Set<String> covers = new LinkedHashSet<>();
        Set<String> observed = new LinkedHashSet<>();
        BitSet besideOthers = Slice.besideOthers(program, scenario);
        Set<Long> locked = new HashSet<>();
        Set<Long> cleared = new HashSet<>();
        for (int f = 0; f < functions; f++) {
            Function function = program.functions().get(f);
            code[f] = function.body().toArray(Instruction[]::new);
            firstInstruction[f + 1] = firstInstruction[f] + code[f].length;
            for (Instruction i : code[f]) {
                switch (i) {
                    case Instruction.TryLock t -> observes = true;
                    case Instruction.IsLocked l -> observes = true;
                    case Instruction.Lock(var kind, Constant(long address), var context, var site) -> locked.add(address);
                    case Instruction.Store(Constant(long address), Constant(long value), var type, Order order, var copied, var site) -> {
                        if (order == Order.PLAIN && value == 0 && besideOthers.get(f)) {
                            cleared.add(address);
                        }
                    }
                    case Instruction.IsIdle q -> idle = true;
                    case Instruction.Free q -> freeing = true;
                    case Instruction.Spawn s -> softirqs |= s.kind().softirq();
                    case Instruction.Cover c -> covers.add(c.name());
                    case Instruction.Observe o -> observed.add(o.name());
                    default -> { }
                }
            }
        }
        observesLocks = observes || !Collections.disjoint(locked, cleared);
        frees = freeing;
        asksIdle = idle;
        hasSoftirqs = softirqs;
        coverNames = List.copyOf(covers);
        observedNames = List.copyOf(observed);
        globalCount = program.globals().size();
        firstWord = new int[globalCount + 1];
        for (int g = 0; g < globalCount; g++) {
            firstWord[g + 1] = firstWord[g] + (int) ((program.globals().get(g).size() + 7) / 8);
        }
    }

    /** Live registers of each position of a function, computed on first need. */
    BitSet[] liveness(int function) {
        BitSet[] known = live[function];
        if (known == null) {
            known = Liveness.of(program.functions().get(function));
            live[function] = known;
        }
        return known;
    }

    Function function(int index) {
        return program.functions().get(index);
    }

    /**
     * The index of a function by its name.
     *
     * @throws IllegalArgumentException if there is none, with the names that there are
     */
    int index(String function) {
        List<Function> all = program.functions();
        for (int f = 0; f < all.size(); f++) {
            if (all.get(f).name().equals(function)) {
                return f;
            }
        }
        throw new IllegalArgumentException("there is no function '" + function + "' that a scenario reaches; there are: "
            + all.stream().filter(f -> !f.site().library()).map(Function::name).distinct().sorted().toList());
    }

    /** True if what a thread does may depend on whether anybody else can move. */
    public boolean asksIdle() {
        return asksIdle;
    }

    /** True if every thread has a store buffer. */
    public boolean storeBuffers() {
        return storeBuffers;
    }

    /** Instructions over all functions. */
    public int instructionCount() {
        return firstInstruction[code.length];
    }

    /** The lowest slot for threads that are started on the way. */
    int firstStartedSlot() {
        return 1 + scenario.threads().size() + scenario.softirqs().size();
    }

    /** The globals before anything has run. */
    long[] initialGlobals() {
        long[] words = new long[firstWord[globalCount]];
        for (int g = 0; g < globalCount; g++) {
            for (GlobalObject.Initializer i : program.globals().get(g).initializers()) {
                int word = firstWord[g] + (int) (i.offset() >> 3);
                int shift = (int) (i.offset() & 7) * 8;
                long mask = Bits.mask(i.type()) << shift;
                words[word] = words[word] & ~mask | i.value() << shift & mask;
            }
        }
        return words;
    }

    /** Instructions by number over all functions, in order. */
    public List<Instruction> instructions() {
        List<Instruction> all = new ArrayList<>();
        for (Instruction[] body : code) {
            all.addAll(List.of(body));
        }
        return all;
    }

    /** Names of the covers of the program, in order of appearance. */
    public List<String> coverNames() {
        return coverNames;
    }

    public Program program() {
        return program;
    }

    public Scenario scenario() {
        return scenario;
    }
}
