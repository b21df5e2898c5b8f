package dev.quiesce.lang;

import dev.quiesce.lang.Pending.Branch;
import dev.quiesce.lang.Pending.Deaths;
import dev.quiesce.lang.Pending.Jump;
import dev.quiesce.lang.Pending.Mortal;
import dev.quiesce.lang.Pending.Plain;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/** A function builder collects the instructions of one function; jumps name labels until the end. */
final class FunctionBuilder {
    private static final int LONGEST_STATEMENT = 60;

    private final Sites sites;
    private final List<Pending> code = new ArrayList<>();
    private final List<String> registerNames = new ArrayList<>();
    /** What is to be done before everything else, though it is only known later. */
    private final List<Pending> prologue = new ArrayList<>();
    private int slots;

    FunctionBuilder(Sites sites) {
        this.sites = sites;
    }

    /** A position in the code that may not be known yet. */
    static final class Label {
        private int position = -1;

        int position() {
            return position;
        }
    }

    /** A point that the builder can be taken back to. */
    record Mark(int code, int prologue, int registers, int slots) {}

    Mark mark() {
        return new Mark(code.size(), prologue.size(), registerNames.size(), slots);
    }

    /** Forgets everything since {@code mark}. */
    void rewind(Mark mark) {
        code.subList(mark.code, code.size()).clear();
        prologue.subList(mark.prologue, prologue.size()).clear();
        registerNames.subList(mark.registers, registerNames.size()).clear();
        slots = mark.slots;
    }

    boolean emittedSince(Mark mark) {
        return code.size() > mark.code;
    }

    /** A new register; {@code name} is the variable it stands for, empty for a temporary. */
    int register(String name) {
        registerNames.add(name);
        return registerNames.size() - 1;
    }

    String registerName(int register) {
        return registerNames.get(register);
    }

    /** The number of a new automatic object. */
    int slot() {
        return slots++;
    }

    int position() {
        return code.size();
    }

    void emit(IASTNode node, Function<Site, Instruction> make) {
        code.add(new Pending(Plain.of(make), node));
    }

    /** What is to be done where the function starts. */
    void emitFirst(IASTNode node, Function<Site, Instruction> make) {
        prologue.add(new Pending(Plain.of(make), node));
    }

    /** Runs {@code step}, which emits the function; what is to be done first stands behind it. Linking drops jumps that need not be. */
    void withPrologue(IASTNode node, Runnable step) {
        Label first = new Label();
        Label rest = new Label();
        jump(node, first);
        place(rest);
        step.run();
        place(first);
        code.addAll(prologue);
        jump(node, rest);
    }

    /** A block is left whose objects die; they are known at the end of the block. */
    void expire(IASTNode node, Site site, List<Mortal> mortals) {
        code.add(new Pending(new Deaths(mortals), node));
        code.getLast().site = site;
    }

    void jump(IASTNode node, Label target) {
        code.add(new Pending(new Jump(target), node));
    }

    /** Branches on {@code condition}; on a constant, jumps. */
    void branch(IASTNode node, Expression condition, Label ifTrue, Label ifFalse) {
        if (condition instanceof Constant(long value)) {
            jump(node, value != 0 ? ifTrue : ifFalse);
        } else {
            code.add(new Pending(new Branch(condition, ifTrue, ifFalse), node));
        }
    }

    void place(Label label) {
        label.position = code.size();
    }

    /** The instructions from {@code from} on are those of one statement, which {@code whole} shows if it is short. */
    void settle(int from, Site whole) {
        if (whole.text().length() > LONGEST_STATEMENT || whole.text().isEmpty()) {
            return;
        }
        Set<Site> visible = new HashSet<>();
        for (Pending pending : code.subList(from, code.size())) {
            if (pending.work instanceof Plain plain && plain.visible()) {
                visible.add(siteOf(pending));
            }
        }
        if (visible.size() <= 1 && visible.stream().allMatch(s -> within(s, whole))) {
            code.subList(from, code.size()).forEach(p -> p.site = p.site == null ? whole : p.site);
        }
    }

    private static boolean within(Site part, Site whole) {
        return part.file().equals(whole.file()) && part.line() >= whole.line() && part.endLine() <= whole.endLine();
    }

    private Site siteOf(Pending pending) {
        return pending.site != null ? pending.site : sites.at(pending.node);
    }

    /** The finished function. */
    dev.quiesce.program.Function finish(String name, int parameters, Site site) {
        List<Instruction> body = new Linking(code, this::siteOf).link();
        return new dev.quiesce.program.Function(name, parameters, registerNames.size(), registerNames, body, site);
    }
}
