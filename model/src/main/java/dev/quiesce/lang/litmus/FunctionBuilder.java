package dev.quiesce.lang.litmus;

import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.Assign;
import dev.quiesce.program.Instruction.Branch;
import dev.quiesce.program.Instruction.Jump;
import dev.quiesce.program.Instruction.Return;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the instructions of one process. Registers come into being when they are first named, and start as 0. */
final class FunctionBuilder {
    private final String name;
    private final Site site;
    private final List<Instruction> body = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<Integer, Long> starts = new HashMap<>();

    FunctionBuilder(String name, Site site) {
        this.name = name;
        this.site = site;
    }

    /** The register that stands for a variable. */
    int register(String variable) {
        return numbers.computeIfAbsent(variable, this::fresh);
    }

    boolean has(String variable) {
        return numbers.containsKey(variable);
    }

    /** A variable that starts with {@code value}. */
    void start(String variable, long value) {
        starts.put(register(variable), value);
    }

    /** A register without a name. */
    int temporary() {
        return fresh("");
    }

    private int fresh(String variable) {
        names.add(variable);
        return names.size() - 1;
    }

    void emit(Instruction instruction) {
        body.add(instruction);
    }

    /** Puts {@code value} into a register without a name. */
    Expression keep(Expression value, Site at) {
        int register = temporary();
        emit(new Assign(register, value, at));
        return new Register(register);
    }

    /** The position of the next instruction. */
    int here() {
        return body.size();
    }

    /** Leaves room for an instruction whose targets are not known yet. */
    int reserve() {
        body.add(null);
        return body.size() - 1;
    }

    void fill(int position, Instruction instruction) {
        body.set(position, instruction);
    }

    /** The function, with the assignments of first values in front. */
    Function build() {
        emit(new Return(null, Site.NONE));
        List<Instruction> whole = new ArrayList<>();
        numbers.forEach((variable, register) ->
            whole.add(new Assign(register, new Constant(starts.getOrDefault(register, 0L)), Site.NONE)));
        int shift = whole.size();
        body.forEach(instruction -> whole.add(moved(instruction, shift)));
        return new Function(name, 0, names.size(), names, whole, site);
    }

    private static Instruction moved(Instruction instruction, int shift) {
        return switch (instruction) {
            case Jump(int target, Site at) -> new Jump(target + shift, at);
            case Branch(Expression condition, int ifTrue, int ifFalse, int join, Site at) ->
                new Branch(condition, ifTrue + shift, ifFalse + shift, join < 0 ? join : join + shift, at);
            default -> instruction;
        };
    }
}
