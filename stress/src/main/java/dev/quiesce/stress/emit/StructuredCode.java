package dev.quiesce.stress.emit;

import dev.quiesce.program.Expression;
import dev.quiesce.program.Function;
import dev.quiesce.stress.emit.Blocks.Block;
import dev.quiesce.stress.emit.Blocks.Choice;
import dev.quiesce.stress.emit.Blocks.Goto;
import dev.quiesce.stress.emit.Blocks.Leave;
import dev.quiesce.stress.emit.Blocks.Retry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Makes loops, conditions and labelled blocks of jumps: a block is written where the one that dominates it ends, and
 * where several ways meet, what comes before them is a labelled block to break out of. After Ramsey, "Beyond Relooper".
 */
final class StructuredCode {
    private static final String INDENT = "    ";
    /** Nothing follows. */
    private static final int NOWHERE = -1;

    private final Function function;
    private final Blocks blocks;
    private final Dominators dominators;
    private final Statements statements;
    private final BiFunction<Expression, Boolean, String> conditions;
    private final Set<String> usedLabels = new HashSet<>();

    /** Lines, and whether what follows them can be reached from their end. */
    private record Code(List<String> lines, boolean completes) {
        static final Code NONE = new Code(List.of(), true);

        Code then(Code next) {
            List<String> all = new ArrayList<>(lines);
            all.addAll(next.lines);
            return new Code(all, next.completes);
        }

        List<String> indented() {
            return lines.stream().map(l -> l.isEmpty() ? l : INDENT + l).toList();
        }
    }

    StructuredCode(Function function, Blocks blocks, Statements statements,
                   BiFunction<Expression, Boolean, String> conditions) {
        this.function = function;
        this.blocks = blocks;
        this.statements = statements;
        this.conditions = conditions;
        dominators = new Dominators(blocks);
    }

    /** The statements of the whole function. */
    List<String> write() {
        return tree(0, NOWHERE).lines;
    }

    /** The block and all that it dominates; {@code follows} is what runs after the last line. */
    private Code tree(int block, int follows) {
        List<Integer> joins = dominators.joinsBelow(block);
        if (!dominators.loops(block)) {
            return within(block, joins, follows);
        }
        Code body = within(block, joins, block);
        List<String> lines = new ArrayList<>();
        lines.add((usedLabels.contains(loop(block)) ? loop(block) + ": " : "") + "for (;;) {");
        lines.add(INDENT + "cpu.again();");
        lines.addAll(body.indented());
        lines.add("}");
        return new Code(lines, false);
    }

    private Code within(int block, List<Integer> joins, int follows) {
        if (joins.isEmpty()) {
            Block b = blocks.at(block);
            return new Code(statements.of(b.from(), b.to()), true).then(exit(b, follows));
        }
        int join = joins.getFirst();
        Code before = within(block, joins.subList(1, joins.size()), join);
        Code after = tree(join, follows);
        if (!usedLabels.contains(meet(join))) {
            return before.then(after);
        }
        List<String> lines = new ArrayList<>();
        lines.add(meet(join) + ": {");
        lines.addAll(before.indented());
        lines.add("}");
        return new Code(lines, true).then(after);
    }

    private Code exit(Block block, int follows) {
        return switch (block.exit()) {
            case Goto g -> go(block.from(), g.target(), follows);
            case Leave l -> new Code(List.of(), false);
            case Choice c -> choice(c.condition(), go(block.from(), c.ifTrue(), follows),
                go(block.from(), c.ifFalse(), follows));
            case Retry r -> {
                Code back = new Code(List.of("cpu.retreat(" + r.depth() + ");"), true)
                    .then(go(block.from(), r.start(), follows));
                yield choice(r.condition(), go(block.from(), r.next(), follows), back);
            }
        };
    }

    private Code go(int from, int to, int follows) {
        if (to == follows) {
            return Code.NONE;
        }
        if (dominators.backward(from, to)) {
            if (!dominators.dominates(to, from)) {
                throw new CannotEmitException(function.site(), "a loop of '" + function.name() + "' has two entries");
            }
            usedLabels.add(loop(to));
            return new Code(List.of("continue " + loop(to) + ";"), false);
        }
        if (dominators.joins(to)) {
            usedLabels.add(meet(to));
            return new Code(List.of("break " + meet(to) + ";"), false);
        }
        return tree(to, follows);
    }

    private Code choice(Expression condition, Code yes, Code no) {
        if (!yes.completes && (no.completes || yes.lines.size() <= no.lines.size())) {
            return conditional(condition, false, yes).then(no);
        }
        if (!no.completes) {
            return conditional(condition, true, no).then(yes);
        }
        if (no.lines.isEmpty()) {
            return yes.lines.isEmpty() ? Code.NONE : conditional(condition, false, yes);
        }
        if (yes.lines.isEmpty()) {
            return conditional(condition, true, no);
        }
        List<String> lines = new ArrayList<>(conditional(condition, false, yes).lines);
        lines.set(lines.size() - 1, "} else {");
        lines.addAll(no.indented());
        lines.add("}");
        return new Code(lines, true);
    }

    private Code conditional(Expression condition, boolean negated, Code inner) {
        List<String> lines = new ArrayList<>();
        lines.add("if (" + conditions.apply(condition, negated) + ") {");
        lines.addAll(inner.indented());
        lines.add("}");
        return new Code(lines, true);
    }

    private static String loop(int block) {
        return "loop" + block;
    }

    private static String meet(int block) {
        return "to" + block;
    }
}
